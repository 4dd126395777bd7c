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

describe('volume-type-unsupported', () => {
  it.each([
    [
      'MountVolume.SetUp failed for volume "pv-1" : git-repo volume plugin has been disabled; if necessary, it may be re-enabled by enabling the feature-gate `GitRepoVolumeDriver`',
      'gitRepo',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : medium HugePages: hugePages storage requested, but there is no resource request for huge pages',
      'huge pages',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : unknown storage medium "Memori"',
      'medium of the emptyDir',
    ],
    [
      'MountVolume.FindPluginBySpec failed for volume "pv-1" : no volume plugin matched',
      'removed from Kubernetes',
    ],
    [
      'MountVolume.MountOptionSupport check failed for volume "pv-1" : Mount options are not supported for plugin x',
      'sets mount options',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    'MountVolume.SetUp failed for volume "pv-1" : rpc error: code = InvalidArgument desc = no',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.SetUp failed for volume "pv-1" : git-repo volume plugin has been disabled; if necessary, it may be re-enabled by enabling the feature-gate `GitRepoVolumeDriver`',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
