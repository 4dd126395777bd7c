import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  [
    'containerd',
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: connection refused"',
    'cannot reach',
  ],
  [
    'closing',
    'rpc error: code = Unavailable desc = transport is closing',
    'cannot reach',
  ],
  [
    'the end',
    'rpc error: code = Unavailable desc = error reading from server: EOF',
    'cannot reach',
  ],
  [
    'the shim',
    'failed to create containerd task: failed to create shim task: ttrpc: closed: unknown',
    'cannot reach',
  ],
  [
    'Docker',
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'cannot reach',
  ],
  [
    'CRI-O',
    'dial unix /var/run/crio/crio.sock: connect: no such file or directory',
    'cannot reach',
  ],
];

const failing = (message: string) => waitingPod('RunContainerError', message);

describe('runtime-unavailable', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([['a time-out', 'context deadline exceeded']])(
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
