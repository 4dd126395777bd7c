import type { JsonObject } from '../../../testing';
import { ago, cronJob, diagnosisBy, eventOf, findings } from '../../../testing';
import cause from './cause';

const subject = { kind: 'CronJob', namespace: 'shop', name: 'web' };
const find = (...objects: JsonObject[]) =>
  findings(cause, objects, { subject });

describe('cron-job-schedule-invalid', () => {
  it.each([
    [
      'UnParseableCronJobSchedule',
      'unparseable schedule for cronjob: 0 25 * * *',
    ],
    [
      'UnparseableSchedule',
      'unparseable schedule: "0 25 * * *" : end of range (25) above maximum (23): 25',
    ],
    [
      'InvalidSchedule',
      'invalid schedule: 0 25 * * * : end of range (25) above maximum (23): 25',
    ],
  ])('reads %s', (reason, message) => {
    const [found] = find(
      cronJob(['spec.schedule', '0 25 * * *']),
      eventOf('CronJob', reason, message),
    );
    expect(found?.severity).toBe('critical');
    expect(found?.what.en).toContain(
      'its schedule “0 25 * * *” cannot be read',
    );
  });

  it('reads an unknown zone', () => {
    const [found] = find(
      cronJob(['spec.timeZone', 'Europe/Berln']),
      eventOf(
        'CronJob',
        'UnknownTimeZone',
        'invalid timeZone: "Europe/Berln": unknown time zone Europe/Berln',
      ),
    );
    expect(found?.what.en).toContain('time zone “Europe/Berln” is not known');
  });

  it.each(['TZ=Europe/Berlin 0 3 * * *', 'CRON_TZ=UTC 0 3 * * *'])(
    'warns of %s',
    schedule => {
      const [found] = find(cronJob(['spec.schedule', schedule]));
      expect(found?.severity).toBe('warning');
      expect(found?.steps[0]?.text.en).toContain('spec.timeZone');
    },
  );

  it('does not count what was said before a run began', () => {
    const said = eventOf(
      'CronJob',
      'InvalidSchedule',
      'invalid schedule: x : y',
    );
    expect(find(cronJob(['status.lastScheduleTime', ago(10)]), said)).toEqual(
      [],
    );
  });

  it('cannot tell of a schedule it does not know without events', () => {
    const odd = cronJob(['spec.schedule', '0 0 L * *']);
    expect(diagnosisBy(cause, [odd], { subject }).unchecked).toHaveLength(1);
    expect(find(cronJob())).toEqual([]);
  });
});
