import {
  both,
  defineCause,
  duration,
  newestEvent,
  parseTime,
  quoteOf,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { failureOf, staleRuns } from '../../shared/job';
import { kubectl } from '../../shared/kubectl';
import { quoteOwner, workloadOf, workloadPlace } from '../../shared/workload';

const CRON_JOBS =
  'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';

/** The controller's own word that it holds the run for active; it is not needed. */
function saidActive(ownerEvents: Fact<FactValues['ownerEvents']>) {
  if (ownerEvents.status !== 'ok') return [];
  const events = ownerEvents.value;
  const i = newestEvent(events, ({ reason }) => reason === 'JobAlreadyActive');
  return quoteOf('ownerEvents', events, `${i}.message`);
}

export default defineCause({
  id: 'cron-job-active-stale',
  state: 'workload',
  title: both(
    'A run that has ended still counts as active',
    '已结束的运行仍被视为活动中',
  ),
  severity: 'critical',
  since: '0.2.0',
  // A CronJob counts as running, whether it starts anything or not.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'ownerEvents'],
  beats: ['cron-job-misses-runs', 'cron-job-overlaps'],
  covers: [],
  detect({ subject, owners, ownerEvents, now }) {
    const workload = workloadOf(subject, owners, 'CronJob');
    if (!workload) return [];
    const { self, owners: all } = workload;
    const { concurrencyPolicy, suspend } = self.spec;
    // Any other policy gets over it by itself.
    if (suspend || concurrencyPolicy !== 'Forbid') return [];
    const stale = staleRuns(self, all, now);
    const [last] = stale;
    if (!last) return [];
    // One that started a run since is not held up.
    if ((parseTime(self.status.lastScheduleTime) ?? 0) > last.ended) return [];
    const { job, k, ended } = last;
    const i = self.status.activeJobs?.indexOf(job.metadata.name ?? '') ?? -1;
    return [
      {
        data: {
          ...workloadPlace(subject),
          job: job.metadata.name ?? '',
          ago: (now - ended) / 1000,
          hasFailed: failureOf(job) !== undefined,
          others: stale.length - 1,
        },
        quotes: [
          ...quoteOwner(all, 0, `status.activeJobs.${i}`),
          ...quoteOwner(all, k, 'status.completionTime'),
          ...job.status.conditions.flatMap(({ type, status }, c) =>
            (type === 'Complete' || type === 'Failed') && status === 'True'
              ? quoteOwner(all, k, `status.conditions.${c}.type`)
              : [],
          ),
          ...quoteOwner(all, 0, 'spec.concurrencyPolicy'),
          ...quoteOwner(all, 0, 'status.lastScheduleTime'),
          ...saidActive(ownerEvents),
        ],
      },
    ];
  },
  explain({ name, job, ago, hasFailed, others }) {
    const long = duration(ago);
    const more = others > 0;
    return {
      what: both(
        `CronJob “${name}” starts no run any more: it still counts job “${job}” as active, which ${
          hasFailed ? 'failed' : 'completed'
        } ${long.en} ago${more ? `, and ${others} more that have ended` : ''}.`,
        `CronJob“${name}”不再启动任何运行：它仍将 Job“${job}”视为活动中，而该 Job 已在 ${
          long.zh
        }前${hasFailed ? '失败' : '完成'}${
          more ? `，另有 ${others} 个已结束的 Job 也是如此` : ''
        }。`,
      ),
      why: both(
        'Nothing of that job is at work any more. Its entry in the CronJob’s status (status.active) is stale: the CronJob controller of the cluster did not strike it off, and with concurrencyPolicy Forbid it waits for it for ever. That is a fault of the controller (often after an upgrade or a restored backup), not of the program.',
        '该 Job 已经没有任何工作在进行。CronJob 状态中的这条记录（status.active）已过时：集群的 CronJob 控制器没有将它移除，而在 concurrencyPolicy 为 Forbid 时会一直等待它。这是控制器的故障（常见于升级或从备份恢复之后），与程序无关。',
      ),
    };
  },
  steps({ namespace, name, job }) {
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
      {
        text: both(
          `Delete job “${job}”, which is over (its pods and logs go with it): the controller strikes off what no longer exists.`,
          `删除已结束的 Job“${job}”（其 Pod 和日志会一并删除）：控制器会移除已不存在的 Job 的记录。`,
        ),
        command: kubectl(namespace, 'delete', 'job', job),
      },
      {
        text: both(
          'Recreate the CronJob from its manifest if the entry stays: a new one begins with an empty status.',
          '如果记录仍然存在，请用清单重新创建该 CronJob：新对象的状态为空。',
        ),
        link: `${CRON_JOBS}#concurrency-policy`,
      },
      {
        text: both(
          'Tell your platform team: kube-controller-manager holds old jobs for active, and may need a restart or an update.',
          '告知平台团队：kube-controller-manager 将已结束的 Job 视为活动中，可能需要重启或升级。',
        ),
      },
    ];
  },
});
