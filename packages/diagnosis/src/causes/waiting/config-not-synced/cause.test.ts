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
  [
    'a cache',
    'failed to sync configmap cache: timed out waiting for the condition',
    'has not been able to read',
  ],
  [
    'a secret’s cache',
    'failed to sync secret cache: timed out waiting for the condition',
    'has not been able to read',
  ],
  [
    'not registered',
    'object "shop"/"settings" not registered',
    'has not been able to read',
  ],
  [
    'services',
    'services have not yet been read at least once, cannot construct envvars',
    'has not been able to read',
  ],
  [
    'the node’s rights',
    'configmaps "settings" is forbidden: User "system:node:worker" cannot get resource "configmaps" in API group "" in the namespace "shop": no relationship found between node \'worker\' and this object',
    'has not been able to read',
  ],
];

const failing = (message: string) =>
  waitingPod('CreateContainerConfigError', message);

describe('config-not-synced', () => {
  it.each(WORDINGS)('knows the words: %s', (_, message, said) => {
    const found = findings(cause, [failing(message)]);
    expect(found).toHaveLength(1);
    expect(found[0]?.what.en).toContain(said);
  });

  it.each([['one that is missing', 'configmap "settings" not found']])(
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

  it('reads the newest event of a volume, as a warning', () => {
    const creating = waitingPod('ContainerCreating');
    const early = event(
      'FailedMount',
      'MountVolume.SetUp failed for volume "conf" : failed to sync configmap cache: timed out waiting for the condition',
    );
    const [found] = findings(cause, [creating, early]);
    expect(found?.severity).toBe('warning');
    const newer = event(
      'FailedMount',
      'MountVolume.SetUp failed for volume "conf" : configmap "settings" not found',
      ['lastTimestamp', '2026-01-15T11:59:50Z'],
    );
    expect(findings(cause, [creating, early, newer])).toEqual([]);
  });
});
