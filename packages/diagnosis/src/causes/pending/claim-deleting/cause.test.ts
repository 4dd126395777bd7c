import {
  ago,
  ALL_STORAGE,
  boundClaim,
  findings,
  mountingPod,
  pod,
  unscheduledPod,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const leaving = boundClaim(['metadata.deletionTimestamp', ago(30)]);
const MESSAGE =
  '0/3 nodes are available: persistentvolumeclaim "data" is being deleted.';

describe('claim-deleting', () => {
  it('names who still holds the claim', () => {
    const user = pod(
      ['metadata.name', 'web-0'],
      ['metadata.uid', 'pod-uid-0'],
      WITH_CLAIM,
    );
    const objects = [unscheduledPod(MESSAGE, WITH_CLAIM), leaving, user];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.what.en).toContain('marked for deletion');
    expect(found?.why.en).toContain('until “web-0” lets go of it');
  });

  it('needs only the scheduler’s word', () => {
    const missing = { claims: 'forbidden' } as const;
    const objects = [unscheduledPod(MESSAGE, WITH_CLAIM)];
    const options = { ...ALL_STORAGE, missing };
    expect(findings(cause, objects, options)).toHaveLength(1);
  });

  it('leaves a pod alone that has its node: it keeps the claim', () => {
    const objects = [mountingPod(), leaving];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
