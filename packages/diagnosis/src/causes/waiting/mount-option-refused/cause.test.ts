import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'propagation',
    'failed to generate container "5bee" spec: failed to generate spec: path "/var/lib/kubelet" is mounted on "/" but it is not a shared mount',
    'mountPropagation',
  ],
  [
    'propagation, slave',
    'failed to generate spec: path "/var/lib/kubelet" is mounted on "/" but it is not a shared or slave mount',
    'mountPropagation',
  ],
  [
    'propagation, Docker',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: path /var/lib/kubelet is mounted on / but it is not a shared mount.',
    'mountPropagation',
  ],
  [
    'read-only',
    'failed to resolve recursive read-only mode: volume "v" requested recursive read-only mode, but it is not supported by the runtime',
    'recursiveReadOnly',
  ],
  [
    'read-only at the runtime',
    'RROUnsupported: runtime handler does not support recursive read-only mounts (hostPath="/a")',
    'recursiveReadOnly',
  ],
  [
    'an image',
    'ImageVolumeMountFailed: sub path "/data" does not exist in image volume "quay.example/data:1"',
    'image as a volume',
  ],
  [
    'an image, old containerd',
    'failed to generate container "5bee" spec: failed to generate spec: failed to mkdir "": mkdir : no such file or directory',
    'image as a volume',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('mount-option-refused', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'a missing directory',
      'failed to generate spec: failed to mkdir "/mnt": read-only file system',
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
