import { pod } from '../testing';
import { findByName, placeByName, podsOn } from './byName';
import { projectPod } from './project';

const pods = [
  ['a', 'one'],
  ['b', 'two'],
  ['a', 'two'],
].map(([name, node]) =>
  projectPod(pod(['metadata.name', name ?? ''], ['spec.nodeName', node ?? ''])),
);

it('finds the first of a name, and no name that is none of theirs', () => {
  expect(placeByName(pods, 'a')).toBe(0);
  expect(findByName(pods, 'b')).toBe(pods[1]);
  expect(placeByName(pods, 'constructor')).toBe(-1);
  expect(findByName(pods, undefined)).toBeUndefined();
});

it('knows the pods of a node in their order', () => {
  expect(podsOn(pods, 'two')).toEqual([pods[1], pods[2]]);
  expect(podsOn(pods, 'three')).toEqual([]);
});
