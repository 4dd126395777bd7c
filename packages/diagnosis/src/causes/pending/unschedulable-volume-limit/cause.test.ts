import { findings, unscheduledPod } from '../../../testing';
import cause from './cause';

describe('unschedulable-volume-limit', () => {
  it.each([
    '0/2 nodes are available: 2 node(s) exceed max volume count.',
    'No nodes are available that match all of the predicates: MaxVolumeCount (2).',
    '0/2 nodes are available: 2 Insufficient attachable-volumes-aws-ebs.',
  ])('knows the words: %s', message => {
    const [found] = findings(cause, [
      unscheduledPod(message, [
        'spec.volumes',
        [
          { name: 'a', persistentVolumeClaim: { claimName: 'a' } },
          { name: 'b', ephemeral: {} },
          { name: 'c', emptyDir: {} },
        ],
      ]),
    ]);
    expect(found?.what.en).toContain('room for 2 more volumes');
  });

  it('tells a missing driver from a full node', () => {
    const message =
      '0/2 nodes are available: 2 ebs.csi.aws.com CSI driver is not installed on the node.';
    const [found] = findings(cause, [unscheduledPod(message)]);
    expect(found?.what.en).toContain('driver ebs.csi.aws.com runs');
  });

  it('is silent for other limits', () => {
    const message = '0/2 nodes are available: 2 Too many pods.';
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });
});
