import type { Tweak } from '../../../testing';
import { ago, event, findings, pod } from '../../../testing';
import cause from './cause';

const LEAVING: Tweak = ['metadata.deletionTimestamp', ago(-20)];
const target = (message: string): Tweak => [
  'status.conditions.4',
  {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'PreemptionByScheduler',
    message,
  },
];
const TOLD = target(
  'default-scheduler: preempting to accommodate a higher priority pod',
);
const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };

describe('preempted', () => {
  it('names who took the place, and both priorities', () => {
    const winner = pod(
      ['metadata.name', 'urgent'],
      ['metadata.uid', 'uid-9'],
      ['spec.priority', 1000],
    );
    const loser = pod(LEAVING, TOLD, ['spec.priority', 0]);
    const told = event('Preempted', 'Preempted by pod uid-9 on node worker');
    const [found] = findings(cause, [loser, winner, told], on);
    expect(found?.what.en).toContain(
      'to make room for pod “shop/urgent” (priority 1000), its own priority being 0.',
    );
  });

  it('knows the event alone, of old', () => {
    const told = event('Preempted', 'Preempted by shop/urgent on node worker');
    const [found] = findings(cause, [pod(LEAVING), told], on);
    expect(found?.what.en).toContain('pod “shop/urgent”');
  });

  it('knows the kubelet’s', () => {
    const ended = pod([
      'status',
      {
        phase: 'Failed',
        reason: 'Preempting',
        message: 'Preempted in order to admit critical pod',
      },
    ]);
    const [found] = findings(cause, [ended]);
    expect(found?.what.en).toContain('critical to the node');
  });

  it.each([
    [
      'a preemption that failed',
      pod(TOLD, ['status.conditions.3.status', 'False']),
    ],
    [
      'an eviction by API',
      pod(LEAVING, target('x'), [
        'status.conditions.4.reason',
        'EvictionByEvictionAPI',
      ]),
    ],
    ['a plain deletion', pod(LEAVING)],
  ])('is not %s', (_, subject) => {
    expect(findings(cause, [subject], on)).toEqual([]);
  });
});
