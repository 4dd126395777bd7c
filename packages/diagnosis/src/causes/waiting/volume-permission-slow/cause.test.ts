import type { Tweak } from '../../../testing';
import {
  ago,
  ALL_STORAGE,
  event,
  findings,
  mountingPod,
  pod,
} from '../../../testing';
import cause from './cause';

const GROUP: Tweak = ['spec.securityContext', { fsGroup: 2000 }];
const slow = (message: string, seconds = 60) =>
  event('VolumePermissionChangeInProgress', message, [
    'lastTimestamp',
    ago(seconds),
  ]);
const AT_WORK = 'Setting volume ownership for x/mount, processed 43000 files.';

describe('volume-permission-slow', () => {
  it.each([
    [AT_WORK, 'to group 2000 (43000 so far)'],
    [
      'Setting volume ownership for x/mount is taking longer than expected, consider using OnRootMismatch',
      'to group 2000.',
    ],
  ])('knows the words: %s', (message, words) => {
    const objects = [mountingPod(GROUP), slow(message)];
    const [found] = findings(cause, objects, ALL_STORAGE);
    expect(found?.what.en).toContain(words);
  });

  it.each([
    ['a pod that runs', [pod(GROUP), slow(AT_WORK)]],
    ['an old report', [mountingPod(GROUP), slow(AT_WORK, 2000)]],
    ['a pod without a group', [mountingPod(), slow(AT_WORK)]],
  ])('leaves %s alone', (_, objects) => {
    expect(findings(cause, objects, ALL_STORAGE)).toEqual([]);
  });
});
