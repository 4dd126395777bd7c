import type { JsonObject, Tweak } from '../../../testing';
import { diagnose } from '../../../diagnose';
import {
  ago,
  cronJob,
  eventOf,
  findings,
  job,
  owner,
  podOf,
  snapshot,
  tweak,
  waits,
} from '../../../testing';
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
      'CronJob “web” leaves out runs: the one before (job “web-1”) still goes on after 2.5 h, and the schedule “0 * * * *” asks for one every 60 min.',
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

  const ofRun = (...tweaks: Tweak[]) =>
    podOf(['batch/v1', 'Job', 'web-1'], 'web-1-x', ...tweaks);
  const madeRun = tweak(run, 'metadata.uid', 'job-uid-1');
  const judge = (log: string | undefined, ...objects: JsonObject[]) =>
    findings(cause, [busy(9000), madeRun, ...objects], {
      subject,
      asked: [...asked, 'siblings'],
      ...(log !== undefined && { logs: { app: { current: log } } }),
    })[0];

  it.each([
    'dumping\npg_dumpall: error: connection to server at "db" (10.0.0.8), port 5432 failed: Connection refused\n',
    "dumping\nmysqldump: Got error: 2005: Unknown MySQL server host 'db' (-2) when trying to connect\n",
    'dumping\n/tmp/backup.sh: line 3: /var/lib/backup/dump.gz: No space left on device\n',
  ])('tells the error after which the run hangs: %s', log => {
    const found = judge(log, ofRun());
    const line = log.split('\n')[1];
    expect(found?.why.en).toContain(
      `Container “app” of its pod “web-1-x” still runs, and the last that its log tells of is an error: “${line}”`,
    );
    expect(found?.steps[2]?.command).toBe('kubectl -n shop delete job web-1');
    expect(found?.quotes.at(-1)?.value).toBe(line);
  });

  it.each([
    ['tells of work', 'copied 10 files\ncopied 20 files\n', ofRun()],
    ['is not known', undefined, ofRun()],
    [
      'is of a pod that has failed',
      'pg_dumpall: error: Connection refused\n',
      ofRun(['status.phase', 'Failed']),
    ],
  ])('guesses at nothing where the log %s', (_, log, own) => {
    expect(judge(log, own)?.why.en).toContain('Either a run takes longer');
  });

  it('leaves the word to a pod that cannot start', () => {
    const unable = ofRun(...waits('CreateContainerConfigError'), [
      'status.containerStatuses.0.state.waiting.message',
      'configmap "settings" not found',
    ]);
    const { found, contributing } = diagnose(
      snapshot([busy(9000), madeRun, unable], {
        subject,
        asked: [...asked, 'siblings'],
      }),
    );
    expect(found.map(one => one.cause)).toEqual(['config-map-missing']);
    expect(contributing.map(one => one.cause)).toContain('cron-job-overlaps');
  });
});
