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

describe('volume-mount-denied', () => {
  it.each([
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: access denied by server while mounting 10.0.0.5:/export',
      'does not export that directory',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = Output: mount error(13): Permission denied\nRefer to the mount.cifs(8) manual page',
      'User name, password or key',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : rpc error: code = Internal desc = Could not mount "fs-1:/": mount failed: exit status 32\nOutput: b\'mount.nfs4: access denied by server while mounting 127.0.0.1:/\'',
      'denies node “worker” access',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: Connection timed out',
    'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = PermissionDenied desc = no',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: access denied by server while mounting 10.0.0.5:/export',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
