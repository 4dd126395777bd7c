import type { Quote, Text } from '../../../engine';
import {
  both,
  defineCause,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { rhythm, ZONE_PREFIX } from '../../shared/cronSchedule';
import { kubectl } from '../../shared/kubectl';
import { quoteOwner, workloadOf, workloadPlace } from '../../shared/workload';

const CRON_JOBS =
  'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';

/** `inside`: a time zone in the schedule itself, which works on some versions and not on others. */
type Way = 'schedule' | 'zone' | 'inside';

/** Up to 1.20 `UnParseableCronJobSchedule`. */
const WAYS: Readonly<Record<string, Way>> = {
  UnParseableCronJobSchedule: 'schedule',
  UnparseableSchedule: 'schedule',
  InvalidSchedule: 'schedule',
  UnknownTimeZone: 'zone',
};

interface Invalid {
  readonly way: Way;
  readonly quotes: readonly Quote[];
}

/** What the controller cannot read since the last run began: an older complaint was about another schedule. */
function told(
  { status }: Workload,
  events: FactValues['ownerEvents'],
): Invalid | undefined {
  const last = parseTime(status.lastScheduleTime) ?? -Infinity;
  const i = newestEvent(
    events,
    ({ reason = '', lastSeen }) =>
      Object.hasOwn(WAYS, reason) && (parseTime(lastSeen) ?? 0) > last,
  );
  const way = WAYS[events[i ?? -1]?.reason ?? ''];
  return way && { way, quotes: quoteOf('ownerEvents', events, `${i}.message`) };
}

function invalidIn(
  self: Workload,
  ownerEvents: Fact<FactValues['ownerEvents']>,
): Invalid | undefined {
  const { schedule = '' } = self.spec;
  const said =
    ownerEvents.status === 'ok' ? told(self, ownerEvents.value) : undefined;
  if (said) return said;
  if (ZONE_PREFIX.test(schedule)) return { way: 'inside', quotes: [] };
  const hasRun = self.status.lastScheduleTime !== undefined;
  // What we cannot read ourselves may still be right.
  if (!hasRun && schedule !== '' && !rhythm(schedule)) {
    needed('ownerEvents', ownerEvents);
  }
  return undefined;
}

const WHY: Readonly<Record<Way, Text>> = {
  schedule: both(
    'A schedule has five fields: minute, hour, day of the month, month, day of the week; or is a word such as @daily. The API server refuses a wrong one today; older clusters took it.',
    '计划由五个字段组成：分、时、日、月、星期；也可以是 @daily 之类的写法。现在的 API Server 会拒绝错误的计划，但旧集群会接受。',
  ),
  zone: both(
    'The zone has to be a name of the tz database, such as Europe/Berlin, that the control plane knows.',
    '时区必须是控制平面认识的 tz 数据库名称，例如 Asia/Shanghai。',
  ),
  inside: both(
    'A time zone inside the schedule (TZ= or CRON_TZ=) was never supported officially: Kubernetes 1.27 and later refuse it in a new or changed CronJob, and may ignore it.',
    '在计划中写时区（TZ= 或 CRON_TZ=）从未得到正式支持：1.27 及以后的 Kubernetes 会在新建或修改 CronJob 时拒绝它，也可能忽略它。',
  ),
};

export default defineCause({
  id: 'cron-job-schedule-invalid',
  state: 'workload',
  title: both(
    'The CronJob’s schedule cannot be used as written',
    'CronJob 的计划写法无效',
  ),
  severity: 'critical',
  since: '0.2.0',
  // A CronJob counts as running, whether it starts anything or not.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'ownerEvents'],
  beats: ['cron-job-misses-runs'],
  covers: [
    'controller/cronjob-UnparseableSchedule',
    'controller/cronjob-UnParseableCronJobSchedule',
    'controller/cronjob-InvalidSchedule',
    'controller/cronjob-UnknownTimeZone',
    'controller/cronjob-UnsupportedSchedule',
  ],
  detect({ subject, owners, ownerEvents }) {
    const workload = workloadOf(subject, owners, 'CronJob');
    if (!workload || workload.self.spec.suspend) return [];
    const { self, owners: all } = workload;
    const invalid = invalidIn(self, ownerEvents);
    if (!invalid) return [];
    const { schedule = '', timeZone } = self.spec;
    const isOld = invalid.way === 'inside';
    return [
      {
        severity: isOld ? ('warning' as const) : ('critical' as const),
        data: {
          ...workloadPlace(subject),
          way: invalid.way,
          schedule,
          ...(timeZone !== undefined && { timeZone }),
        },
        quotes: [
          ...invalid.quotes,
          ...quoteOwner(all, 0, 'spec.schedule', 'spec.timeZone'),
        ],
      },
    ];
  },
  explain({ name, way, schedule, timeZone = '' }) {
    const what =
      way === 'zone'
        ? both(
            `CronJob “${name}” starts nothing: its time zone “${timeZone}” is not known to the cluster.`,
            `CronJob“${name}”不会启动任何运行：集群不认识其时区“${timeZone}”。`,
          )
        : both(
            `CronJob “${name}” starts nothing: its schedule “${schedule}” cannot be read.`,
            `CronJob“${name}”不会启动任何运行：其计划“${schedule}”无法解析。`,
          );
    return {
      what:
        way === 'inside'
          ? both(
              `CronJob “${name}” carries its time zone inside the schedule: “${schedule}”.`,
              `CronJob“${name}”把时区写在了计划里：“${schedule}”。`,
            )
          : what,
      why: WHY[way],
    };
  },
  steps({ namespace, name, way }) {
    const text: Readonly<Record<Way, Text>> = {
      schedule: both(
        'Correct spec.schedule, field by field.',
        '逐个字段修正 spec.schedule。',
      ),
      zone: both(
        'Correct spec.timeZone, or leave it out: the control plane’s own zone then counts.',
        '修正 spec.timeZone，或不设置它：此时使用控制平面自身的时区。',
      ),
      inside: both(
        'Move the zone into spec.timeZone, and leave only the five fields in spec.schedule.',
        '将时区移到 spec.timeZone，spec.schedule 中只保留五个字段。',
      ),
    };
    return [
      {
        text: text[way],
        command: kubectl(namespace, 'edit', 'cronjob', name),
        link:
          way === 'schedule'
            ? `${CRON_JOBS}#schedule-syntax`
            : `${CRON_JOBS}#time-zones`,
      },
    ];
  },
});
