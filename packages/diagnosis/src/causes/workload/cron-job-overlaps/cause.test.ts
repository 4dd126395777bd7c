import type { JsonObject, Tweak } from '../../../testing';
import { ago, cronJob, eventOf, findings, job, owner } from '../../../testing';
import cause from './cause';

const subject = { kind: 'CronJob', namespace: 'shop', name: 'web' };
const asked = ['ownerEvents'] as const;
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject, asked });
const busy = (seconds: number, ...tweaks: Tweak[]) =>
  cronJob(
    ['spec.concurrencyPolicy', 'Forbid'],
    ['status', { active: [{}], lastScheduleTime: ago(seconds) }],
    ...tweaks,
  );
const run = job(
  ['metadata.name', 'web-1'],
  ['metadata.ownerReferences', [owner('batch/v1', 'CronJob', 'web')]],
  ['status', { active: 1, startTime: ago(9000) }],
);
const SAID =
  'Not starting job because prior execution is running and concurrency policy is Forbid';

describe('cron-job-overlaps', () => {
  it('reckons from the schedule how long a run may take', () => {
    const [found] = find(busy(9000), run);
    expect(found?.what.en).toBe(
      'CronJob “web” leaves out runs: the one before (job “web-1”) still goes on after 3 h, and the schedule “0 * * * *” asks for one every 60 min.',
    );
  });

  it('takes the controller’s word', () => {
    const weekdays: Tweak = ['spec.schedule', '0 3 * * 1-5'];
    const since = 30 * 3600;
    expect(find(busy(since, weekdays))).toEqual([]);
    const [found] = find(
      busy(since, weekdays),
      eventOf('CronJob', 'JobAlreadyActive', SAID),
    );
    expect(found?.quotes.at(-1)?.value).toBe(SAID);
  });

  it.each<[string, JsonObject]>([
    ['has time left', busy(1800)],
    ['may overlap', busy(9000, ['spec.concurrencyPolicy', 'Allow'])],
    ['is not at work', busy(9000, ['status.active', []])],
    ['is suspended', busy(9000, ['spec.suspend', true])],
  ])('leaves one alone that %s', (_, object) => {
    expect(find(object, run)).toEqual([]);
  });

  it('is over when the run has ended', () => {
    const said = eventOf('CronJob', 'JobAlreadyActive', SAID);
    expect(find(busy(9000, ['status.active', undefined]), said)).toEqual([]);
  });
});
