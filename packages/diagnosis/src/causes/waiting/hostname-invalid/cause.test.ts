import {
  containerStatus,
  event,
  findings,
  pod,
  waitingPod,
} from '../../../testing';
import cause from './cause';

/** What each runtime or kubelet says, and what must be told of it. */
const WORDINGS: [string, string, string][] = [
  ['the kubelet', 'hostname for pod "web-1" was invalid: "---"', 'host name'],
  [
    'a long name',
    'failed to construct FQDN from pod hostname and cluster domain, FQDN web-1.aaaa.shop.svc.cluster.local is too long (64 characters is the max, 119 characters requested)',
    'has 33 characters',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerConfigError', message);

describe('hostname-invalid', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([['a lookup', 'lookup hostname: no such host']])(
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

  it('reads the event about the sandbox, while nothing has begun', () => {
    const [, message = ''] = WORDINGS[1] ?? [];
    const said = event(
      'FailedCreatePodSandBox',
      `Failed to create pod sandbox: ${message}`,
    );
    const creating = waitingPod('ContainerCreating');
    expect(findings(cause, [creating, said])[0]?.why.en).toContain(
      'web-1.aaaa.shop.svc.cluster.local',
    );
    expect(
      findings(cause, [failing('context deadline exceeded'), said]),
    ).toEqual([]);
  });
});
