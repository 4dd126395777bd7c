import {
  ago,
  ALL_STORAGE,
  boundClaim,
  claim,
  CLAIM_SUBJECT,
  claimReport,
  findings,
  mountingPod,
  storageClass,
  unscheduledPod,
  WITH_CLAIM,
} from '../../../testing';
import cause from './cause';

const waiting = unscheduledPod(
  'pod has unbound immediate PersistentVolumeClaims',
  WITH_CLAIM,
);
const failed = (message: string) =>
  claimReport('ProvisioningFailed', message, ['count', 7]);
const judge = (message: string) =>
  findings(
    cause,
    [waiting, claim(), storageClass('fast'), failed(message)],
    ALL_STORAGE,
  );

describe('claim-provisioning-failed', () => {
  it.each([
    [
      'failed to provision volume with StorageClass "fast": rpc error: code = Internal desc = Could not create volume "pvc-1": could not create volume in EC2: UnauthorizedOperation: You are not authorized to perform this operation.',
      'lacks the permission',
    ],
    [
      'failed to provision volume with StorageClass "fast": rpc error: code = ResourceExhausted desc = CreateVolume failed: googleapi: Error 403: Quota \'SSD_TOTAL_GB\' exceeded. Limit: 500.0 in region europe-west1., quotaExceeded',
      'A limit is reached',
    ],
    [
      'Failed to provision volume with StorageClass "fast": invalid AccessModes [ReadWriteMany]: only AccessModes [ReadWriteOnce] are supported',
      'what the driver does not offer',
    ],
    [
      'failed to provision volume with StorageClass "fast": error generating accessibility requirements: no available topology found',
      'no matching topology',
    ],
    [
      'failed to provision volume with StorageClass "fast": error getting handle for DataSource Type VolumeSnapshot by Name nightly: error getting snapshot nightly from api server: volumesnapshots.snapshot.storage.k8s.io "nightly" not found',
      'snapshot or volume',
    ],
    [
      'failed to provision volume with StorageClass "zone": rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      'did not finish in time',
    ],
    [
      'failed to provision volume with StorageClass "fast": rpc error: code = Aborted desc = an operation with the given Volume ID pvc-1 already exists',
      'did not finish in time',
    ],
    [
      'failed to provision volume with StorageClass "fast": rpc error: code = Unavailable desc = connection error: dial tcp 10.0.0.1:443: i/o timeout',
      'does not reach the storage service',
    ],
    [
      'Failed to provision volume with StorageClass "fast": RequestLimitExceeded: Request limit exceeded.',
      'asked too often',
    ],
    [
      'no volume plugin matched name: kubernetes.io/glusterfs',
      'has been removed',
    ],
    [
      'something nobody has seen',
      'The exact words: “something nobody has seen”',
    ],
  ])('reads the driver: %s', (message, words) => {
    const [found] = judge(message);
    expect(found?.what.en).toContain('claim “data” of class “fast”');
    expect(found?.what.en).toContain('7 times');
    expect(found?.why.en).toContain(words);
  });

  it.each([
    'disks.example.com does not support block volume provisioning',
    'failed to provision volume with StorageClass "fast": rpc error: code = InvalidArgument desc = Block volume mode is not supported',
    'failed to provision volume with StorageClass "fast": rpc error: code = InvalidArgument desc = raw block volumes are not supported',
  ])('knows a driver that makes no raw disks: %s', message => {
    const raw = claim(['spec.volumeMode', 'Block']);
    const [found] = findings(
      cause,
      [waiting, raw, storageClass('fast'), failed(message)],
      ALL_STORAGE,
    );
    expect(found?.why.en).toContain('asks for a raw disk');
    expect(found?.steps[1]?.text.en).toContain('Filesystem');
    const [other] = judge(message);
    expect(other?.why.en).not.toContain('asks for a raw disk');
  });

  it('is found while the scheduler waits for the volume and says nothing yet', () => {
    const binding = unscheduledPod('', WITH_CLAIM, ['status.conditions', []]);
    const objects = [
      binding,
      claim(),
      failed('rpc error: x'),
      storageClass('fast'),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toHaveLength(1);
  });

  it('looks at a claim itself', () => {
    const objects = [claim(), storageClass('fast'), failed('rpc error: x')];
    expect(findings(cause, objects, CLAIM_SUBJECT)[0]?.what.en).toMatch(
      /^The claim “data” of class “fast” has no volume/,
    );
  });

  it('leaves a failure alone that a later try made good', () => {
    const objects = [
      mountingPod(),
      boundClaim(),
      storageClass('fast'),
      failed('rpc error: x'),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });

  it('leaves a claim alone whose driver has only just been asked', () => {
    const asked = claimReport(
      'ExternalProvisioning',
      "Waiting for a volume to be created either by the external provisioner 'disks.example.com' or manually by the system administrator.",
      ['firstTimestamp', ago(20)],
    );
    const objects = [waiting, claim(), storageClass('fast'), asked];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
