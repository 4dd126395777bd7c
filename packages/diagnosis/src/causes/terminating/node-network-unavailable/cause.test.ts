import type { Tweak } from '../../../testing';
import { findings, node, pod } from '../../../testing';
import cause from './cause';

const UNREADY: Tweak = ['status.conditions.3.status', 'False'];
const cut = (status: string) =>
  node([
    'status.conditions.1',
    {
      type: 'NetworkUnavailable',
      status,
      reason: 'NoRouteCreated',
      message: 'Node created without a route',
    },
  ]);

describe('node-network-unavailable', () => {
  it('finds it for a pod that runs, and for one that cannot start', () => {
    const [runs] = findings(cause, [pod(UNREADY), cut('True')]);
    expect(runs?.what.en).toContain('may not reach others');
    expect(runs?.contradictions).toHaveLength(1);
    const starts = pod(['status', { phase: 'Pending' }]);
    const [found] = findings(cause, [starts, cut('True')]);
    expect(found?.what.en).toContain('cannot start on node “worker”');
  });

  it.each([
    ['its network is up', pod(UNREADY), cut('False')],
    [
      'it uses the node’s own',
      pod(UNREADY, ['spec.hostNetwork', true]),
      cut('True'),
    ],
    ['it is healthy', pod(), cut('True')],
    ['it is over', pod(['status.phase', 'Failed']), cut('True')],
  ])('leaves a pod alone when %s', (_, subject, worker) => {
    expect(findings(cause, [subject, worker])).toEqual([]);
  });
});
