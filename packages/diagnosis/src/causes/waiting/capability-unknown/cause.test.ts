import { containerStatus, findings, pod, waitingPod } from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  ['CRI-O', 'unknown capability "CAP_NET_ADMINS" to add', '“CAP_NET_ADMINS”'],
  [
    'Docker',
    'Error response from daemon: invalid CapAdd: unknown capability: "CAP_NET_ADMINS"',
    '“CAP_NET_ADMINS”',
  ],
  [
    'runc before 1.1',
    'failed to start container "app": Error response from daemon: OCI runtime create failed: container_linux.go:380: starting container process caused: unknown capability "CAP_NET_ADMINS"',
    '“CAP_NET_ADMINS”',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerError', message);

describe('capability-unknown', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([
    [
      'one that may not be set',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: unable to apply caps: operation not permitted',
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
