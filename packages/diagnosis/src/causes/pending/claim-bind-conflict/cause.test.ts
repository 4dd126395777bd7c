import {
  ALL_STORAGE,
  claim,
  CLAIM_SUBJECT,
  claimReport,
  findings,
  unscheduledPod,
  volume,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const waiting = unscheduledPod(
  'pod has unbound immediate PersistentVolumeClaims',
  WITH_CLAIM,
);
const named = claim(['spec.volumeName', 'pv-1']);

describe('claim-bind-conflict', () => {
  it('says whom the volume belongs to', () => {
    const taken = volume(
      ['spec.claimRef', { namespace: 'archive', name: 'old' }],
      ['status.phase', 'Released'],
    );
    const [found] = findings(cause, [waiting, named, taken], ALL_STORAGE);
    expect(found?.what.en).toContain('asks for volume “pv-1” by name');
    expect(found?.why.en).toContain('claim “archive/old”');
  });

  it('knows a volume that does not exist', () => {
    const [found] = findings(cause, [named], CLAIM_SUBJECT);
    expect(found?.why.en).toContain('No volume of that name exists');
  });

  it.each([
    ['requested PV is too small', 'smaller'],
    ['storageClassName does not match', 'storage classes'],
    ['incompatible accessMode', 'access mode'],
    ['incompatible volumeMode', 'raw device'],
    ['something new', 'does not fit'],
  ])('reads why it does not fit: %s', (why, words) => {
    const report = claimReport(
      'VolumeMismatch',
      `Cannot bind to requested volume "pv-1": ${why}`,
    );
    const [found] = findings(
      cause,
      [waiting, named, volume(), report],
      ALL_STORAGE,
    );
    expect(found?.why.en).toContain(words);
  });

  it('reads the event of a volume that is taken', () => {
    const report = claimReport(
      'FailedBinding',
      'volume "pv-1" already bound to a different claim.',
    );
    const missing = { volumes: 'forbidden' } as const;
    const options = { ...CLAIM_SUBJECT, missing };
    const [found] = findings(cause, [named, report], options);
    expect(found?.why.en).toContain('belongs to another claim');
  });

  it('leaves a volume alone that is reserved for this claim', () => {
    const own = volume(['spec.claimRef', { namespace: 'shop', name: 'data' }]);
    expect(findings(cause, [waiting, named, own], ALL_STORAGE)).toEqual([]);
  });
});
