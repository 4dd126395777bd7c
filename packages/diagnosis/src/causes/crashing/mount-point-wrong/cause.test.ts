import {
  configMap,
  containerStatus,
  crashingPod,
  findings,
  pod,
} from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'containerd',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/var/lib/kubelet/pods/1/volume-subpaths/conf/app/0" to rootfs at "/etc/app.conf": mount /var/lib/kubelet/pods/1/volume-subpaths/conf/app/0:/etc/app.conf (via /proc/self/fd/6), flags: 0x5001: not a directory: unknown',
    '“/etc/app.conf”',
  ],
  [
    'dockershim',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:545: container init caused: rootfs_linux.go:76: mounting "/var/lib/kubelet/pods/1/volume-subpaths/conf/app/0" to rootfs at "/etc/app.conf" caused: mount through procfd: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type',
    '“/etc/app.conf”',
  ],
  [
    'dockershim before 2019',
    'OCI runtime create failed: container_linux.go:345: starting container process caused "process_linux.go:424: container init caused \\"rootfs_linux.go:58: mounting \\\\\\"/var/lib/kubelet/pods/1/volumes/a\\\\\\" to rootfs \\\\\\"/var/lib/docker/overlay2/8f/merged\\\\\\" at \\\\\\"/var/lib/docker/overlay2/8f/merged/etc/app.conf\\\\\\" caused \\\\\\"not a directory\\\\\\"\\"": unknown: Are you trying to mount a directory onto a file (or vice-versa)?',
    '“/etc/app.conf”',
  ],
  [
    'crun',
    'container create failed: mount `/var/lib/kubelet/pods/1/volumes/a` to `etc/app.conf`: Not a directory',
    '“/etc/app.conf”',
  ],
  [
    'the passwd file',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: unable to setup user: unable to find user 0: read /etc/passwd: is a directory: unknown',
    '“/etc/passwd”',
  ],
  [
    'over everything',
    'runc create failed: unable to start container process: error closing exec fds: open /proc/self/fd: no such file or directory: unknown',
    'at “/”',
  ],
  [
    'over /dev',
    'runc create failed: unable to start container process: unable to setup user: stat /dev/null: no such file or directory: unknown',
    'at “/dev”',
  ],
  [
    'the last words',
    'runc create failed: unable to start container process: error during container init: error mounting "/var/lib/kubelet/pods/1/containers/app/45968268" to rootfs at "/bin": mount /var/lib/kubelet/pods/1/containers/app/45968268:/bin (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown',
    'terminationMessagePath',
  ],
  [
    'read-only',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/a" to rootfs at "/conf/sub": create mountpoint for /conf/sub mount: make mountpoint "/conf/sub": mkdirat /run/rootfs/conf/sub: read-only file system: unknown',
    '“/conf/sub”',
  ],
  [
    '/proc',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/a" to rootfs at "/proc/foo": "/run/8f/rootfs/proc/foo" cannot be mounted because it is inside /proc: unknown',
    '“/proc/foo”',
  ],
  [
    'outside',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error mounting "/a" to rootfs at "/x": mountpoint "/etc" is outside of rootfs "/run/8f/rootfs": unknown',
    '“/x”',
  ],
  [
    'a device',
    'error DevicePath `dev/xvda` must be an absolute path',
    '“/dev/xvda”',
  ],
];

const failing = (message: string) =>
  crashingPod({ reason: 'StartError', exitCode: 128, message });

describe('mount-point-wrong', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'a source that is gone',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error mounting "/a" to rootfs at "/x": stat /a: transport endpoint is not connected: unknown',
    ],
    [
      'a program',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app": is a directory: unknown',
    ],
  ])('leaves %s to another cause', (_, message) => {
    expect(findings(cause, [failing(message)])).toEqual([]);
  });

  it('says nothing once the container runs, or the pod is on its way out', () => {
    const [, message = ''] = WORDINGS[0] ?? [];
    const terminated = { reason: 'StartError', exitCode: 128, message };
    const status = containerStatus(['lastState', { terminated }]);
    const runs = pod(['status.containerStatuses.0', status]);
    expect(findings(cause, [runs])).toEqual([]);
    const leaving = {
      ...failing(message),
      metadata: { name: 'web-1', deletionTimestamp: '2026-01-15T12:00:10Z' },
    };
    expect(findings(cause, [leaving])).toEqual([]);
  });

  it('names a key that the config map has not, and the nearest', () => {
    const mounted = crashingPod(
      { reason: 'StartError', exitCode: 128, message: WORDINGS[0]?.[1] ?? '' },
      [
        'spec.containers.0.volumeMounts',
        [{ name: 'conf', mountPath: '/etc/app.conf', subPath: 'ap.conf' }],
      ],
      ['spec.volumes', [{ name: 'conf', configMap: { name: 'settings' } }]],
    );
    const [near] = findings(cause, [
      mounted,
      configMap('settings', 'app.conf'),
    ]);
    expect(near?.why.en).toContain('no key “ap.conf”');
    expect(near?.why.en).toContain('Did you mean “app.conf”?');
    const [there] = findings(cause, [
      mounted,
      configMap('settings', 'ap.conf'),
    ]);
    expect(there?.why.en).toContain('one meets the other');
  });

  it.each([
    ['/etc/hosts', 'open /run/containerd/rootfs/etc/hosts: not a directory'],
    [
      '/etc/resolv.conf',
      'openat /run/containerd/rootfs/etc/resolv.conf: no such file or directory',
    ],
    [
      '/dev/termination-log',
      'open /var/lib/docker/overlay2/8f/merged/dev/termination-log: not a directory',
    ],
  ])('blames the image for %s, which every container gets', (at, why) => {
    const message = `OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/var/lib/kubelet/pods/1/etc-hosts" to rootfs at "${at}": ${why}: unknown`;
    const [found] = findings(cause, [failing(message)]);
    expect(found?.why.en).toContain('the image is at fault');
    const covered = crashingPod(
      { reason: 'StartError', exitCode: 128, message },
      [
        'spec.containers.0.volumeMounts',
        [{ name: 'conf', mountPath: at.replace(/\/[^/]+$/, '') }],
      ],
    );
    expect(findings(cause, [covered])[0]?.why.en).not.toContain('the image is');
  });
});
