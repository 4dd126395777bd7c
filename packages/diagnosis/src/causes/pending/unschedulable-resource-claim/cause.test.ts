import { findings, unscheduledPod } from '../../../testing';
import cause from './cause';

const of2 = (reason: string) =>
  `0/2 nodes are available: 2 ${reason}. still not schedulable, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.`;

describe('unschedulable-resource-claim', () => {
  it.each([
    [of2('cannot allocate all claims'), 'No node has a free device'],
    [
      of2('resourceclaim not available on the node'),
      'No node has a free device',
    ],
    [
      '0/2 nodes are available: resource claim shop/gpu is in the process of being allocated. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
      'wait for each other',
    ],
    ['0/2 nodes are available: resourceclaim in use.', 'held for other pods'],
    [
      '0/2 nodes are available: request gpu: device class gpu.example.com does not exist.',
      'DeviceClass',
    ],
    [
      '0/2 nodes are available: resourceclaim "gpu" is being deleted.',
      'being deleted',
    ],
    [
      '0/2 nodes are available: pod "shop/web-1": ResourceClaim not created yet.',
      'does not exist',
    ],
    [
      of2('cannot schedule extended resource claim'),
      'No node has a free device',
    ],
    ['device binding timeout', 'could not be prepared'],
  ])('knows the words: %s', (message, why) => {
    const [found] = findings(cause, [
      unscheduledPod(message, [
        'spec.resourceClaims',
        [{ name: 'gpu', resourceClaimTemplateName: 'gpu-template' }],
      ]),
    ]);
    expect(found?.why.en).toContain(why);
    expect(found?.what.en).toContain('“gpu-template”');
  });

  it.each([
    '0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: 0/2 nodes are available.',
    '0/2 nodes are available: 2 Insufficient cpu. not found',
  ])('is not misled by the plugin’s noise: %s', message => {
    expect(findings(cause, [unscheduledPod(message)])).toEqual([]);
  });
});
