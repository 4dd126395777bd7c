import type { Tweak } from '../../../testing';
import { findings, pod, unscheduledPod } from '../../../testing';
import cause from './cause';

const GATED: Tweak = ['status.conditions.0.reason', 'SchedulingGated'];
const gates = (...names: string[]): Tweak => [
  'spec.schedulingGates',
  names.map(name => ({ name })),
];
const SAYS = 'Scheduling is blocked due to non-empty scheduling gates';

describe('scheduling-gated', () => {
  it('names the gate and for how long', () => {
    const held = unscheduledPod(SAYS, GATED, gates('example.com/quota'));
    const [found] = findings(cause, [held]);
    expect(found?.what.en).toBe(
      'The pod has been held back for 50 min by the gate “example.com/quota”.',
    );
  });

  it('knows the queue of Kueue', () => {
    const held = unscheduledPod(
      SAYS,
      GATED,
      gates('kueue.x-k8s.io/admission'),
      ['metadata.labels', { 'kueue.x-k8s.io/queue-name': 'team-a' }],
    );
    const [found] = findings(cause, [held]);
    expect(found?.why.en).toContain('the queue “team-a” of Kueue');
    expect(found?.steps[0]?.command).toContain('workloads.kueue.x-k8s.io');
  });

  it('needs no condition', () => {
    const held = unscheduledPod('', ['status.conditions', []], gates('a.b/c'));
    expect(findings(cause, [held])).toHaveLength(1);
  });

  it.each([
    ['has a node', pod(gates('a.b/c'))],
    [
      'has no gate',
      unscheduledPod('0/1 nodes are available: 1 Insufficient cpu.'),
    ],
  ])('is silent for a pod that %s', (_, object) => {
    expect(findings(cause, [object])).toEqual([]);
  });
});
