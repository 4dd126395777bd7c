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

describe('volume-filesystem-broken', () => {
  it.each([
    [
      'MountVolume.MountDevice failed for volume "pv-1" : \'fsck\' found errors on device /dev/nvme1n1 but could not correct them: fsck from util-linux 2.23.2',
      '(/dev/nvme1n1)',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : mount failed: exit status 32\nOutput: mount: mount /dev/sdb on /x failed: Structure needs cleaning',
      'was not written out properly',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : mount failed: exit status 32\nOutput: mount: wrong fs type, bad option, bad superblock on /dev/xvdba, missing codepage or helper program, or other error',
      'was not written out properly',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : mount failed: exit status 32\nOutput: mount: /x: can\'t read superblock on /dev/sdi.',
      'does not answer reads',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : cannot mount unformatted disk /dev/sdb as we are manipulating it in read-only mode',
      'cannot be formatted',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = failed to mount the volume as "ext4", it already contains xfs. Mount error: exit status 32',
      'another kind of file system',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount: bad option; you might need a /sbin/mount.<type> helper program.',
    'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = no',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.MountDevice failed for volume "pv-1" : \'fsck\' found errors on device /dev/nvme1n1 but could not correct them: fsck from util-linux 2.23.2',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
