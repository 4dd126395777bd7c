import type { Tweak } from '../../../testing';
import {
  ago,
  event,
  findings,
  node,
  owner,
  pod,
  replicaSet,
} from '../../../testing';
import cause from './cause';

const LEAVING: Tweak = ['metadata.deletionTimestamp', ago(-20)];
const TARGET: Tweak = [
  'status.conditions.4',
  {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  },
];
const OF: Tweak = [
  'metadata.ownerReferences',
  [owner('apps/v1', 'ReplicaSet', 'web-5d')],
];
const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };

describe('evicted-by-api', () => {
  it('sees a drain by the cordon', () => {
    const [found] = findings(cause, [
      pod(LEAVING, TARGET),
      node(['spec.unschedulable', true]),
    ]);
    expect(found?.why.en).toContain('being emptied (drained)');
    expect(found?.what.en).toContain(
      'It is given 20 s more to stop by itself.',
    );
    expect(found?.severity).toBe('critical');
  });

  it.each([
    ['ScaleDown', 'deleting pod for node scale down', 'little used'],
    [
      'EvictedByVPA',
      'Pod was evicted by VPA Updater to apply resource recommendation.',
      'vertical pod autoscaler',
    ],
    [
      'Descheduled',
      'pod eviction from worker node by sigs.k8s.io/descheduler',
      'descheduler',
    ],
    ['Evicted', 'Evicted pod: Underutilized', 'replaced or removed'],
  ])('knows %s, also without the condition', (reason, message, words) => {
    const [found] = findings(cause, [pod(LEAVING), event(reason, message)]);
    expect(found?.why.en).toContain(words);
  });

  it('is only information when others do the work', () => {
    const next = pod(OF, ['metadata.name', 'web-2'], ['metadata.uid', 'u2']);
    const objects = [pod(LEAVING, TARGET, OF), next, replicaSet()];
    expect(findings(cause, objects, on)[0]?.severity).toBe('info');
    const alone = [pod(LEAVING, TARGET, OF), replicaSet()];
    expect(findings(cause, alone, on)[0]?.severity).toBe('warning');
  });

  it.each([
    ['is not being deleted', [TARGET, ['status.conditions.3.status', 'False']]],
    ['was deleted directly', [LEAVING]],
  ] as const)('leaves a pod alone that %s', (_, tweaks) => {
    expect(findings(cause, [pod(...(tweaks as readonly Tweak[]))])).toEqual([]);
  });
});
