import {
  ALL_STORAGE,
  boundClaim,
  claim,
  findings,
  storageClass,
  unscheduledPod,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const MESSAGE =
  '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) did not have enough free storage.';
const waiting = unscheduledPod(MESSAGE, WITH_CLAIM);

describe('claim-no-storage-left', () => {
  it('gives the numbers', () => {
    const objects = [waiting, claim(), storageClass('fast')];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.what.en).toBe(
      'The pod cannot start: its claim “data” asks for 1 GiB of storage, and 2 nodes do not reach enough free storage of class “fast”.',
    );
  });

  it('does without the claim', () => {
    const missing = { claims: 'forbidden' } as const;
    const options = { ...ALL_STORAGE, missing };
    expect(findings(cause, [waiting], options)).toHaveLength(1);
  });

  it('leaves a claim alone that is bound', () => {
    expect(findings(cause, [waiting, boundClaim()], ALL_STORAGE)).toEqual([]);
  });
});
