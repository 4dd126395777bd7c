import { indexObjects } from '../facts/indexObjects';
import { failedWith, NOW, pod, unscheduledPod, waits } from '../testing';
import type { JsonObject, Tweak } from '../testing';
import { troubleInWords, troublesIn } from './podTrouble';

const named = (name: string, ...tweaks: Tweak[]) =>
  pod(['metadata.name', name], ...tweaks);

function troubles(...objects: JsonObject[]) {
  const { pods } = indexObjects(objects);
  const found = troublesIn('siblings', pods, Date.parse(NOW));
  return found && { ...found, said: troubleInWords(found).en };
}

it('says nothing of pods that are well, start, or are going', () => {
  const young: Tweak = ['status.startTime', '2026-01-15T11:59:30Z'];
  const going = named('c', ...waits('CrashLoopBackOff'), [
    'metadata.deletionTimestamp',
    NOW,
  ]);
  const starting = pod(...waits('ContainerCreating'), young, [
    'status.phase',
    'Pending',
  ]);
  expect(troubles(named('a'), starting, going)).toBeUndefined();
});

it('names what most suffer from, the two names of one state counted together', () => {
  const found = troubles(
    named('web-3', ...waits('ErrImagePull')),
    named('web-2', ...waits('ImagePullBackOff')),
    named('web-1', ...waits('CrashLoopBackOff')),
  );
  expect(found?.said).toBe(
    '3 pods are at fault, 2 of them ImagePullBackOff; “web-2” is one.',
  );
});

it('tells how the last run ended', () => {
  const last = { terminated: { exitCode: 137, reason: 'OOMKilled' } };
  const found = troubles(
    named('web-1', ...waits('CrashLoopBackOff'), [
      'status.containerStatuses.0.lastState',
      last,
    ]),
  );
  expect(found?.said).toBe(
    'Pod “web-1” is the one at fault: CrashLoopBackOff (OOMKilled, exit code 137).',
  );
});

it.each<[string, JsonObject, string]>([
  ['no node', unscheduledPod('0/3 nodes are available'), 'Unschedulable'],
  ['a failed one', pod(...failedWith(3)), 'Error (exit code 3)'],
  [
    'an evicted one',
    pod(['status.phase', 'Failed'], ['status.reason', 'Evicted']),
    'Evicted',
  ],
  ['one not ready', pod(['status.conditions.3.status', 'False']), 'not ready'],
  [
    'a whole error as its reason',
    pod(...waits('failed to do it: no such thing')),
    'Waiting',
  ],
])('knows %s', (_, object, words) => {
  expect(troubles(object)?.said).toContain(words);
});
