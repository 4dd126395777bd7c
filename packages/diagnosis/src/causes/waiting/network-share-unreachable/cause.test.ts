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

describe('network-share-unreachable', () => {
  it.each([
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: Connection timed out',
      'file server “10.0.0.5”',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: Connection refused',
      'no file server listens',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: No route to host',
      'network between node and server',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: Failed to resolve server nfs.shop.svc.cluster.local: Name or service not known',
      'cannot resolve the server’s name',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: requested NFS version or transport protocol is not supported',
      'same version or protocol',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: Stale file handle',
      'stale file handle',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = Output: mount error(113): could not connect to 10.0.0.9Unable to find suitable address.',
      'network between node and server',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = dial tcp 10.0.0.1:9500: connect: connection refused',
    'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: access denied by server while mounting 10.0.0.5:/export',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.SetUp failed for volume "pv-1" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.5:/export /x\nOutput: mount.nfs: Connection timed out',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
