import { driverAnswer } from './driverAnswer';
import { driverWords } from './driverWords';

const LONGHORN =
  'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = Internal desc = Bad response statusCode [500]. Status [500 Internal Server Error]. Body: [detail=, message=unable to attach volume pvc-1 to worker: volume pvc-1 not scheduled, code=Server Error] from [http://longhorn-backend:9500/v1/volumes/pvc-1?action=attach]';
const AZURE =
  'AttachVolume.Attach failed for volume "pvc-1" : Attach volume "disk" to instance "vm" failed with compute.Client#Update: StatusCode=409 -- Original Error: Code="AttachDiskWhileBeingDetached" Message="Cannot attach data disk \'disk\' to VM \'vm\' because the disk is currently being detached or the last detach operation failed. Please wait until it is done and then try again, or detach the disk explicitly again, whichever of the two you think is more to your liking today."';

describe('driverWords', () => {
  it.each([
    [
      'MountVolume.MountDevice failed for volume "pvc-1" : rpc error: code = Internal desc = rpc error: code = Internal desc = Volume pvc-1 is not ready: Replicas yet to connect to controller',
      'Volume pvc-1 is not ready: Replicas yet to connect to controller',
    ],
    [
      'MapVolume.SetUpDevice failed for volume "pvc-1" : rpc error: code = Internal desc = exit status 2',
      'exit status 2',
    ],
    [
      'failed to provision volume with StorageClass "fast": rpc error: code = Internal desc = could not create volume in EC2: UnauthorizedOperation: You are not authorized. Encoded authorization failure message: abc\n\tstatus code: 403, request id: 1-2',
      'could not create volume in EC2: UnauthorizedOperation: You are not authorized',
    ],
    [
      'x does not support block volume provisioning',
      'x does not support block volume provisioning',
    ],
    [
      'MountVolume.SetUp failed for volume "pv" : mount failed: exit status 32\nOutput: Running scope as unit run-1.scope.\nmount: special device /dev/a does not exist',
      'mount: special device /dev/a does not exist',
    ],
    [
      LONGHORN,
      'unable to attach volume pvc-1 to worker: volume pvc-1 not scheduled',
    ],
    [
      AZURE,
      "Cannot attach data disk 'disk' to VM 'vm' because the disk is currently being detached or the last detach operation failed",
    ],
    [
      'rpc error: code = Internal desc = Bad response: {"code":"x","message":"no disk left","status":500}',
      'no disk left',
    ],
    [`${'a: '.repeat(200)}the end of it all`, 'the end of it all'],
    [
      'err: rpc error: code = Unknown desc = failed to get key vault token: nmi response failed with status code: 404, err: nil',
      'failed to get key vault token: nmi response failed with status code: 404',
    ],
    [
      `could not create volume in EC2: "AccessDenied: User: arn:aws:sts::1:assumed-role/nodes/i-1 is not authorized to perform: ec2:CreateVolume on resource: arn:aws:ec2:eu-central-1:1:volume/${'x'.repeat(
        200,
      )} because no policy allows it"`,
      'x…',
    ],
    ['', ''],
  ])('%s', (message, words) => {
    const said = driverWords(message);
    expect(said.endsWith(words)).toBe(true);
    expect(said.length).toBeLessThanOrEqual(240);
  });
});

it('keeps who is refused what, where the sentence is too long', () => {
  const said = driverWords(
    `failed to ensure it: "AccessDenied: User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: ec2:X on resource: arn:aws:ec2:eu-central-1:1:${'x'.repeat(
      200,
    )}"`,
  );
  expect(said).toMatch(/^User: arn:\S+ is not authorized to perform: ec2:X on/);
});

describe('driverAnswer', () => {
  it.each([
    ['no-place', LONGHORN],
    ['no-place', 'rpc error: code = Internal desc = replica scheduling failed'],
    ['detaching', AZURE],
    [
      'detaching',
      'rpc error: code = Internal desc = volume vol-1 is in use and its status is detaching',
    ],
    [
      'not-ready',
      'Volume pvc-1 is not ready: Replicas yet to connect to controller',
    ],
    [
      'not-ready',
      'rpc error: code = Aborted desc = volume pvc-1 is not ready for workloads',
    ],
    [
      'object-missing',
      'rpc error: code = Internal desc = cstorvolumeattachments.cstor.openebs.io "pvc-1-worker" not found',
    ],
    ['source', 'volumesnapshots.snapshot.storage.k8s.io "s" not found'],
    ['not-found', 'rpc error: code = NotFound desc = volume vol-1 not found'],
    ['unreachable', 'dial tcp 10.0.0.1:443: connect: connection refused'],
    ['unreachable', 'unexpected status 503'],
    ['other', 'Bad response statusCode [500]. Body: [message=no idea, code=x]'],
    ['other', 'unexpected status 500'],
    ['invalid', 'x does not support block volume provisioning'],
  ])('%s: %s', (answer, message) => {
    expect(driverAnswer(message)).toBe(answer);
  });
});
