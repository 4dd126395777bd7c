import type { Tweak } from '../../../testing';
import { ago, event, findings, pod } from '../../../testing';
import cause from './cause';

const pending = (message: string, reason = 'Deferred'): Tweak => [
  'status.conditions.4',
  { type: 'PodResizePending', status: 'True', reason, message },
];

describe('resize-deferred', () => {
  it('gives the numbers of CPU and of memory', () => {
    const [cpu] = findings(cause, [
      pod(
        pending(
          "Node didn't have enough resource: cpu, requested: 4000, used: 1200, capacity: 3920",
        ),
      ),
    ]);
    expect(cpu?.severity).toBe('warning');
    expect(cpu?.what.en).toContain(
      'asks for 4 of cpu, and node “worker” has 2.72 of 3.92 left',
    );
    const [memory] = findings(cause, [
      pod(
        pending(
          "Node didn't have enough resource: memory, requested: 4294967296, used: 1073741824, capacity: 4294967296",
        ),
      ),
    ]);
    expect(memory?.what.en).toContain('4 GiB of memory');
  });

  it('quotes other words', () => {
    expect(
      findings(cause, [pod(pending('the moon is full.'))])[0]?.why.en,
    ).toContain('It says: “the moon is full”.');
  });

  it('knows the status field of 1.27 to 1.32, and the event beside it', () => {
    const old: Tweak = ['status.resize', 'Deferred'];
    const said = event(
      'ResizeDeferred',
      `Pod resize Deferred: {"containers":[],"error":"Node didn't have enough resource: cpu, requested: 4000, used: 0, capacity: 2000"}`,
    );
    expect(findings(cause, [pod(old)])).toHaveLength(1);
    expect(findings(cause, [pod(old), said])[0]?.what.en).toContain(
      'asks for 4 of cpu',
    );
  });

  it.each([
    [
      'was granted',
      pod(),
      [event('ResizeDeferred', 'Pod resize Deferred: {}')],
    ],
    ['can never be', pod(pending('x', 'Infeasible')), []],
    [
      'is of a pod on its way out',
      pod(pending('x'), ['metadata.deletionTimestamp', ago(5)]),
      [],
    ],
  ])('leaves a resize alone that %s', (_, subject, events) => {
    expect(findings(cause, [subject, ...events])).toEqual([]);
  });
});
