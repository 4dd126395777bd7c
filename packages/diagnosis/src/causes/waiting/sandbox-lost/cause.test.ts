import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  ['containerd', 'sandbox container "8f00" is not running', 'sandbox'],
  [
    'containerd, forgotten',
    'failed to find sandbox id "8f00": not found',
    'sandbox',
  ],
  [
    'CRI-O',
    'CreateContainer failed as the sandbox was stopped: 8f00',
    'sandbox',
  ],
  [
    'Docker',
    'Error response from daemon: cannot join network of a non running container: 8f00',
    'sandbox',
  ],
  [
    'runc',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: lstat /proc/0/ns/ipc: no such file or directory',
    'sandbox',
  ],
  [
    'containerd, no task',
    'failed to get sandbox container task: no running task found: task 8f00 not found: not found',
    'sandbox',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('sandbox-lost', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([['an image', 'failed to resolve image "sandbox:1"']])(
    'leaves %s to another cause',
    (_, message) => {
      expect(findings(cause, [failing(message)])).toEqual([]);
    },
  );

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
