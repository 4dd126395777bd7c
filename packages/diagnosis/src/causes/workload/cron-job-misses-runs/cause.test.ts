import type { JsonObject, Tweak } from '../../../testing';
import { ago, cronJob, eventOf, findings } from '../../../testing';
import cause from './cause';

const subject = { kind: 'CronJob', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const last = (seconds: number): Tweak => [
  'status.lastScheduleTime',
  ago(seconds),
];
const HOUR = 3600;

describe('cron-job-misses-runs', () => {
  it.each([
    [
      'MissSchedule',
      'Missed scheduled time to start a job: Thu, 15 Jan 2026 11:00:00 +0000',
      'within 5 min of its time',
    ],
    [
      'TooManyMissedTimes',
      'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      'More than a hundred',
    ],
    [
      'FailedNeedsStart',
      'Cannot determine if job needs to be started: too many missed start time (> 100). Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      'More than a hundred',
    ],
  ])('reads %s', (reason, message, words) => {
    const [found] = find(
      cronJob(last(2 * HOUR), ['spec.startingDeadlineSeconds', 300]),
      eventOf('CronJob', reason, message),
    );
    expect(found?.why.en).toContain(words);
    expect(found?.what.en).toContain('the last began 2 h ago');
  });

  it('does not count what was said before the last run', () => {
    const said = eventOf(
      'CronJob',
      'MissSchedule',
      'Missed scheduled time to start a job: x',
    );
    expect(find(cronJob(last(30)), said)).toEqual([]);
  });

  it('reckons when nothing was said', () => {
    const [found] = find(cronJob(last(5 * HOUR)));
    expect(found?.why.en).toContain('Nothing says why');
    expect(find(cronJob(last(2 * HOUR)))).toEqual([]);
    const weekly: Tweak = ['spec.schedule', '0 3 * * 1'];
    expect(find(cronJob(weekly, last(8 * 24 * HOUR)))).toEqual([]);
  });

  it('knows that a deadline under ten seconds may never be met', () => {
    const [found] = find(
      cronJob(
        ['spec.schedule', '* * * * *'],
        ['spec.startingDeadlineSeconds', 5],
        last(200),
      ),
    );
    expect(found?.why.en).toContain('within 5 s of its time');
    expect(found?.steps[1]?.text.en).toContain('Raise startingDeadlineSeconds');
  });

  it.each<[string, Tweak[]]>([
    ['is suspended', [['spec.suspend', true]]],
    [
      'is at work and may not overlap',
      [
        ['spec.concurrencyPolicy', 'Forbid'],
        ['status.active', [{}]],
      ],
    ],
    [
      'has a schedule that cannot be read here',
      [['spec.schedule', '0 0 L * *']],
    ],
  ])('leaves one alone that %s', (_, tweaks) => {
    expect(find(cronJob(last(50 * HOUR), ...tweaks))).toEqual([]);
  });

  it('leaves a new one alone', () => {
    expect(find(cronJob(['spec.schedule', '0 3 * * *']))).toEqual([]);
  });
});
