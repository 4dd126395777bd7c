import {
  both,
  count,
  defineCause,
  duration,
  parseTime,
  troubleInWords,
  troublesIn,
} from '../../../engine';
import type { Pod, Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import {
  failureOf,
  isFailedAttempt,
  isOver,
  runsOf,
  startOf,
} from '../../shared/job';
import { kubectl } from '../../shared/kubectl';
import { readLog } from '../../shared/lookFirst';
import { quoteOwner, workloadOf, workloadPlace } from '../../shared/workload';

/** A run may begin so long after its time. */
const START_MS = 60_000;

const isOf =
  ({ metadata: { name } }: Workload) =>
  (pod: Pod) =>
    isFailedAttempt(pod) &&
    (pod.metadata.ownerReferences ?? []).some(one => one.name === name);

/** The last run that is over, if it failed; with how many before it failed too, one after the other. */
function lastFailure({ status }: Workload, owners: FactValues['owners']) {
  const runs = runsOf(owners);
  const [last, ...before] = runs.filter(({ job }) => isOver(job));
  const failure = last && failureOf(last.job);
  if (!last || !failure) return undefined;
  const scheduled = parseTime(status.lastScheduleTime) ?? -Infinity;
  const newest = runs[0] ? startOf(runs[0].job) : -Infinity;
  // A later run is not kept any more: nobody knows how it ended.
  if (scheduled > newest + START_MS) return undefined;
  const good = before.findIndex(({ job }) => failureOf(job) === undefined);
  const earlier = good === -1 ? before.length : good;
  return { ...last, failure, inARow: earlier + 1, hasGood: good !== -1 };
}

export default defineCause({
  id: 'cron-job-last-run-failed',
  state: 'workload',
  title: both('The last run of the CronJob failed', 'CronJob 的上一次运行失败'),
  severity: 'warning',
  since: '0.2.0',
  // Between two runs a CronJob counts as running.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'siblings'],
  covers: [],
  detect({ subject, owners, siblings, now }) {
    const workload = workloadOf(subject, owners, 'CronJob');
    const last = workload && lastFailure(workload.self, workload.owners);
    if (!last) return [];
    const { job, k, failure, inARow, hasGood } = last;
    const { lastSuccessfulTime } = workload.self.status;
    const succeeded = parseTime(lastSuccessfulTime);
    const failed = parseTime(failure.lastTransitionTime);
    if (succeeded && failed && succeeded > failed) return [];
    const pods = siblings.status === 'ok' ? siblings.value : [];
    const found = troublesIn('siblings', pods, now, isOf(job));
    const { quotes = [], ...troubles } = found ?? {};
    const isNever = !hasGood && succeeded === undefined && inARow > 1;
    const at = `status.conditions.${failure.i}`;
    return [
      {
        severity: isNever ? ('critical' as const) : ('warning' as const),
        ...('pod' in troubles && { podAtFault: troubles.pod }),
        data: {
          ...workloadPlace(subject),
          job: job.metadata.name ?? '',
          reason: failure.reason ?? 'Failed',
          inARow,
          ...(failed !== undefined && { ago: (now - failed) / 1000 }),
          ...(succeeded !== undefined && { good: (now - succeeded) / 1000 }),
          ...('pod' in troubles && { troubles }),
        },
        quotes: [
          ...quoteOwner(workload.owners, k, `${at}.reason`, `${at}.type`),
          ...quoteOwner(workload.owners, 0, 'status.lastSuccessfulTime'),
          ...quotes,
        ],
      },
    ];
  },
  explain({ name, job, reason, inARow, ago, good, troubles }) {
    const when = ago === undefined ? undefined : duration(ago);
    const well = good === undefined ? undefined : duration(good);
    const trouble = troubles
      ? troubleInWords(troubles)
      : both('Its pods are gone.', '它的 Pod 已不存在。');
    return {
      what: both(
        `The last run of CronJob “${name}”, job “${job}”, failed${
          when ? ` ${when.en} ago` : ''
        } (${reason})${
          inARow > 1 ? `, as did the ${count(inARow - 1, 'run')} before it` : ''
        }.`,
        `CronJob“${name}”的上一次运行（Job“${job}”）${
          when ? `在 ${when.zh}前` : ''
        }失败（${reason}）${
          inARow > 1 ? `，此前连续 ${inARow - 1} 次也失败` : ''
        }。`,
      ),
      why: both(
        `${trouble.en} ${
          well
            ? `The last success was ${well.en} ago.`
            : 'No success of it is known.'
        } The next run starts at its time all the same.`,
        `${trouble.zh}${
          well ? `上一次成功是在 ${well.zh}前。` : '没有已知的成功记录。'
        }下一次运行仍会按时开始。`,
      ),
    };
  },
  steps({ namespace, name, job, troubles }) {
    return [
      troubles
        ? readLog(namespace, troubles)
        : {
            text: both(
              'Read the events of the failed job.',
              '查看失败的 Job 的事件。',
            ),
            command: kubectl(namespace, 'describe', 'job', job),
          },
      {
        text: both(
          'Start a run by hand once the reason is gone, instead of waiting for the next.',
          '原因消除后手动运行一次，不必等待下一次。',
        ),
        command: kubectl(
          namespace,
          'create',
          'job',
          `${name.slice(0, 45)}-by-hand`,
          `--from=cronjob/${name}`,
        ),
      },
    ];
  },
});
