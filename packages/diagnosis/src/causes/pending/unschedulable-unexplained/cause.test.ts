import type { Tweak } from '../../../testing';
import { ago, event, findings, unscheduledPod } from '../../../testing';
import cause from './cause';

describe('unschedulable-unexplained', () => {
  it.each([
    '0/3 nodes are available: 3 node(s) outside the licence.',
    "0/3 nodes are available: 3 node(s) didn't match scheduler-enforced node affinity.",
    'tenant is over its budget',
    '0/3 nodes are available: Insufficient quotas [[nvidia.com/gpu]], quotaName: team.',
  ])('quotes what it does not know: %s', message => {
    const [found] = findings(cause, [unscheduledPod(message)]);
    expect(found?.what.en).toContain(message);
  });

  it('takes the newest event when the condition has no words', () => {
    const said = event('FailedScheduling', 'tenant is over its budget');
    const [found] = findings(cause, [unscheduledPod(''), said]);
    expect(found?.what.en).toContain('tenant is over its budget');
  });

  it('is not silent when nobody says why', () => {
    const [found] = findings(cause, [unscheduledPod('')]);
    expect(found?.what.en).toContain('without giving a reason');
  });

  it('names the claims as a kind when no cause of theirs can say more', () => {
    const [found] = findings(cause, [
      unscheduledPod('pod has unbound immediate PersistentVolumeClaims'),
    ]);
    expect(found?.why.en).toContain('A volume claim');
    expect(found?.steps[0]?.command).toBe('kubectl -n shop describe pvc');
  });

  it.each<[string, string, ...Tweak[]]>([
    ['known words', '0/3 nodes are available: 3 Insufficient cpu.'],
    [
      'claims that are young',
      'pod has unbound immediate PersistentVolumeClaims',
      [
        'spec.volumes',
        [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      ],
      ['metadata.creationTimestamp', ago(200)],
    ],
    ['a node found since', 'odd', ['spec.nodeName', 'worker']],
    ['a gate', 'odd', ['status.conditions.0.reason', 'SchedulingGated']],
    ['a refusal just now', '', ['metadata.creationTimestamp', ago(10)]],
  ])('is silent with %s', (_, message, ...tweaks) => {
    expect(findings(cause, [unscheduledPod(message, ...tweaks)])).toEqual([]);
  });
});
