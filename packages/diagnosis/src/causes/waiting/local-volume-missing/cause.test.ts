import {
  ALL_STORAGE,
  event,
  findings,
  mountingPod,
  pod,
} from '../../../testing';
import cause from './cause';

const failed = (message: string) => event('FailedMount', message, ['count', 5]);
const waiting = mountingPod();

describe('local-volume-missing', () => {
  it.each([
    [
      'MountVolume.NewMounter initialization failed for volume "pv-1" : path "/mnt/disks/a" does not exist',
      'path “/mnt/disks/a” of the volume of claim “data” (“pv-1”) does not exist on node “worker”',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : only directory and block device are supported',
      'neither a directory nor a disk',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    'MountVolume.SetUp failed for volume "v" : hostPath type check failed: /x is not a directory',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.NewMounter initialization failed for volume "pv-1" : path "/mnt/disks/a" does not exist',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
