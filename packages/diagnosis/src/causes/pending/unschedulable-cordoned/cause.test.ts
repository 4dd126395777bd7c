import { ago, findings, node, unscheduledPod } from '../../../testing';
import type { Tweak } from '../../../testing';
import cause from './cause';

const SAYS = '0/1 nodes are available: 1 node(s) were unschedulable.';
const taint = (key: string): Tweak => [
  'spec.taints',
  [{ key, effect: 'NoSchedule', timeAdded: ago(7200) }],
];

describe('unschedulable-cordoned', () => {
  it.each([
    SAYS,
    '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/unschedulable: }.',
    "0/2 nodes are available: 1 node(s) had taint {ToBeDeletedByClusterAutoscaler: 1649923232}, that the pod didn't tolerate, 1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate.",
    'No nodes are available that match all of the predicates: NodeUnschedulable (1).',
  ])('knows the words: %s', message => {
    expect(findings(cause, [unscheduledPod(message)])).toHaveLength(1);
  });

  it('names the node and how long it has been closed', () => {
    const cordoned = node(
      ['spec.unschedulable', true],
      taint('node.kubernetes.io/unschedulable'),
    );
    const [found] = findings(cause, [unscheduledPod(SAYS), cordoned]);
    expect(found?.what.en).toContain('“worker” for 2 h');
    expect(found?.steps[2]?.command).toBe('kubectl uncordon worker');
  });

  it('takes the cordon of a node without its taint', () => {
    const cordoned = node(['spec.unschedulable', true]);
    const says = '0/1 nodes are available: 1 node(s) had untolerated taint(s).';
    expect(findings(cause, [unscheduledPod(says), cordoned])).toHaveLength(1);
  });

  it('does not tell to uncordon a node that is about to be removed', () => {
    const leaving = node(taint('karpenter.sh/disrupted'));
    const [found] = findings(cause, [unscheduledPod(SAYS), leaving]);
    expect(found?.why.en).toContain('about to be removed');
    expect(found?.steps).toHaveLength(2);
  });

  it('is silent for a pod that has a node', () => {
    const placed = unscheduledPod(SAYS, ['spec.nodeName', 'worker']);
    expect(findings(cause, [placed])).toEqual([]);
  });
});
