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

describe('network-share-path-missing', () => {
  it.each([
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: mounting 10.0.0.5:/export/a failed, reason given by server: No such file or directory',
      'the directory “/export/a” on server “10.0.0.5”',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = Output: mount error(2): No such file or directory',
      'the shared directory',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: Connection timed out',
    'MountVolume.NewMounter initialization failed for volume "pv-1" : path "/a" does not exist',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: mounting 10.0.0.5:/export/a failed, reason given by server: No such file or directory',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
