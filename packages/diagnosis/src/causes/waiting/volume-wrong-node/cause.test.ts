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

describe('volume-wrong-node', () => {
  it.each([
    [
      'MountVolume.NodeAffinity check failed for volume "pv-1" : no matching NodeSelectorTerms',
      'belongs to another node or zone',
    ],
  ])('knows the words: %s', (message, words) => {
    const [found] = findings(cause, [waiting, failed(message)], ALL_STORAGE);
    expect(`${found?.what.en} ${found?.why.en}`).toContain(words);
    expect(found?.what.en).toContain('The pod cannot start');
  });

  it.each([
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
        'MountVolume.NodeAffinity check failed for volume "pv-1" : no matching NodeSelectorTerms',
      ),
    ];
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
