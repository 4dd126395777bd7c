import {
  ago,
  ALL_STORAGE,
  attachment,
  boundClaim,
  event,
  findings,
  mountingPod,
} from '../../../testing';
import cause from './cause';

const judge = (...objects: object[]) =>
  findings(cause, [mountingPod(), boundClaim(), ...objects], ALL_STORAGE);
const failed = (why: string) =>
  event(
    'FailedAttachVolume',
    `AttachVolume.Attach failed for volume "pv-1" : ${why}`,
    ['count', 3],
  );

describe('volume-attach-timeout', () => {
  it('names the driver and since when', () => {
    const [found] = judge(
      failed(
        'timed out waiting for external-attacher of ebs.csi.aws.com CSI driver to attach volume vol-1',
      ),
      attachment(),
    );
    expect(found?.what.en).toContain(
      'storage driver “ebs.csi.aws.com” has not answered for 4 min',
    );
    expect(found?.why.en).toContain('external-attacher');
  });

  it('knows an earlier attachment that is still being undone', () => {
    const [found] = judge(failed('volume attachment is being deleted'));
    expect(found?.why.en).toContain('still being undone');
  });

  it('goes by the attachment where no event is', () => {
    const [found] = judge(attachment());
    expect(found?.what.en).toContain('“disks.example.com”');
  });

  it('gives the driver time', () => {
    const young = attachment(['metadata.creationTimestamp', ago(30)]);
    expect(judge(young)).toEqual([]);
  });

  it('leaves a driver alone that answered', () => {
    const refused = attachment(['status.attachError', { message: 'no' }]);
    expect(judge(refused)).toEqual([]);
    expect(judge(failed('rpc error: code = NotFound'), attachment())).toEqual(
      [],
    );
  });
});
