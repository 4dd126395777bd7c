import {
  ALL_STORAGE,
  event,
  findings,
  mountingPod,
  node,
  pod,
} from '../../../testing';
import cause from './cause';

const failed = (message: string) => event('FailedMount', message, ['count', 5]);
const waiting = mountingPod();

describe('volume-node-disk-full', () => {
  it.each([
    [
      'MountVolume.SetUp failed for volume "pv-1" : write /var/lib/kubelet/pods/x/volumes/kubernetes.io~secret/y: no space left on device',
      '“no space left on device”',
    ],
    [
      'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = Internal desc = mkdir /x: disk quota exceeded',
      'disk is full',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it('asks the node', () => {
    const full = node([
      'status.conditions',
      [{ type: 'DiskPressure', status: 'True' }],
    ]);
    const objects = [
      waiting,
      failed('mkdir /x: no space left on device'),
      full,
    ];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.why.en).toContain('DiskPressure');
  });

  it.each([
    'MountVolume.MountDevice failed for volume "pv-1" : rpc error: code = ResourceExhausted desc = quota',
  ])('leaves another fault alone: %s', message => {
    expect(findings(cause, [waiting, failed(message)], ALL_STORAGE)).toEqual(
      [],
    );
  });

  it('leaves a pod alone that runs', () => {
    const objects = [
      pod(),
      failed(
        'MountVolume.SetUp failed for volume "pv-1" : write /var/lib/kubelet/pods/x/volumes/kubernetes.io~secret/y: no space left on device',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
