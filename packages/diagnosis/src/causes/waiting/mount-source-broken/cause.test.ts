import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'containerd, no directory',
    'failed to generate container "5bee" spec: failed to generate spec: failed to mkdir "/mnt/data": mkdir /mnt/data: read-only file system',
    'cannot be made',
  ],
  [
    'containerd, stale',
    'failed to generate container "5bee" spec: failed to generate spec: failed to stat "/var/lib/kubelet/pods/1/volumes/kubernetes.io~csi/pv/mount": stat /var/lib/kubelet/pods/1/volumes/kubernetes.io~csi/pv/mount: transport endpoint is not connected',
    'no longer answers',
  ],
  [
    'Docker, missing',
    'Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /mnt/data',
    'does not exist',
  ],
  [
    'Docker, read-only',
    "Error response from daemon: error while creating mount source path '/mnt/data': mkdir /mnt/data: read-only file system",
    'cannot be made',
  ],
  [
    'CRI-O',
    'cannot mount /mnt/data: path does not exist and will cause issues as a directory',
    'does not exist',
  ],
  [
    'a link',
    'failed to generate container "5bee" spec: failed to generate spec: failed to mkdir "/mnt/data": mkdir /mnt/data: file exists',
    'leads nowhere',
  ],
  [
    'NFS',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/var/lib/kubelet/pods/1/volumes/kubernetes.io~nfs/pv" to rootfs at "/data": stat: stale NFS file handle: unknown',
    'no longer answers',
  ],
  [
    'crun',
    "container create failed: error stat'ing file `/mnt/data`: No such file or directory",
    'does not exist',
  ],
  [
    'the kubelet',
    'stat /mnt/data: no such file or directory',
    'does not exist',
  ],
];

/** What containerd says of a volume whose server does not answer. */
const HANGS =
  "failed to generate container '5bee' spec: failed to generate spec: failed to stat '/data/containerd/pods/1/volumes/kubernetes.io~csi/pvc-1/mount': errno 512";

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('mount-source-broken', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it('names the claim whose volume hangs', () => {
    const mounts = waitingPod('CreateContainerError', HANGS, [
      'spec.volumes',
      [{ name: 'data', persistentVolumeClaim: { claimName: 'portal-data' } }],
    ]);
    const [found] = findings(cause, [mounts]);
    expect(found?.what.en).toContain('no longer answers');
    expect(found?.what.en).toContain('claim “portal-data”');
    const [bare] = findings(cause, [failing(HANGS)]);
    expect(bare?.what.en).not.toContain('claim');
  });

  it.each([
    [
      'the wrong place',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error mounting "/mnt/data" to rootfs at "/etc/passwd": mount: not a directory: unknown',
    ],
    [
      'a mount that is not shared',
      'failed to generate spec: path "/mnt" is mounted on "/" but it is not a shared mount',
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
});
