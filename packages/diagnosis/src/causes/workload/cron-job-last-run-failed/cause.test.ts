import type { JsonObject, Tweak } from '../../../testing';
import {
  ago,
  cronJob,
  failedWith,
  findings,
  job,
  owner,
  podOf,
} from '../../../testing';
import cause from './cause';

const subject = { kind: 'CronJob', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
/** A run that began some hours ago. */
const run = (
  hours: number,
  type: 'Failed' | 'Complete' | undefined,
  ...tweaks: Tweak[]
) =>
  job(
    ['metadata.name', `web-${hours}`],
    ['metadata.uid', `run-${hours}`],
    ['metadata.ownerReferences', [owner('batch/v1', 'CronJob', 'web')]],
    ['status.startTime', ago(hours * 3600)],
    [
      'status.conditions',
      type
        ? [
            {
              type,
              status: 'True',
              reason: type === 'Failed' ? 'BackoffLimitExceeded' : '',
              lastTransitionTime: ago(hours * 3600 - 60),
            },
          ]
        : [],
    ],
    ...tweaks,
  );
const attempt = podOf(
  ['batch/v1', 'Job', 'web-1'],
  'web-1-x',
  ...failedWith(2),
  ['metadata.ownerReferences.0.uid', 'run-1'],
);
const good: Tweak = ['status.lastSuccessfulTime', ago(4 * 3600)];

describe('cron-job-last-run-failed', () => {
  it('tells the last run, how it ended, and the last success', () => {
    const [found] = find(
      cronJob(good),
      run(1, 'Failed'),
      run(2, 'Failed'),
      run(4, 'Complete'),
      attempt,
    );
    expect(found?.severity).toBe('warning');
    expect(found?.what.en).toBe(
      'The last run of CronJob “web”, job “web-1”, failed 59 min ago (BackoffLimitExceeded), as did the 1 run before it.',
    );
    expect(found?.why.en).toContain('exit code 2');
    expect(found?.why.en).toContain('The last success was 4 h ago.');
  });

  it('is critical when it never succeeded', () => {
    const [found] = find(cronJob(), run(1, 'Failed'), run(2, 'Failed'));
    expect(found?.severity).toBe('critical');
    expect(find(cronJob(), run(1, 'Failed'))[0]?.severity).toBe('warning');
  });

  it('looks past a run at work', () => {
    expect(find(cronJob(), run(0, undefined), run(1, 'Failed'))).toHaveLength(
      1,
    );
  });

  it.each<[string, JsonObject[]]>([
    [
      'whose last run succeeded',
      [cronJob(), run(1, 'Complete'), run(2, 'Failed')],
    ],
    [
      'that succeeded since in a job that is gone',
      [cronJob(['status.lastSuccessfulTime', ago(60)]), run(1, 'Failed')],
    ],
    ['that has not run yet', [cronJob()]],
    [
      'whose later run is not kept',
      [cronJob(['status.lastScheduleTime', ago(60)]), run(1, 'Failed')],
    ],
  ])('leaves one alone %s', (_, objects) => {
    expect(find(...objects)).toEqual([]);
  });
});
