import { findings, node, pod } from '../../../testing';
import cause from './cause';

const MESSAGE =
  "Pod was rejected: Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate";
const rejected = (reason: string, message: string) =>
  pod(['status', { phase: 'Failed', reason, message }]);

describe('rejected-taint', () => {
  it('names the taint, and not one that only keeps new pods away', () => {
    const tainted = node([
      'spec.taints',
      [
        { key: 'batch', effect: 'NoSchedule' },
        { key: 'maintenance', value: 'tonight', effect: 'NoExecute' },
      ],
    ]);
    const [found] = findings(cause, [
      rejected('TaintToleration', MESSAGE),
      tainted,
    ]);
    expect(found?.what.en).toContain('(now: maintenance=tonight)');
    expect(found?.quotes.map(({ value }) => value)).toContain('maintenance');
  });

  it.each([
    ['TaintToleration', 'Predicate TaintToleration failed'],
    ['PodToleratesNodeTaints', 'Pod Predicate PodToleratesNodeTaints failed'],
    [
      '',
      "Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate",
    ],
  ])('knows %s', (reason, message) => {
    expect(findings(cause, [rejected(reason, message)])).toHaveLength(1);
  });

  it('is not a label that is missing', () => {
    expect(findings(cause, [rejected('NodeAffinity', '')])).toEqual([]);
  });
});
