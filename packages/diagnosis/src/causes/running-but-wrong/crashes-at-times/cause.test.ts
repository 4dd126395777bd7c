import type { JsonObject, Tweak } from '../../../testing';
import { ago, containerStatus, findings, pod } from '../../../testing';
import cause from './cause';

const HOUR = 3600;
const PANIC =
  "thread 'main' panicked at src/watch.rs:171:18:\ncalled `Result::unwrap()` on an `Err` value\n";
const end = (exitCode: number, reason = 'Error', ran = 20 * HOUR) => ({
  exitCode,
  reason,
  startedAt: ago(2 * HOUR + ran),
  finishedAt: ago(2 * HOUR),
});
const restarted = (terminated: JsonObject, ...tweaks: Tweak[]) =>
  pod(
    ['status.startTime', ago(7 * 24 * HOUR)],
    [
      'status.containerStatuses.0',
      containerStatus(
        ['restartCount', 3],
        ['state.running.startedAt', ago(2 * HOUR - 5)],
        ['lastState', { terminated }],
      ),
    ],
    ...tweaks,
  );
const find = (object: JsonObject, previous = '', current = '') =>
  findings(cause, [object], { logs: { app: { previous, current } } });
const COUNT = 'status.containerStatuses.0.restartCount';

describe('crashes-at-times', () => {
  it('tells a crash of this day that was not the first', () => {
    const [found] = find(restarted(end(101)), PANIC);
    expect(found?.severity).toBe('info');
    expect(found?.what.en).toContain(
      'restarted 3 times; the last crash was 2 h ago, after 20 h of running (exit code 101',
    );
    expect(found?.why.en).toContain('panicked at');
  });

  it.each<[string, JsonObject, string]>([
    ['a panic of Go', end(2), 'panic: assignment to entry in nil map\n'],
    ['a fault of memory', end(139), ''],
    ['an abort', end(134), ''],
    [
      'an exception of Java',
      end(1),
      'Exception in thread "main" java.lang.IllegalStateException: closed\n\tat shop.Main.run(Main.java:7)\n',
    ],
  ])('knows %s', (_, terminated, log) => {
    const [found] = find(restarted(terminated), log);
    expect(found?.cause).toBe('crashes-at-times');
  });

  it.each<[string, JsonObject, string]>([
    ['restarted twice only', restarted(end(101), [COUNT, 2]), PANIC],
    ['asked to stop', restarted(end(143)), PANIC],
    ['killed from outside', restarted(end(137)), PANIC],
    ['ended well', restarted(end(0, 'Completed')), PANIC],
    ['silent', restarted(end(1)), ''],
    ['at work as ever', restarted(end(1)), 'INFO serving\n'],
    ['restarted while it started', restarted(end(1, 'Error', 60)), PANIC],
    [
      'restarted seldom',
      restarted(end(101), ['status.startTime', ago(90 * 24 * HOUR)]),
      PANIC,
    ],
    [
      'restarted long ago',
      restarted({ ...end(101), finishedAt: ago(30 * HOUR) }),
      PANIC,
    ],
    [
      'not ready',
      restarted(end(101), ['status.conditions.3.status', 'False']),
      PANIC,
    ],
    [
      'on its way out',
      restarted(end(101), ['metadata.deletionTimestamp', ago(5)]),
      PANIC,
    ],
  ])('is silent about one that was %s', (_, object, log) => {
    expect(find(object, log)).toEqual([]);
  });

  it('leaves to others what still crashes', () => {
    const crashing = restarted(end(101, 'Error', HOUR), [
      'status.containerStatuses.0.state',
      { waiting: { reason: 'CrashLoopBackOff' } },
    ]);
    expect(find(crashing, PANIC)).toEqual([]);
  });
});
