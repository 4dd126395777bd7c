import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  ['containerd', 'context deadline exceeded', 'did not finish'],
  [
    'with a code',
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    'did not finish',
  ],
  [
    'at the start',
    'failed to create containerd task: failed to create shim task: context deadline exceeded: unknown',
    'did not finish',
  ],
  ['Docker', 'operation timeout: context deadline exceeded', 'did not finish'],
];

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('runtime-timeout', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'a name that is reserved',
      'failed to reserve container name "app_web_0": name "app_web_0" is reserved for "8f"',
    ],
    [
      'settings',
      'failed to sync configmap cache: timed out waiting for the condition',
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
