import {
  ALL_STORAGE,
  claim,
  CLAIM_SUBJECT,
  claimReport,
  findings,
  storageClass,
  unscheduledPod,
  volume,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const UNBOUND =
  '0/3 nodes are available: 3 pod has unbound immediate PersistentVolumeClaims.';
const waiting = unscheduledPod(UNBOUND, WITH_CLAIM);

describe('claim-storage-class-missing', () => {
  it.each([
    'storageclass.storage.k8s.io "fast" not found',
    'storageclasses.storage.k8s.io "fast" not found',
  ])('knows the words: %s', message => {
    const [found] = findings(
      cause,
      [waiting, claim(), claimReport('ProvisioningFailed', message)],
      ALL_STORAGE,
    );
    expect(found?.what.en).toBe(
      'The pod cannot start: its claim “data” asks for storage class “fast”, which this cluster does not have.',
    );
  });

  it('needs no claim to be gathered', () => {
    const report = claimReport(
      'ProvisioningFailed',
      'storageclass.storage.k8s.io "fast" not found',
    );
    const missing = { claims: 'forbidden' } as const;
    const [found] = findings(cause, [waiting, report], {
      ...ALL_STORAGE,
      missing,
    });
    expect(found?.what.en).toContain('storage class “fast”');
  });

  it('names the nearest class, by the classes alone', () => {
    const [found] = findings(
      cause,
      [waiting, claim(['spec.storageClassName', 'fsat']), storageClass('fast')],
      ALL_STORAGE,
    );
    expect(found?.why.en).toContain('Did you mean “fast”?');
  });

  it('looks at a claim itself', () => {
    const [found] = findings(
      cause,
      [claim(), storageClass('slow')],
      CLAIM_SUBJECT,
    );
    expect(found?.what.en).toBe(
      'The claim “data” asks for storage class “fast”, which this cluster does not have.',
    );
    expect(found?.why.en).toContain('There is “slow”.');
  });

  it('leaves a class without an object alone when volumes are made for it by hand', () => {
    const objects = [waiting, claim(), volume(), storageClass('slow')];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });

  it('leaves a class alone that has come since', () => {
    const objects = [
      waiting,
      claim(),
      claimReport(
        'ProvisioningFailed',
        'storageclass.storage.k8s.io "fast" not found',
      ),
      storageClass('fast'),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
