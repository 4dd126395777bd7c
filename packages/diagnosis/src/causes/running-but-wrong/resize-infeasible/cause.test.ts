import type { Tweak } from '../../../testing';
import { ago, event, findings, pod } from '../../../testing';
import cause from './cause';

const pending = (message: string, reason = 'Infeasible'): Tweak => [
  'status.conditions.4',
  { type: 'PodResizePending', status: 'True', reason, message },
];

describe('resize-infeasible', () => {
  it('gives the numbers', () => {
    const [found] = findings(cause, [
      pod(
        pending(
          "Node didn't have enough capacity: cpu, requested: 500000, capacity: 2000",
        ),
      ),
    ]);
    expect(found?.what.en).toContain(
      'asks for 500 of cpu, and node “worker” has 2 in all',
    );
  });

  it.each([
    'Resize is infeasible for Guaranteed Pods alongside CPU Manager policy "static"',
    'In-place pod resize is not supported on this node',
    'In-place resize of containers with swap is not supported.',
  ])('quotes %s', message => {
    expect(findings(cause, [pod(pending(message))])[0]?.why.en).toContain(
      message.replace(/[.]$/, ''),
    );
  });

  it('knows the status field of 1.27 to 1.32, and a missing feature of the node', () => {
    expect(
      findings(cause, [pod(['status.resize', 'Infeasible'])]),
    ).toHaveLength(1);
    const feature = event(
      'FailedNodeDeclaredFeaturesCheck',
      'Pod requires node features that are not available: GuaranteedQoSPodCPUResize',
    );
    expect(findings(cause, [pod(), feature])[0]?.why.en).toContain(
      'GuaranteedQoSPodCPUResize',
    );
  });

  it.each([
    ['has none pending', pod()],
    ['only has to wait', pod(pending('x', 'Deferred'))],
    [
      'is on its way out',
      pod(pending('x'), ['metadata.deletionTimestamp', ago(5)]),
    ],
  ])('leaves a pod alone that %s', (_, subject) => {
    expect(findings(cause, [subject])).toEqual([]);
  });
});
