import type { Json, JsonObject, Tweak } from '../../../testing';
import { ago, failedWith, findings, job, owner, podOf } from '../../../testing';
import cause from './cause';

const subject = { kind: 'Job', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const conditions = (reason: string, message = '', type = 'Failed'): Json => [
  { type, status: 'True', reason, message, lastTransitionTime: ago(600) },
];
const failed = (reason: string, message?: string, ...tweaks: Tweak[]) =>
  job(
    ['status', { failed: 3, conditions: conditions(reason, message) }],
    ['spec.backoffLimit', 2],
    ...tweaks,
  );
const attempt = podOf(['batch/v1', 'Job', 'web'], 'web-x', ...failedWith(7));

describe('job-failed', () => {
  it('counts the failures and tells how they ended', () => {
    const [found] = find(failed('BackoffLimitExceeded'), attempt);
    expect(found?.what.en).toBe(
      'Job “web” was given up: its pods failed more often than the 2 retries it is allowed (backoffLimit); 3 failed pods counted.',
    );
    expect(found?.why.en).toContain('Error (exit code 7)');
    expect(found?.why.en).toContain('It failed in container “app”');
    expect(found?.steps[0]?.command).toBe('kubectl -n shop logs web-x -c app');
  });

  it('says how to keep the pods when they are gone', () => {
    const [found] = find(
      failed('BackoffLimitExceeded', '', [
        'spec.template.spec.restartPolicy',
        'OnFailure',
      ]),
      { kind: 'PodList', items: [] },
    );
    expect(found?.why.en).toContain('restartPolicy OnFailure');
    expect(found?.steps[1]?.text.en).toContain('Never');
  });

  it.each(['FailedIndexes', 'MaxFailedIndexesExceeded'])(
    'lists indexes: %s',
    reason => {
      const [found] = find(
        failed(
          reason,
          'Job has failed indexes',
          ['status.failedIndexes', '1,4-6'],
          ['status.succeeded', 6],
          ['spec.completions', 10],
        ),
      );
      expect(found?.what.en).toBe(
        'Job “web” failed: 6 of 10 indexes were done, index 1,4-6 failed.',
      );
    },
  );

  it.each([
    [
      'Container app for pod shop/web-x failed with exit code 42 matching FailJob rule at index 1',
      'container “app” ended with exit code 42, for which rule 1 of its podFailurePolicy',
    ],
    [
      'Pod shop/web-x has condition DisruptionTarget matching FailJob rule at index 0',
      'a pod got the condition DisruptionTarget, for which rule 0',
    ],
    ['something else', 'a pod failed so, for which rule of its'],
  ])('reads the rule: %s', (message, words) => {
    const [found] = find(failed('PodFailurePolicy', message));
    expect(found?.what.en).toContain(words);
  });

  it('sees a job whose pods are still being stopped', () => {
    const stopping = job([
      'status.conditions',
      conditions('BackoffLimitExceeded', '', 'FailureTarget'),
    ]);
    expect(find(stopping)).toHaveLength(1);
  });

  it('leaves one alone whose CronJob has succeeded since', () => {
    const cron = (seconds: number): JsonObject => ({
      kind: 'CronJob',
      metadata: { name: 'web', namespace: 'shop', uid: 'cronjob-uid-1' },
      status: { lastSuccessfulTime: ago(seconds) },
    });
    const made = failed('BackoffLimitExceeded', '', [
      'metadata.ownerReferences',
      [owner('batch/v1', 'CronJob', 'web')],
    ]);
    expect(find(made, cron(60))).toEqual([]);
    expect(find(made, cron(6000))).toHaveLength(1);
  });

  it('leaves a deadline and a complete job alone', () => {
    expect(find(failed('DeadlineExceeded'))).toEqual([]);
    expect(
      find(job(['status.conditions', conditions('', '', 'Complete')])),
    ).toEqual([]);
  });
});
