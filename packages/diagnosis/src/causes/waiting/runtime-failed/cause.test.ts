import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'a log',
    'failed to create containerd task: failed to create container loggers: failed to create and open log file: open /var/log/pods/a/0.log: permission denied',
    'log could not be made',
  ],
  [
    'the kubelet’s log directory',
    'create container log directory for container app failed: mkdir /var/log/pods/a: read-only file system',
    'log could not be made',
  ],
  [
    'a hook',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error running hook #0: error running hook: exit status 1, stdout: , stderr: no token',
    'hook',
  ],
  [
    'a plugin',
    'NRI container start failed: rpc error: code = Unknown desc = refused',
    'plugin',
  ],
  [
    'the shim',
    'failed to create containerd task: failed to start shim: exec: "containerd-shim-kata-v2": file does not exist',
    'shim',
  ],
  [
    'a shim that is not there',
    'failed to create containerd task: failed to create shim: not found',
    'shim',
  ],
  [
    'a shim that answers so',
    'failed to create containerd task: failed to create shim task: rpc error: code = NotFound desc = not found',
    'shim',
  ],
  ['CRI-O', 'container 8f00 is not in created state: stopped', 'lost track'],
  [
    'a busy file',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec /app/run: text file busy: unknown',
    'still being written',
  ],
  [
    'the first process',
    'OCI runtime create failed: container_linux.go:345: starting container process caused "process_linux.go:303: getting the final child\'s pid from pipe caused \\"EOF\\"": unknown',
    'without a word',
  ],
  [
    'Windows without an update',
    'failed to create containerd task: failed to create shim: hcs::CreateComputeSystem test: The directory name is invalid.: unknown',
    '(HCS) refused to make it on node “worker”. The exact words: “hcs::CreateComputeSystem test: The directory name is invalid”',
  ],
  [
    'a Windows layer that is gone',
    'failed to create containerd task: failed to create shim task: hcs::CreateComputeSystem app: The system cannot find the file specified.: unknown',
    '(HCS) refused',
  ],
  [
    'the network of Windows',
    'failed to create containerd task: failed to create shim task: hcs::CreateComputeSystem app: The requested operation for attach namespace failed.: unknown',
    'attach the container to the network',
  ],
  [
    'the network of Windows, by its service',
    'failed to create containerd task: failed to create shim task: failed to add endpoint: HNS failed with error : Element not found.: unknown',
    'attach the container to the network',
  ],
  [
    'Kata, written in Rust',
    'failed to create containerd task: failed to create shim task: No such file or directory (os error 2)\n\nStack backtrace:\n   0: <unknown>',
    'The exact words: “No such file or directory (os error 2)”.',
  ],
  [
    'Kata’s agent',
    'failed to create containerd task: failed to create shim task: rpc status: Status { code: INTERNAL, message: "failed to get device", details: [] }: unknown',
    '“failed to get device”',
  ],
  [
    'a WebAssembly shim',
    'failed to create containerd task: failed to create shim task: Others("no wasm module in the layers"): unknown',
    'no wasm module',
  ],
  [
    'no runtime',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: unable to retrieve OCI runtime error (open /run/containerd/8f/log.json: no such file or directory): exec: "runc": executable file not found in $PATH: unknown',
    'runc or the shim',
  ],
];

const failing = (message: string) => waitingPod('RunContainerError', message);

describe('runtime-failed', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'a missing program',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "hook": executable file not found in $PATH: unknown',
    ],
    [
      'a program that Windows does not find',
      'failed to create containerd task: failed to create shim task: hcs::System::CreateProcess app: The system cannot find the file specified.: unknown',
    ],
    [
      'another version of Windows',
      'failed to create containerd task: failed to create shim task: hcs::CreateComputeSystem app: The container operating system does not match the host operating system.: unknown',
    ],
    [
      'a Windows host without memory',
      'failed to create containerd task: failed to create shim task: hcs::CreateComputeSystem app: The paging file is too small for this operation to complete.: unknown',
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

  it('says what a runtime in a virtual machine may miss', () => {
    const [, message = ''] =
      WORDINGS.find(([what]) => what.startsWith('Kata,')) ?? [];
    const asks = waitingPod('RunContainerError', message, [
      'spec.runtimeClassName',
      'kata',
    ]);
    expect(findings(cause, [asks])[0]?.why.en).toContain('virtual machine');
    expect(findings(cause, [failing(message)])[0]?.why.en).not.toContain(
      'virtual machine',
    );
  });

  it('names the runtime class whose program is missing', () => {
    const [, message = ''] =
      WORDINGS.find(([what]) => what === 'the shim') ?? [];
    const asks = waitingPod('RunContainerError', message, [
      'spec.runtimeClassName',
      'kata',
    ]);
    expect(findings(cause, [asks])[0]?.why.en).toContain('“kata”');
  });
});
