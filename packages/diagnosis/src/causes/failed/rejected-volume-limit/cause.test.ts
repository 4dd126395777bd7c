import { findings, pod } from '../../../testing';
import cause from './cause';

const MESSAGE =
  'Node has reached its volume attachment limit, rejecting pod. unmounted volumes=[data], unattached volumes=[data], failed to process volumes=[]: timed out waiting for the condition';
const rejected = (reason: string, message: string) =>
  pod(
    [
      'spec.volumes',
      [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web-1' } }],
    ],
    ['status', { phase: 'Failed', reason, message }],
  );

describe('rejected-volume-limit', () => {
  it('counts the volumes of the pod', () => {
    const [found] = findings(cause, [
      rejected('VolumeAttachmentLimitExceeded', MESSAGE),
    ]);
    expect(found?.what.en).toContain('The pod needs 1 volume.');
    expect(found?.quotes.map(({ value }) => value)).toContain('data-web-1');
  });

  it('knows the message without a reason', () => {
    expect(findings(cause, [rejected('', MESSAGE)])).toHaveLength(1);
  });

  it('is not a lack of room', () => {
    expect(findings(cause, [rejected('OutOfcpu', '')])).toEqual([]);
  });
});
