import {
  ago,
  diagnosisBy,
  findings,
  node,
  unscheduledPod,
} from '../../../testing';
import cause from './cause';

const says = (reason: string) =>
  `0/2 nodes are available: 2 node(s) ${reason}.`;

describe('unschedulable-node-condition', () => {
  it.each([
    [
      'had untolerated taint {node.kubernetes.io/disk-pressure: }',
      'runs out of disk',
    ],
    [
      "had taint {node.kubernetes.io/unreachable: }, that the pod didn't tolerate",
      'does not answer',
    ],
    [
      "had taint {node.cloudprovider.kubernetes.io/uninitialized: true}, that the pod didn't tolerate",
      'has not been initialised by its cloud provider',
    ],
    [
      'had untolerated taint {node.cilium.io/agent-not-ready: }',
      'has no pod network yet',
    ],
    [
      'had untolerated taint {ebs.csi.aws.com/agent-not-ready: }',
      'is not ready',
    ],
    ['were not ready', 'is not ready'],
    ['had memory pressure', 'runs out of memory'],
    ['had pid pressure', 'runs too many processes'],
    ['had unavailable network', 'has no pod network yet'],
  ])('knows the words: %s', (reason, ill) => {
    const [found] = findings(cause, [unscheduledPod(says(reason))]);
    expect(found?.what.en).toContain(ill);
  });

  it.each([
    ['had untolerated taint {node.kubernetes.io/disk-pressure: }', 'free disk'],
    ['had memory pressure', 'use the node’s memory'],
    ['had pid pressure', 'so many processes'],
    ['were not ready', 'bring the node back'],
  ])('tells what mends it: %s', (reason, step) => {
    const [found] = findings(cause, [unscheduledPod(says(reason))]);
    expect(found?.steps[1]?.text.en).toContain(step);
  });

  it('tells who initialises a node, and quotes none that is ready', () => {
    const waits = node([
      'spec.taints',
      [
        {
          key: 'node.cloudprovider.kubernetes.io/uninitialized',
          value: 'true',
          effect: 'NoSchedule',
        },
      ],
    ]);
    const [found] = findings(cause, [
      unscheduledPod(
        '0/1 nodes are available: 1 node(s) had untolerated taint {node.cloudprovider.kubernetes.io/uninitialized: true}.',
      ),
      waits,
    ]);
    expect(found?.why.en).toContain('only the cloud controller manager');
    expect(found?.steps[0]?.text.en).toContain('cloud controller manager runs');
    expect(
      found?.quotes.filter(({ from }) => from === 'nodes').map(({ at }) => at),
    ).toEqual(['0.spec.taints.0.key']);
  });

  it('reads from the nodes what newer schedulers no longer say', () => {
    const sick = node(
      [
        'spec.taints',
        [
          {
            key: 'node.kubernetes.io/not-ready',
            effect: 'NoSchedule',
            timeAdded: ago(600),
          },
        ],
      ],
      ['status.conditions.0.status', 'False'],
      ['status.conditions.0.message', 'container runtime network not ready'],
    );
    const pod = unscheduledPod(says('had untolerated taint(s)'));
    const [found] = findings(cause, [pod, sick]);
    expect(found?.what.en).toContain('“worker” is not ready (for 10 min)');
    expect(found?.why.en).toContain('container runtime network not ready');
  });

  it('says that it cannot tell without the nodes', () => {
    const pod = unscheduledPod(says('had untolerated taint(s)'));
    const { unchecked } = diagnosisBy(cause, [pod]);
    expect(unchecked.map(({ fact }) => fact)).toEqual(['nodes']);
  });

  it('leaves reserved nodes to their own cause', () => {
    const pod = unscheduledPod(says('had untolerated taint {dedicated: gpu}'));
    expect(findings(cause, [pod])).toEqual([]);
  });
});
