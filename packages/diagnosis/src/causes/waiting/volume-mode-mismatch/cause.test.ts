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

describe('volume-mode-mismatch', () => {
  it.each([
    [
      'Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[], failed to process volumes=[storage]: volume storage has volumeMode Block, but is specified in volumeMounts',
      'is a raw device',
    ],
    [
      'Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[], failed to process volumes=[storage]: volume storage has volumeMode Filesystem, but is specified in volumeDevices',
      'holds a file system',
    ],
    [
      'MountVolume.SetUp failed for volume "pv-1" : kubernetes.io/csi: mounter.SetUpAt failed: volume mode "Ephemeral" not supported by driver x.example.com (only supports ["Persistent"])',
      'storage driver does not offer',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
    'Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[], failed to process volumes=[storage]: error processing PVC shop/data: PVC is not bound',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'Unable to attach or mount volumes: unmounted volumes=[storage], unattached volumes=[], failed to process volumes=[storage]: volume storage has volumeMode Block, but is specified in volumeMounts',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
