import type { Quote, Step, Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  needed,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { rhythm } from '../../shared/cronSchedule';
import { isOver, runsOf, staleRuns, startOf } from '../../shared/job';
import { kubectl } from '../../shared/kubectl';
import { hangingRun } from './hangingRun';
import { quoteOwner, workloadOf, workloadPlace } from '../../shared/workload';

const CRON_JOBS =
  'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';
/** The controller needs a moment to start a run. */
const SLACK_SECONDS = 30;

/** The controller's own word that it left a run out; none, when it cannot be known. */
function leftOut(
  ownerEvents: Fact<FactValues['ownerEvents']>,
  isDue: boolean,
): Quote[] {
  if (ownerEvents.status !== 'ok') {
    if (isDue) needed('ownerEvents', ownerEvents);
    return [];
  }
  const events = ownerEvents.value;
  const i = newestEvent(events, ({ reason }) => reason === 'JobAlreadyActive');
  return quoteOf('ownerEvents', events, `${i}.message`);
}

/** Whether a run is at work that keeps the next from its start. */
function isHeldUp(self: Workload, owners: readonly Workload[], now: number) {
  const { concurrencyPolicy, suspend } = self.spec;
  const { active = 0 } = self.status;
  if (suspend || concurrencyPolicy !== 'Forbid' || active === 0) return false;
  // Else none is at work: see cron-job-active-stale.
  return staleRuns(self, owners, now).length < active;
}

/** How long ago the last run began, when another was due since: by the schedule, else by the controller's own word. */
function latenessOf(
  { spec: { schedule = '' }, status: { lastScheduleTime } }: Workload,
  ownerEvents: Fact<FactValues['ownerEvents']>,
  now: number,
) {
  const every = rhythm(schedule);
  const since = secondsSince(lastScheduleTime, now) ?? 0;
  const isLate = every !== undefined && since > every.longest + SLACK_SECONDS;
  const isDue = every !== undefined && since > every.shortest;
  const said = isLate ? [] : leftOut(ownerEvents, isDue);
  return isLate || said.length > 0 ? { every, since, said } : undefined;
}

interface Said {
  readonly pod?: string;
  readonly container?: string;
  readonly line?: string;
}

/** What keeps the run from its end, as far as its log tells. */
function whyLong({ pod, container, line }: Said): Text {
  return line === undefined
    ? both(
        'It may not have two runs at once (concurrencyPolicy Forbid). Either a run takes longer than the schedule grants, or this one hangs or cannot start.',
        '它不允许同时有两次运行（concurrencyPolicy 为 Forbid）。要么运行所需时间超过了间隔，要么这次运行卡住或无法启动。',
      )
    : both(
        `Container “${container}” of its pod “${pod}” still runs, and the last that its log tells of is an error: “${line}”. Most likely the run hangs since then, because its script neither ended nor went on. The CronJob may not have two runs at once (concurrencyPolicy Forbid).`,
        `其 Pod“${pod}”的容器“${container}”仍在运行，而日志最后提到的是一个错误：“${line}”。很可能这次运行此后一直卡住：脚本既没有结束也没有继续。该 CronJob 不允许同时有两次运行（concurrencyPolicy 为 Forbid）。`,
      );
}

/** For a run that hangs after an error. */
function endHanging(
  namespace: string,
  { job, line }: Said & { job?: string },
): Step[] {
  if (line === undefined || job === undefined) return [];
  return [
    {
      text: both(
        'Remove first what the log complains of; the next run meets it again.',
        '先解决日志中的错误；否则下一次运行还会遇到。',
      ),
      action: 'logs',
    },
    {
      text: both(
        `Delete the job “${job}” that hangs, if it does no more work: the next run then starts at its time.`,
        `如果卡住的 Job“${job}”已不再工作，请删除它：下一次运行会按时开始。`,
      ),
      command: kubectl(namespace, 'delete', 'job', job),
    },
    {
      text: both(
        'Let the script end with an error when one of its commands fails (set -e; of a pipe, set -o pipefail), so that a run fails instead of hanging.',
        '让脚本在任一命令失败时以错误退出（set -e；管道还需 set -o pipefail），使运行失败而不是卡住。',
      ),
    },
  ];
}

export default defineCause({
  id: 'cron-job-overlaps',
  state: 'workload',
  title: both(
    'A run takes longer than until the next is due',
    '运行时间超过了间隔，后续运行被跳过',
  ),
  severity: 'warning',
  since: '0.2.0',
  // A CronJob counts as running, whatever its runs do.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'ownerEvents', 'siblings', 'logs'],
  covers: ['controller/cronjob-JobAlreadyActive'],
  detect({ subject, owners, ownerEvents, now, ...pods }) {
    const workload = workloadOf(subject, owners, 'CronJob');
    if (!workload) return [];
    const { self, owners: all } = workload;
    if (!isHeldUp(self, all, now)) return [];
    const late = latenessOf(self, ownerEvents, now);
    if (!late) return [];
    const { every, since, said } = late;
    const run = runsOf(all)
      .filter(({ job }) => !isOver(job))
      .pop();
    const { quotes, podAtFault, ...hanging } = hangingRun(
      run?.job.metadata.name ?? '',
      { ...pods, now },
    );
    return [
      {
        ...(podAtFault !== undefined && { podAtFault }),
        data: {
          ...workloadPlace(subject),
          ...hanging,
          schedule: self.spec.schedule ?? '',
          since,
          ...(every && { every: every.shortest }),
          ...(run && {
            job: run.job.metadata.name ?? '',
            ran: (now - startOf(run.job)) / 1000,
          }),
        },
        quotes: [
          ...quoteOwner(all, 0, 'spec.concurrencyPolicy', 'spec.schedule'),
          ...quoteOwner(all, 0, 'status.lastScheduleTime'),
          ...quoteOwner(all, run?.k ?? -1, 'status.startTime'),
          ...said,
          ...quotes,
        ],
      },
    ];
  },
  explain({ name, schedule, job, ran, every, since, ...hanging }) {
    const long = duration(ran ?? since);
    const pace = every === undefined ? undefined : duration(every);
    const which = job
      ? both(` (job “${job}”)`, `（Job“${job}”）`)
      : both('', '');
    return {
      what: both(
        `CronJob “${name}” leaves out runs: the one before${
          which.en
        } still goes on after ${
          long.en
        }, and the schedule “${schedule}” asks for one ${
          pace ? `every ${pace.en}` : 'before that'
        }.`,
        `CronJob“${name}”跳过了运行：上一次运行${which.zh}已持续 ${
          long.zh
        }仍未结束，而计划“${schedule}”${
          pace ? `的间隔为 ${pace.zh}` : '要求更频繁'
        }。`,
      ),
      why: whyLong(hanging),
    };
  },
  steps({ namespace, name, job, line }) {
    return [
      {
        text: both(
          'See whether the run gets on, or hangs: look at its pods and their logs.',
          '查看这次运行是否有进展还是卡住：检查其 Pod 和日志。',
        ),
        command: job
          ? kubectl(namespace, 'describe', 'job', job)
          : kubectl(namespace, 'get', 'jobs'),
      },
      ...endHanging(namespace, {
        ...(job !== undefined && { job }),
        ...(line !== undefined && { line }),
      }),
      {
        text: both(
          'Set activeDeadlineSeconds in the job template, so that a run that hangs is ended before the next is due.',
          '在 Job 模板中设置 activeDeadlineSeconds，使卡住的运行在下一次之前被终止。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
      },
      {
        text: both(
          'Choose a longer schedule, or concurrencyPolicy Replace or Allow, if runs may take that long.',
          '如果运行确实需要这么久，请改用更长的间隔，或将 concurrencyPolicy 设为 Replace 或 Allow。',
        ),
        command: kubectl(namespace, 'edit', 'cronjob', name),
        link: `${CRON_JOBS}#concurrency-policy`,
      },
    ];
  },
});
