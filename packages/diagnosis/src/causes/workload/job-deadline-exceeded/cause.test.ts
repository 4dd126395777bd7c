import type { JsonObject, Tweak } from '../../../testing';
import { ago, findings, job } from '../../../testing';
import cause from './cause';

const subject = { kind: 'Job', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });
const ended = (reason: string, ...tweaks: Tweak[]) =>
  job(
    ['spec.activeDeadlineSeconds', 600],
    [
      'status',
      {
        startTime: ago(1300),
        succeeded: 2,
        conditions: [
          {
            type: 'Failed',
            status: 'True',
            reason,
            message: 'Job was active longer than specified deadline',
            lastTransitionTime: ago(700),
          },
        ],
      },
    ],
    ['spec.completions', 5],
    ...tweaks,
  );

describe('job-deadline-exceeded', () => {
  it('gives the numbers', () => {
    const [found] = find(ended('DeadlineExceeded'));
    expect(found?.what.en).toBe(
      'Job “web” was ended after 10 min: it may take 10 min in all (activeDeadlineSeconds), and 2 of 5 runs were done.',
    );
  });

  it('does without them', () => {
    const [found] = find(
      ended(
        'DeadlineExceeded',
        ['spec.activeDeadlineSeconds', undefined],
        ['status.conditions.0.lastTransitionTime', undefined],
      ),
    );
    expect(found?.what.en).toContain(
      'was ended: it may take only so long in all',
    );
  });

  it('leaves other ends alone', () => {
    expect(find(ended('BackoffLimitExceeded'))).toEqual([]);
    expect(find(job())).toEqual([]);
  });
});
