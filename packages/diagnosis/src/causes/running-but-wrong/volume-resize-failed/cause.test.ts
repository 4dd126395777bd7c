import type { Tweak } from '../../../testing';
import {
  ago,
  ALL_STORAGE,
  boundClaim,
  CLAIM_SUBJECT,
  claimReport,
  diagnosisBy,
  event,
  findings,
  pod,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const LARGER: Tweak = ['spec.resources.requests.storage', '2Gi'];
const larger = boundClaim(LARGER);
const judge = (...objects: object[]) =>
  findings(cause, [pod(WITH_CLAIM), ...objects], ALL_STORAGE);

describe('volume-resize-failed', () => {
  it.each([
    [
      'resize volume "pv-1" by resizer "ebs.csi.aws.com" failed: rpc error: code = Internal desc = VolumeModificationRateExceeded: You have reached the maximum modification rate per volume limit. Wait at least 6 hours',
      'one change in six hours',
    ],
    [
      'error expanding volume "shop/data" of plugin "x": no',
      'refused to grow it',
    ],
  ])('reads the driver: %s', (message, words) => {
    const [found] = judge(larger, claimReport('VolumeResizeFailed', message));
    expect(found?.what.en).toBe(
      'The claim “data” asks for 2 GiB and still has 1 GiB.',
    );
    expect(found?.why.en).toContain(words);
  });

  it('knows the node’s report, filed at the pod', () => {
    const report = event(
      'FileSystemResizeFailed',
      'MountVolume.NodeExpandVolume failed for volume "pv-1" requested read-only file system',
    );
    expect(judge(larger, report)[0]?.why.en).toContain(
      'the node could not grow',
    );
  });

  it('knows a resizer that never answers, of a claim itself', () => {
    const waits = claimReport(
      'ExternalExpanding',
      'waiting for an external controller to expand this PVC',
    );
    const [found] = findings(cause, [larger, waits], CLAIM_SUBJECT);
    expect(found?.why.en).toContain('has not answered');
  });

  it('reads the claim’s conditions', () => {
    const pending = boundClaim(LARGER, [
      'status.conditions',
      [
        {
          type: 'FileSystemResizePending',
          status: 'True',
          lastTransitionTime: ago(900),
        },
      ],
    ]);
    const [found] = judge(pending);
    expect(found?.why.en).toContain('restart of the pod');
    expect(found?.steps[1]?.command).toBe('kubectl -n shop delete pod web-1');
  });

  it.each([
    ['a claim that has grown', boundClaim(), 900],
    ['a resize under way', larger, 30],
  ])('leaves %s alone', (_, claim, seconds) => {
    const report = claimReport('Resizing', 'External resizer is resizing', [
      'firstTimestamp',
      ago(seconds),
    ]);
    expect(judge(claim, report)).toEqual([]);
  });

  it.each(['Deployment', 'Service'])(
    'is not called unchecked of a %s, which mounts nothing itself',
    kind => {
      const subject = { kind, namespace: 'shop', name: 'web' };
      const of = (options: object) => diagnosisBy(cause, [pod()], options);
      expect(of({ subject }).unchecked).toEqual([]);
      expect(of({ subject: CLAIM_SUBJECT.subject }).unchecked).toHaveLength(1);
    },
  );
});
