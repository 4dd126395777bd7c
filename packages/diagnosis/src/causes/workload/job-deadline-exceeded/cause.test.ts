import type { JsonObject, Tweak } from '../../../testing';
import { ago, event, findings, job } from '../../../testing';
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

  it('says how much of it the pull of the image took, also of a pod that is gone', () => {
    const owner = {
      kind: 'Job',
      name: 'web',
      namespace: 'shop',
      uid: 'job-uid-1',
    };
    const made = event('SuccessfulCreate', 'Created pod: web-x7k2p', [
      'involvedObject',
      owner,
    ]);
    const told = (message: string) =>
      find(
        ended('DeadlineExceeded'),
        made,
        event('Pulled', message, [
          'involvedObject',
          { kind: 'Pod', name: 'web-x7k2p', namespace: 'shop', uid: 'gone' },
        ]),
      )[0];
    const all = told(
      'Successfully pulled image "big:1" in 10m10s (10m10s including waiting). Image size: 778112340 bytes.',
    );
    expect(all?.why.en).toContain('“big:1” (778 MB) alone took 10 min');
    expect(all?.why.en).toContain('the program never started');
    expect(all?.steps[0]?.text.en).toContain('Shorten the pull');
    const some = told('Successfully pulled image "big:1" in 4m3.4s');
    expect(some?.why.en).toContain('alone took 4 min');
    const little = told('Successfully pulled image "big:1" in 12.4s');
    expect(little?.why.en).not.toContain('big:1');
  });

  it('leaves other ends alone', () => {
    expect(find(ended('BackoffLimitExceeded'))).toEqual([]);
    expect(find(job())).toEqual([]);
  });
});
