import type { Tweak } from '../../../testing';
import { diagnosisBy, event, findings, unscheduledPod } from '../../../testing';
import cause from './cause';

const CLAIM: Tweak = [
  'spec.resourceClaims',
  [{ name: 'gpu', resourceClaimTemplateName: 'one-gpu' }],
];
const failed = (why: string) =>
  event('FailedResourceClaimCreation', `PodResourceClaim gpu: ${why}`);

describe('resource-claim-not-made', () => {
  it.each([
    'resource claim template "one-gpu": resourceclaimtemplate.resource.k8s.io "one-gpu" not found',
    'resourceclaimtemplates.resource.k8s.io "one-gpu" not found',
  ])('knows a template that is missing: %s', why => {
    const [found] = findings(cause, [unscheduledPod('', CLAIM), failed(why)]);
    expect(found?.what.en).toContain(
      'the template “one-gpu” for it does not exist in namespace “shop”',
    );
  });

  it('quotes any other reason', () => {
    const why =
      'create ResourceClaim web-1-gpu: resourceclaims.resource.k8s.io "web-1-gpu-x" is forbidden: exceeded quota: devices';
    const [found] = findings(cause, [unscheduledPod('', CLAIM), failed(why)]);
    expect(found?.what.en).toContain('exceeded quota: devices');
  });

  it.each([
    ['has a node', unscheduledPod('', CLAIM, ['spec.nodeName', 'worker'])],
    [
      'names its claim itself',
      unscheduledPod('', [
        'spec.resourceClaims',
        [{ name: 'gpu', resourceClaimName: 'mine' }],
      ]),
    ],
    [
      'is being deleted',
      unscheduledPod('', CLAIM, [
        'metadata.deletionTimestamp',
        '2026-01-15T11:59:00Z',
      ]),
    ],
  ])('leaves a pod alone that %s', (_, pod) => {
    expect(findings(cause, [pod, failed('no')])).toEqual([]);
  });

  it('needs the events', () => {
    const { unchecked } = diagnosisBy(cause, [unscheduledPod('', CLAIM)]);
    expect(unchecked).toMatchObject([{ fact: 'events' }]);
  });
});
