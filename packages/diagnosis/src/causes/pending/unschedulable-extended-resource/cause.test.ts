import type { Tweak } from '../../../testing';
import { findings, node, pod, unscheduledPod } from '../../../testing';
import cause from './cause';

const GPU = 'nvidia.com/gpu';
const SAYS = `0/1 nodes are available: 1 Insufficient ${GPU}.`;
const asks = (amount: string, resource: string = GPU): Tweak => [
  'spec.containers.0.resources',
  { requests: { [resource]: amount } },
];
const offers = (amount: string, resource: string = GPU): Tweak => [
  'status.allocatable',
  { cpu: '4', [resource]: amount },
];
const on = { subject: { kind: 'Pod', namespace: 'shop', name: 'web-1' } };

describe('unschedulable-extended-resource', () => {
  it.each([
    GPU,
    'amd.com/gpu',
    'hugepages-2Mi',
    'vpc.amazonaws.com/pod-eni',
    'alpha.kubernetes.io/nvidia-gpu',
  ])('knows %s', resource => {
    const message = `0/1 nodes are available: 1 Insufficient ${resource}. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.`;
    const [found] = findings(cause, [
      unscheduledPod(message, asks('2', resource)),
    ]);
    expect(found?.what.en).toContain(`with 2 ${resource}`);
  });

  it('says when no node offers it, and what was probably meant', () => {
    const wants = unscheduledPod(
      '0/1 nodes are available: 1 Insufficient nvidia.com/gpus.',
      asks('1', 'nvidia.com/gpus'),
    );
    const [found] = findings(cause, [wants, node(offers('8'))]);
    expect(found?.what.en).toContain(
      'No node that it may use offers nvidia.com/gpus at all.',
    );
    expect(found?.steps[1]?.text.en).toContain('“nvidia.com/gpu”');
  });

  it('sees a device plugin that has stopped', () => {
    const broken = node(offers('0'), ['status.capacity', { [GPU]: '8' }]);
    const [found] = findings(cause, [unscheduledPod(SAYS, asks('1')), broken]);
    expect(found?.what.en).toContain(
      'worker has the hardware but offers none of it now',
    );
  });

  it('counts what is free', () => {
    const taken = pod(
      ['metadata.name', 'busy'],
      ['metadata.namespace', 'other'],
      ['metadata.uid', 'busy'],
      asks('6'),
    );
    const objects = [unscheduledPod(SAYS, asks('4')), node(offers('8')), taken];
    const [found] = findings(cause, objects, on);
    expect(found?.what.en).toContain(
      '1 node offers it; at most 2 on one node is free now',
    );
  });

  it('says when one node has too few even if empty', () => {
    const [found] = findings(cause, [
      unscheduledPod(SAYS, asks('16')),
      node(offers('8')),
    ]);
    expect(found?.what.en).toContain('has 8 in all');
    const words = found?.steps.map(({ text }) => text.en).join(' ');
    expect(words).toContain('no more than 8 nvidia.com/gpu');
    expect(words).not.toContain('wait until');
  });

  it('leaves CPU to its own cause', () => {
    const message = '0/1 nodes are available: 1 Insufficient cpu.';
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });
});
