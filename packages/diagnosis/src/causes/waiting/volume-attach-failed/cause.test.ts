import {
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
    ['count', 4],
  );

describe('volume-attach-failed', () => {
  it.each([
    [
      'rpc error: code = ResourceExhausted desc = Attachment limit exceeded for volume "vol-1" on node "i-1"',
      'as many disks as it may',
    ],
    [
      'Request forbidden: error message: {"code": 403, "message": "The maximum allowed number of disk devices (16) to attach to a single instance has been exceeded."}',
      'as many disks as it may',
    ],
    [
      'rpc error: code = Internal desc = UnauthorizedOperation: You are not authorized to perform this operation',
      'may not attach this disk',
    ],
    [
      'rpc error: code = NotFound desc = ControllerPublishVolume: volume vol-1 not found',
      'does not exist any more',
    ],
    [
      'rpc error: code = Internal desc = Could not attach volume "vol-1": context canceled',
      'did not finish in time',
    ],
    [
      'rpc error: code = Internal desc = Could not attach volume "vol-1" to node "i-1": attachment of disk "vol-1" failed, expected device to be attached but was attaching',
      'did not finish in time: the disk may hang between two states',
    ],
    ['no idea', 'The exact words: “no idea”'],
  ])('reads the driver: %s', (why, words) => {
    const [found] = judge(failed(why));
    expect(found?.what.en).toBe(
      'The pod cannot start: the volume of claim “data” (“pv-1”) cannot be attached to node “worker”.',
    );
    expect(found?.why.en).toContain(words);
  });

  it('reads the attachment where no event is', () => {
    const refused = attachment([
      'status.attachError',
      { message: 'rpc error: code = NotFound desc = no such disk' },
    ]);
    const [found] = judge(refused);
    expect(found?.quotes[0]?.from).toBe('attachments');
    expect(found?.why.en).toContain('does not exist any more');
  });

  it.each([
    [
      'a volume held elsewhere',
      event(
        'FailedAttachVolume',
        'Multi-Attach error for volume "pv-1" Volume is already used by pod(s) a',
      ),
    ],
    [
      'a driver that is silent',
      failed(
        'timed out waiting for external-attacher of x CSI driver to attach volume y',
      ),
    ],
    ['an attachment that is done', attachment(['status.attached', true])],
  ])('leaves %s alone', (_, object) => {
    expect(judge(object)).toEqual([]);
  });
});
