import type { Tweak } from '../../../testing';
import { event, findings, waitingPod } from '../../../testing';
import cause from './cause';

const CLAIM: Tweak = [
  'spec.resourceClaims',
  [{ name: 'gpu', resourceClaimName: 'shared-gpu' }],
];
const found = (message: string, ...tweaks: Tweak[]) =>
  findings(cause, [
    waitingPod('ContainerCreating', undefined, CLAIM, ...tweaks),
    event(
      'FailedPrepareDynamicResources',
      `Failed to prepare dynamic resources: ${message}`,
      ['count', 4],
    ),
  ])[0];

describe('dra-not-prepared', () => {
  it.each([
    [
      'prepare dynamic resources: DRA driver gpu.example.com is not registered',
      '“gpu.example.com” that hands out such devices has not registered',
    ],
    [
      'prepare dynamic resources: plugin name gpu.example.com not found in the list of registered DRA plugins',
      '“gpu.example.com” that hands out such devices has not registered',
    ],
    [
      'prepare dynamic resources: fetch ResourceClaim shared-gpu: resourceclaims.resource.k8s.io "shared-gpu" not found',
      '“shared-gpu” was deleted',
    ],
    [
      'prepare dynamic resources: pod web-1(1f) is not allowed to use resource claim shared-gpu(2e)',
      'not set aside',
    ],
    [
      'prepare dynamic resources: NodePrepareResources failed: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      'did not answer in time',
    ],
    [
      'prepare dynamic resources: NodePrepareResources failed for ResourceClaim shared-gpu: error preparing devices: no such device',
      'refused or failed',
    ],
  ])('says why: %s', (message, words) => {
    const one = found(message);
    expect(one?.what.en).toContain('by resource claim: gpu (tried 4 times');
    expect(one?.why.en).toContain(words);
  });

  it('quotes the claim of the pod', () => {
    expect(found('boom')?.quotes).toContainEqual({
      from: 'pod',
      at: 'spec.resourceClaims.0.resourceClaimName',
      value: 'shared-gpu',
    });
  });

  it('leaves a pod alone whose devices are there by now', () => {
    const ready: Tweak = [
      'status.conditions.0',
      { type: 'PodReadyToStartContainers', status: 'True' },
    ];
    expect(found('boom', ready)).toBeUndefined();
  });
});
