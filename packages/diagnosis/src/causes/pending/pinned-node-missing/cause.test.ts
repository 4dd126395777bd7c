import type { Tweak } from '../../../testing';
import { diagnosisBy, event, findings, node, pod } from '../../../testing';
import cause from './cause';

const pinned = (name: string, ...tweaks: Tweak[]) =>
  pod(['spec.nodeName', name], ['status', { phase: 'Pending' }], ...tweaks);

describe('pinned-node-missing', () => {
  it('names the nearest node', () => {
    const [found] = findings(cause, [pinned('wroker'), node()]);
    expect(found?.what.en).toBe(
      'The manifest puts the pod on node “wroker”, and none of the cluster’s nodes (1) has that name. The nearest name is “worker”.',
    );
  });

  it('cannot tell without the nodes', () => {
    const { unchecked } = diagnosisBy(cause, [pinned('worker')]);
    expect(unchecked.map(({ fact }) => fact)).toEqual(['nodes']);
  });

  it.each([
    ['whose node exists', [pinned('worker'), node()]],
    [
      'that the scheduler placed',
      [
        pinned('gone'),
        node(),
        event('Scheduled', 'Successfully assigned shop/web-1 to gone'),
      ],
    ],
    [
      'that a kubelet took up',
      [pinned('gone', ['status.startTime', '2026-01-15T11:59:00Z']), node()],
    ],
    [
      'without a node',
      [
        pod(['spec.nodeName', undefined], ['status', { phase: 'Pending' }]),
        node(),
      ],
    ],
  ])('leaves a pod alone %s', (_, objects) => {
    expect(findings(cause, objects)).toEqual([]);
  });
});
