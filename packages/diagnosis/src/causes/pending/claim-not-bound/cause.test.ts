import type { JsonObject } from '../../../testing';
import {
  ago,
  ALL_STORAGE,
  boundClaim,
  claim,
  CLAIM_SUBJECT,
  event,
  findings,
  mountingPod,
  storageClass,
  unscheduledPod,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const without = { ...ALL_STORAGE, missing: { claims: 'notAsked' } } as const;

describe('claim-not-bound', () => {
  it.each([
    '0/3 nodes are available: 3 pod has unbound immediate PersistentVolumeClaims.',
    'pod has unbound immediate PersistentVolumeClaims (repeated 2 times)',
    'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded',
    'running "VolumeBinding" prebind plugin for pod "web-1": error binding volumes: timed out waiting for the condition',
    'binding volumes: provisioning failed for PVC "data"',
  ])('is never silent when only the scheduler speaks: %s', message => {
    const objects = [unscheduledPod(message, WITH_CLAIM)];
    const [found] = findings(cause, objects, without);
    expect(found?.what.en).toContain(
      'its claim “data” probably has had no volume',
    );
  });

  it('knows the kubelet’s words', () => {
    const message =
      'Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[], failed to process volumes=[storage]: error processing PVC shop/data: PVC is not bound';
    const objects = [
      mountingPod(),
      claim(),
      storageClass('fast'),
      event('FailedMount', message),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toHaveLength(1);
  });

  it('looks at a claim itself', () => {
    const [found] = findings(
      cause,
      [claim(), storageClass('fast')],
      CLAIM_SUBJECT,
    );
    expect(found?.what.en).toBe(
      'The claim “data” of class “fast” has had no volume for 10 min.',
    );
  });

  it('gives a new claim time', () => {
    const young = claim(['metadata.creationTimestamp', ago(20)]);
    const objects = [young, storageClass('fast')];
    expect(findings(cause, objects, CLAIM_SUBJECT)).toEqual([]);
  });

  it('leaves a pod alone whose claims are bound', () => {
    const message = '0/3 nodes are available: 3 Insufficient cpu.';
    const objects = [unscheduledPod(message, WITH_CLAIM), boundClaim()];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });

  const UNBOUND = 'pod has unbound immediate PersistentVolumeClaims';
  const young = claim(['metadata.creationTimestamp', ago(40)]);
  const speaking = (...events: JsonObject[]) =>
    findings(
      cause,
      [
        unscheduledPod(UNBOUND, WITH_CLAIM),
        young,
        storageClass('fast'),
        ...events,
      ],
      ALL_STORAGE,
    );

  it('waits less when the scheduler has come back to it again and again', () => {
    const times = (count: number) =>
      event('FailedScheduling', UNBOUND, ['count', count]);
    expect(speaking(times(1))).toEqual([]);
    expect(speaking(times(5))).toHaveLength(1);
  });

  it.each([
    'selectedNode annotation value "" not set to scheduled node "worker"',
    'running PreBind plugin "VolumeBinding": binding volumes: selectedNode annotation reset for PVC "data"',
    'running PreBind plugin "VolumeBinding": binding volumes: provisioning failed for PVC "data"',
  ])('tells a claim that the driver handed back: %s', message => {
    const [found] = speaking(event('FailedScheduling', message));
    expect(found?.why.en).toContain('handed back without a volume');
    expect(found?.steps[1]?.command).toContain('storageclass fast');
  });
});
