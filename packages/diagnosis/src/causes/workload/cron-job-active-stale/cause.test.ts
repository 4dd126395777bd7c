import type { JsonObject, Tweak } from '../../../testing';
import { ago, cronJob, eventOf, findings, job, owner } from '../../../testing';
import overlaps from '../cron-job-overlaps/cause';
import cause from './cause';

const options = {
  subject: { kind: 'CronJob', namespace: 'shop', name: 'web' },
  asked: ['ownerEvents'] as const,
};
const find = (...objects: JsonObject[]) => findings(cause, objects, options);
const busy = (...tweaks: Tweak[]) =>
  cronJob(
    ['spec.concurrencyPolicy', 'Forbid'],
    [
      'status',
      {
        active: [{ kind: 'Job', name: 'web-1', uid: 'job-1' }],
        lastScheduleTime: ago(64_800),
      },
    ],
    ...tweaks,
  );
const run = (type: string, seconds: number, ...tweaks: Tweak[]) =>
  job(
    ['metadata.name', 'web-1'],
    ['metadata.ownerReferences', [owner('batch/v1', 'CronJob', 'web')]],
    [
      'status',
      {
        startTime: ago(64_800),
        conditions: [
          { type, status: 'True', lastTransitionTime: ago(seconds) },
        ],
      },
    ],
    ...tweaks,
  );

describe('cron-job-active-stale', () => {
  it.each([
    ['Complete', 'completed', '完成'],
    ['Failed', 'failed', '失败'],
  ])('sees that a job is over: %s', (type, en, zh) => {
    const objects = [busy(), run(type, 61_200)];
    const [found] = find(...objects);
    expect(found?.what.en).toBe(
      `CronJob “web” starts no run any more: it still counts job “web-1” as active, which ${en} 17 h ago.`,
    );
    expect(found?.what.zh).toContain(`17 小时前${zh}`);
    expect(found?.quotes.map(({ value }) => value)).toContain('web-1');
    expect(findings(overlaps, objects, options)).toEqual([]);
  });

  it('quotes the controller', () => {
    const said =
      'Not starting job because prior execution is running and concurrency policy is Forbid';
    const event = eventOf('CronJob', 'JobAlreadyActive', said);
    const [found] = find(busy(), run('Complete', 61_200), event);
    expect(found?.quotes.at(-1)?.value).toBe(said);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['goes on', busy(), run('Suspended', 3600)],
    ['has only just ended', busy(), run('Complete', 60)],
    [
      'is not the one that is active',
      busy(['status.active.0.name', 'web-2']),
      run('Complete', 61_200),
    ],
    [
      'did not keep a later one from its start',
      busy(['status.lastScheduleTime', ago(3600)]),
      run('Complete', 61_200),
    ],
    [
      'hinders nothing',
      busy(['spec.concurrencyPolicy', 'Replace']),
      run('Complete', 61_200),
    ],
    [
      'is of a suspended CronJob',
      busy(['spec.suspend', true]),
      run('Complete', 61_200),
    ],
  ])('leaves a job alone that %s', (_, object, of) => {
    expect(find(object, of)).toEqual([]);
  });

  it('leaves the overlap to a run that is at work beside it', () => {
    const two = busy(['status.active', [{ name: 'web-1' }, { name: 'web-2' }]]);
    const atWork = run(
      'Suspended',
      3600,
      ['metadata.name', 'web-2'],
      ['metadata.uid', 'job-2'],
      ['status.conditions', []],
    );
    const objects = [two, run('Complete', 61_200), atWork];
    expect(findings(overlaps, objects, options)[0]?.what.en).toContain(
      '“web-2”',
    );
  });
});
