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

const waiting = unscheduledPod(
  'pod has unbound immediate PersistentVolumeClaims (repeated 3 times)',
  WITH_CLAIM,
);
const classless = claim(['spec.storageClassName', undefined]);
const report = claimReport(
  'FailedBinding',
  'no persistent volumes available for this claim and no storage class is set',
  ['type', 'Normal'],
);

describe('claim-no-storage-class', () => {
  it('is told by the claim’s event, and says what classes there are', () => {
    const [found] = findings(
      cause,
      [waiting, classless, report, storageClass('slow')],
      ALL_STORAGE,
    );
    expect(found?.what.en).toContain('claim “data” names no storage class');
    expect(found?.why.en).toContain('There is “slow”.');
  });

  it('says so when there is no class at all, of a claim itself', () => {
    const [found] = findings(cause, [classless, report], CLAIM_SUBJECT);
    expect(found?.what.en).toMatch(/^The claim “data” names no storage class/);
    expect(found?.why.en).toContain('no class at all');
  });

  it('lists a default that has come since as evidence against', () => {
    const annotation = 'storageclass.kubernetes.io/is-default-class';
    const fallback = storageClass('std', [
      'metadata.annotations',
      { [annotation]: 'true' },
    ]);
    const [found] = findings(
      cause,
      [waiting, classless, report, fallback],
      ALL_STORAGE,
    );
    expect(found?.why.en).toContain('“std” is the default by now');
    expect(found?.contradictions).toHaveLength(1);
  });

  it.each([
    ['a claim that wants none', claim(['spec.storageClassName', ''])],
    ['a claim of a class', claim()],
  ])('leaves %s alone', (_, one) => {
    const objects = [waiting, one, report, storageClass('fast')];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });

  it('leaves a claim alone for which volumes without a class are made by hand', () => {
    const free = volume(['spec.storageClassName', '']);
    const objects = [waiting, classless, report, free];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
