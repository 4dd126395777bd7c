import type { JsonObject, Tweak } from '../../../testing';
import { ago, cronJob, eventOf, findings, job, owner } from '../../../testing';
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
  });

  // The last run was on time; how long ago, and whether one is missing since.
  it.each<[string, number, boolean, Tweak[]]>([
    ['1 0 * * *', 33, true, []],
    ['1 0 * * *', 25, false, []],
    // The controller's zone may have left summer time.
    ['1 0 * * *', 25.2, false, []],
    ['1 0 * * *', 24.5, true, [['spec.timeZone', 'Etc/UTC']]],
    ['1 0 * * *', 25.2, false, [['spec.timeZone', 'Europe/Berlin']]],
    ['0 3 * * 1', 8 * 24, true, []],
    ['0 3 * * 1', 7 * 24 + 1, false, []],
    ['0 3 * * 1-5', 3 * 24, false, []],
    ['0 3 * * 1-5', 3 * 24 + 3, true, []],
    ['0 0 1 * *', 31 * 24, false, []],
  ])(
    '%s, %d h after the last run: %s',
    (schedule, hours, isMissing, tweaks) => {
      const object = cronJob(
        ['spec.schedule', schedule],
        last(hours * HOUR),
        ...tweaks,
      );
      expect(find(object)).toHaveLength(isMissing ? 1 : 0);
    },
  );

  it.each([0, 5, 10])(
    'knows that a deadline of %d s may not be met, by a single run',
    deadline => {
      const [found] = find(
        cronJob(
          ['spec.schedule', '1 0 * * *'],
          ['spec.startingDeadlineSeconds', deadline],
          last(33 * HOUR),
        ),
      );
      expect(found?.givesWay).toBeUndefined();
      expect(found?.why.en).toContain(`within ${deadline} s of its time`);
      expect(found?.why.zh).toContain(`${deadline} 秒内`);
      expect(found?.steps[1]?.text.en).toContain(
        'Raise startingDeadlineSeconds',
      );
    },
  );

  it('waits for the run before, where two may not be at work', () => {
    const forbidden: Tweak = ['spec.concurrencyPolicy', 'Forbid'];
    const ended = (seconds: number) =>
      job(
        ['metadata.name', 'web-1'],
        ['metadata.ownerReferences', [owner('batch/v1', 'CronJob', 'web')]],
        ['status.completionTime', ago(seconds)],
        ['status.conditions', [{ type: 'Complete', status: 'True' }]],
      );
    const long = cronJob(forbidden, last(5 * HOUR));
    expect(find(long, ended(120))).toEqual([]);
    expect(find(long, ended(4 * HOUR))).toHaveLength(1);
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
