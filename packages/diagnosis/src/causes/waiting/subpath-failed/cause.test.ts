import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'prepare',
    'failed to prepare subPath for volumeMount "data" of container "app"',
    '“data”',
  ],
  [
    'create',
    'failed to create subPath directory for volumeMount "data" of container "app"',
    '“data”',
  ],
  [
    'absolute',
    'error SubPath `/abs` must not be an absolute path',
    'cannot be used',
  ],
  [
    'outside',
    "unable to provision SubPath `../abs`: must not contain '..'",
    'cannot be used',
  ],
  ['variable', 'missing value for TENANT', 'cannot be used'],
  [
    'stale',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/var/lib/kubelet/pods/1/volume-subpaths/conf/app/0" to rootfs at "/etc/app.conf": stat /var/lib/kubelet/pods/1/volume-subpaths/conf/app/0: no such file or directory: unknown',
    'cannot be used',
  ],
  [
    'stale, runc 1.0',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:545: container init caused: rootfs_linux.go:76: mounting "/var/lib/kubelet/pods/1/volume-subpaths/conf/app/0" to rootfs at "/etc/app.conf" caused: no such file or directory: unknown',
    'cannot be used',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerConfigError', message);

describe('subpath-failed', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'a directory onto a file',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error mounting "/var/lib/kubelet/pods/1/volume-subpaths/conf/app/0" to rootfs at "/etc/app.conf": mount: not a directory: unknown',
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

  it('names the path that the volume mount asks for', () => {
    const mounts = [
      { name: 'data', mountPath: '/data', subPathExpr: '$(TENANT)/files' },
    ];
    const failed = waitingPod(
      'CreateContainerConfigError',
      'missing value for TENANT',
      ['spec.containers.0.volumeMounts', mounts],
    );
    const [found] = findings(cause, [failed]);
    expect(found?.what.en).toContain('subPath “$(TENANT)/files”');
    expect(found?.steps[0]?.text.en).toContain('“TENANT”');
  });
});
