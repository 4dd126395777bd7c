import { findings, node, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-disk-full', () => {
  it.each([
    'failed to extract layer sha256:1: write /usr/x: no space left on device: unknown',
    'failed to register layer: Error processing tar file(exit status 1): write /x: no space left on device',
    'storing blob to file "/var/tmp/1": write /var/tmp/1: no space left on device',
    'failed to extract layer: There is not enough space on the disk.',
    'write /var/lib/x: disk quota exceeded',
  ])('knows the words: %s', message => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.what.en).toContain('node “worker” ran full');
    expect(found?.steps[0]?.command).toBe('kubectl describe node worker');
  });

  it('quotes that the node reports it too', () => {
    const pressed = node([
      'status.conditions.1',
      { type: 'DiskPressure', status: 'True' },
    ]);
    const [found] = findings(cause, [
      waitingPod('ErrImagePull', 'no space left on device'),
      pressed,
    ]);
    expect(found?.why.en).toContain('DiskPressure');
    expect(found?.quotes.map(({ value }) => value)).toContain('DiskPressure');
  });

  it.each(['failed to extract layer sha256:1: read-only file system'])(
    'leaves to others: %s',
    message => {
      expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual(
        [],
      );
    },
  );
});
