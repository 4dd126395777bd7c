import type { Quote, Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  newestEvent,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { rhythm } from '../../shared/cronSchedule';
import { endOf, runsOf } from '../../shared/job';
import { kubectl } from '../../shared/kubectl';
import { quoteOwner, workloadOf, workloadPlace } from '../../shared/workload';

const CRON_JOBS =
  'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';
/** The controller looks about every ten seconds: what has to begin by then may never. */
const LEAST_DEADLINE_SECONDS = 10;
/** A change to or from summer time, for schedules of hours or days. */
const SUMMER_TIME_SECONDS = 3_600;
/** The time a controller needs at the worst. */
const SLACK_SECONDS = 900;
/** The same, where it may start a run for some seconds only. */
const SHORT_SLACK_SECONDS = 60;

/**
 * `late`: the moment to begin was past the deadline. `many`: over a hundred were missed, which old controllers do not get over.
 * `silent`: nothing says why.
 */
type Way = 'late' | 'many' | 'silent';

const WAYS: Readonly<Record<string, Way>> = {
  MissSchedule: 'late',
  TooManyMissedTimes: 'many',
  // Before 1.21.
  FailedNeedsStart: 'many',
};

interface Missed {
  readonly way: Way;
  readonly quotes: readonly Quote[];
}

/** What the controller said since the last run began. */
function told(
  { status }: Workload,
  events: FactValues['ownerEvents'],
): Missed | undefined {
  const last = parseTime(status.lastScheduleTime) ?? -Infinity;
  const i = newestEvent(
    events,
    ({ reason = '', lastSeen }) =>
      Object.hasOwn(WAYS, reason) && (parseTime(lastSeen) ?? 0) > last,
  );
  const way = WAYS[events[i ?? -1]?.reason ?? ''];
  return way && { way, quotes: quoteOf('ownerEvents', events, `${i}.message`) };
}

const isShort = (deadline: number = Infinity) =>
  deadline <= LEAST_DEADLINE_SECONDS;

/** Zones that know no summer time; without a zone it is the controller's, of which nothing is known. */
const isWithoutSummer = (zone: string = '') =>
  /^(?:Etc\/)?(?:UTC|GMT)$/i.test(zone);

/** Seconds for which nothing kept a run from being started: with `Forbid` the run before has to be over. */
function freeSince(
  { spec, status }: Workload,
  owners: FactValues['owners'],
  now: number,
  since: number,
): number {
  if (spec.concurrencyPolicy !== 'Forbid') return since;
  if ((status.active ?? 0) > 0) return 0;
  const ends = runsOf(owners).map(({ job }) => endOf(job) ?? -Infinity);
  const last = Math.max(
    parseTime(status.lastSuccessfulTime) ?? -Infinity,
    ...ends,
  );
  return Math.min(since, (now - last) / 1000);
}

/** Whether a run is missing for certain, by the schedule alone: one comes in any stretch as long as its longest pause, in any time zone. */
function isMissing({ spec }: Workload, free: number): boolean {
  const { longest } = rhythm(spec.schedule ?? '') ?? {};
  if (longest === undefined) return false;
  const slack = isShort(spec.startingDeadlineSeconds)
    ? SHORT_SLACK_SECONDS
    : SLACK_SECONDS;
  const isSteady =
    longest < SUMMER_TIME_SECONDS || isWithoutSummer(spec.timeZone);
  return free > longest + slack + (isSteady ? 0 : SUMMER_TIME_SECONDS);
}

function missedBy(
  self: Workload,
  ownerEvents: Fact<FactValues['ownerEvents']>,
  free: number,
): Missed | undefined {
  const said =
    ownerEvents.status === 'ok' ? told(self, ownerEvents.value) : undefined;
  if (said) return said;
  // Of a run whose moment has passed before it was seen, nothing is said.
  const way = isShort(self.spec.startingDeadlineSeconds) ? 'late' : 'silent';
  return isMissing(self, free) ? { way, quotes: [] } : undefined;
}

interface Told {
  readonly way: Way;
  readonly deadline?: number;
}

function whyInWords({ way, deadline }: Told): Text {
  if (way === 'many') {
    return both(
      'More than a hundred runs were missed since the last: the controller was away that long, the CronJob was suspended, or its schedule was changed. Kubernetes before 1.21 then starts none any more, later versions only say so.',
      '自上一次以来错过了一百多次运行：控制器长时间不可用、CronJob 曾被挂起，或计划被修改。1.21 之前的 Kubernetes 此后不再启动任何运行，较新版本只是提示。',
    );
  }
  if (way === 'silent') {
    return both(
      'Nothing says why. The controller of CronJobs (in kube-controller-manager) does not run, cannot make the jobs, or the CronJob was suspended until lately.',
      '没有任何信息说明原因。可能是 CronJob 控制器（在 kube-controller-manager 中）没有运行、无法创建 Job，或该 CronJob 直到最近才取消挂起。',
    );
  }
  if (deadline !== undefined && isShort(deadline)) {
    return both(
      `A run has to begin within ${deadline} s of its time (startingDeadlineSeconds), but the controller may take ten seconds or more to notice that it is due: then it leaves the run out and says nothing.`,
      `运行必须在预定时间后 ${deadline} 秒内开始（startingDeadlineSeconds），但控制器可能需要十秒或更久才能发现到期：此时会直接跳过该次运行，且没有任何提示。`,
    );
  }
  const allowed = duration(deadline ?? 0);
  return both(
    `It could not begin within ${allowed.en} of its time (startingDeadlineSeconds): the controller was away or busy, the CronJob was suspended then, or a run before was still at work.`,
    `它未能在预定时间后 ${allowed.zh}内开始（startingDeadlineSeconds）：当时控制器不可用或繁忙、CronJob 被挂起，或上一次运行尚未结束。`,
  );
}

/** What to change about the moment until which a run may begin. */
function deadlineInWords(deadline: number | undefined): Text {
  return isShort(deadline)
    ? both(
        'Raise startingDeadlineSeconds to a minute or more, or leave it out.',
        '将 startingDeadlineSeconds 提高到一分钟以上，或不设置它。',
      )
    : both(
        'Set startingDeadlineSeconds to as late as a run may still begin: only runs missed within it are counted then.',
        '将 startingDeadlineSeconds 设为可接受的最晚启动时间：只会统计该时间内错过的运行。',
      );
}

export default defineCause({
  id: 'cron-job-misses-runs',
  state: 'workload',
  title: both(
    'Runs of the CronJob are not started',
    'CronJob 没有按时启动运行',
  ),
  severity: 'warning',
  since: '0.2.0',
  // A CronJob counts as running, whether it starts anything or not.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'ownerEvents'],
  covers: [
    'controller/cronjob-MissSchedule',
    'controller/cronjob-TooManyMissedTimes',
  ],
  detect({ subject, owners, ownerEvents, now }) {
    const workload = workloadOf(subject, owners, 'CronJob');
    if (!workload || workload.self.spec.suspend) return [];
    const { self, owners: all } = workload;
    const { startingDeadlineSeconds: deadline, schedule = '' } = self.spec;
    const { lastScheduleTime } = self.status;
    const from = lastScheduleTime ?? self.metadata.creationTimestamp;
    const since = secondsSince(from, now) ?? 0;
    const free = freeSince(self, all, now, since);
    const missed = missedBy(self, ownerEvents, free);
    if (!missed) return [];
    return [
      {
        // What hinders the controller, where it is known, says more.
        givesWay: missed.way === 'silent',
        data: {
          ...workloadPlace(subject),
          way: missed.way,
          schedule,
          since,
          isFirst: lastScheduleTime === undefined,
          ...(deadline !== undefined && { deadline }),
        },
        quotes: [
          ...missed.quotes,
          ...quoteOwner(all, 0, 'spec.schedule', 'status.lastScheduleTime'),
          ...quoteOwner(all, 0, 'spec.startingDeadlineSeconds'),
        ],
      },
    ];
  },
  explain(data) {
    const { name, schedule, since, isFirst } = data;
    const long = duration(since);
    return {
      what: both(
        `CronJob “${name}” did not start a run that was due: its schedule is “${schedule}”, and ${
          isFirst
            ? `none has begun since it was made ${long.en} ago`
            : `the last began ${long.en} ago`
        }.`,
        `CronJob“${name}”没有启动到期的运行：其计划为“${schedule}”，${
          isFirst
            ? `自 ${long.zh}前创建以来从未开始过`
            : `上一次开始于 ${long.zh}前`
        }。`,
      ),
      why: whyInWords(data),
    };
  },
  steps({ namespace, name, way, deadline }) {
    return [
      {
        text: both(
          'Start a run by hand if its work cannot wait.',
          '如果任务不能等待，请手动运行一次。',
        ),
        command: kubectl(
          namespace,
          'create',
          'job',
          `${name.slice(0, 45)}-by-hand`,
          `--from=cronjob/${name}`,
        ),
      },
      ...(way === 'silent'
        ? [
            {
              text: both(
                'Ask your platform team whether kube-controller-manager runs, and what its log says of this CronJob.',
                '请平台团队确认 kube-controller-manager 是否运行，以及其日志中关于该 CronJob 的内容。',
              ),
            },
          ]
        : [
            {
              text: deadlineInWords(deadline),
              command: kubectl(namespace, 'edit', 'cronjob', name),
              link: `${CRON_JOBS}#starting-deadline`,
            },
          ]),
    ];
  },
});
