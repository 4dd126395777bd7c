import {
  ALL_STORAGE,
  boundClaim,
  claim,
  CLAIM_SUBJECT,
  claimReport,
  event,
  findings,
  mountingPod,
  unscheduledPod,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const lost = claim(['spec.volumeName', 'pv-1'], ['status.phase', 'Lost']);

describe('claim-lost', () => {
  it('goes by the claim’s phase', () => {
    const objects = [lost];
    const [found] = findings(cause, objects, CLAIM_SUBJECT);
    expect(found?.what.en).toBe(
      'The claim “data” is bound to volume “pv-1”, which does not exist any more (claim phase Lost).',
    );
  });

  it.each([
    'persistentvolumeclaim "data" bound to non-existent persistentvolume "pv-1"',
    '0/3 nodes are available: persistentvolume "pv-1" not found. not found',
    '0/3 nodes are available: 3 node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s).',
  ])('knows the scheduler’s words: %s', message => {
    const missing = { claims: 'forbidden' } as const;
    const [found] = findings(cause, [unscheduledPod(message, WITH_CLAIM)], {
      ...ALL_STORAGE,
      missing,
    });
    expect(found?.what.en).toContain('The pod cannot start: its claim “data”');
  });

  it.each([
    [
      'failed to fetch PV pv-1 from API server: persistentvolumes "pv-1" not found',
      'does not exist any more',
    ],
    [
      'found PV object pv-1 but its pv.Spec.ClaimRef.UID 1 does not point to claim.UID 2',
      'belongs to another claim',
    ],
    [
      'found PV object pv-1 but it has a nil pv.Spec.ClaimRef indicating it is not yet bound to the claim',
      'belongs to another claim',
    ],
  ])('knows the kubelet’s words: %s', (why, words) => {
    const message = `Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[], failed to process volumes=[storage]: error processing PVC shop/data: ${why}`;
    const objects = [
      mountingPod(),
      boundClaim(),
      event('FailedMount', message),
    ];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.what.en).toContain(words);
  });

  it('knows a claim bound to another’s volume', () => {
    const report = claimReport(
      'ClaimMisbound',
      'Two claims are bound to the same volume, this one is bound incorrectly',
    );
    const [found] = findings(cause, [lost, report], CLAIM_SUBJECT);
    expect(found?.what.en).toContain('belongs to another claim');
  });

  it('leaves a bound claim alone', () => {
    const objects = [mountingPod(), boundClaim()];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
