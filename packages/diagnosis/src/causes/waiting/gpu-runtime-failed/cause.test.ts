import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'no driver',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error running prestart hook #0: exit status 1, stdout: , stderr: nvidia-container-cli: initialization error: nvml error: driver not loaded: unknown',
    'GPU',
  ],
  [
    'old Docker',
    'OCI runtime create failed: container_linux.go:345: starting container process caused "process_linux.go:430: container init caused \\"process_linux.go:413: running prestart hook 0 caused \\\\\\"error running hook: exit status 1, stdout: , stderr: nvidia-container-cli: initialization error: driver error: failed to process request\\\\\\\\n\\\\\\"\\"": unknown',
    'GPU',
  ],
  [
    'another CUDA',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error running hook #0: error running hook: exit status 1, stdout: , stderr: Auto-detected mode as legacy nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.2: unknown',
    'GPU',
  ],
  [
    'CDI',
    'CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=all',
    'GPU',
  ],
  [
    'a shared GPU that is full',
    "error during container init: error running hook #0: error running hook: exit status 1, stdout: , stderr: Auto-detected mode as 'legacy' nvidia-container-cli: device error: no-gpu-has-128MiB-to-run: unknown device: unknown",
    'no GPU of node “worker” has the 128MiB free',
  ],
  [
    'a GPU that is gone',
    'nvidia-container-cli: device error: GPU-5c2d: unknown device: unknown',
    'failed to give it the GPU',
  ],
  ['no runtime', 'unknown or invalid runtime name: nvidia', 'GPU'],
  [
    'no toolkit',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: unable to retrieve OCI runtime error (open /run/containerd/8f/log.json: no such file or directory): exec: "nvidia-container-runtime": executable file not found in $PATH: unknown',
    'GPU',
  ],
];

const failing = (message: string) => waitingPod('RunContainerError', message);

describe('gpu-runtime-failed', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'another device',
      'CDI device injection failed: unresolvable CDI devices vendor.example/net=eth7',
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
