import type { Step, Text } from '../../../engine';
import { both, defineCause, duration, secondsSince } from '../../../engine';
import type { Workload } from '../../../facts/objects';
import { isOver } from '../../shared/job';
import { kubectl } from '../../shared/kubectl';
import {
  conditionOf,
  quoteOwner,
  resourceOf,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';

/** Jobs of a queue of Kueue carry its name; the queue decides when they start. */
const QUEUE = 'kueue.x-k8s.io/queue-name';
/** A queue may keep a job this long before it is worth a warning. */
const QUEUE_SECONDS = 600;

/** Who holds it back: a queue, what made the job, or a person. */
function holderOf({ metadata }: Workload) {
  const queue = metadata.labels?.[QUEUE];
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  const isManaged = owner?.kind !== undefined && owner.kind !== 'CronJob';
  return {
    ...(queue && { queue }),
    ...(isManaged && { owner: `${owner.kind} ${owner.name ?? ''}`.trim() }),
  };
}

function byInWords({ queue, owner }: ReturnType<typeof holderOf>): Text {
  if (queue) {
    return both(
      `It waits in the queue “${queue}” of Kueue, which starts it when the queue has room for it.`,
      `它在 Kueue 队列“${queue}”中排队，队列有足够配额时会自动启动。`,
    );
  }
  return owner
    ? both(
        `${owner}, which made it, decides when it starts.`,
        `由创建它的 ${owner} 决定何时启动。`,
      )
    : both(
        'Someone asked for it (spec.suspend), and nothing starts until that is taken back.',
        '这是人为设置的（spec.suspend），取消之前不会启动任何运行。',
      );
}

function queueSteps(namespace: string): Step[] {
  return [
    {
      text: both(
        'List what waits in the queue, and why.',
        '列出队列中等待的任务及原因。',
      ),
      command: kubectl(namespace, 'get', 'workloads.kueue.x-k8s.io'),
    },
    {
      text: both(
        'Lower what the job asks for, or ask your platform team for more quota in that queue.',
        '降低 Job 的资源请求，或请平台团队增加该队列的配额。',
      ),
    },
  ];
}

export default defineCause({
  id: 'job-suspended',
  state: 'workload',
  title: both(
    'It is suspended: nothing is started',
    '已挂起，不会启动任何运行',
  ),
  severity: 'info',
  since: '0.2.0',
  // A suspended CronJob wants nothing, which counts as completed.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners'],
  covers: ['controller/job-Suspended'],
  detect({ subject, owners, now }) {
    const workload = workloadOf(subject, owners, 'Job', 'CronJob');
    if (!workload?.self.spec.suspend || isOver(workload.self)) return [];
    const { self, owners: all } = workload;
    const suspended = conditionOf(self, 'Suspended');
    const holder = holderOf(self);
    const since = secondsSince(
      suspended?.lastTransitionTime ?? self.metadata.creationTimestamp,
      now,
    );
    const last = secondsSince(self.status.lastScheduleTime, now);
    const isLate = holder.queue !== undefined && (since ?? 0) > QUEUE_SECONDS;
    const i = suspended?.i;
    return [
      {
        severity: isLate ? ('warning' as const) : ('info' as const),
        data: {
          ...workloadPlace(subject),
          ...holder,
          ...(self.kind === 'Job' && since !== undefined && { since }),
          ...(last !== undefined && { last }),
        },
        quotes: [
          ...quoteOwner(all, 0, 'spec.suspend'),
          ...quoteOwner(all, 0, `status.conditions.${i}.reason`),
          ...quoteOwner(all, 0, `metadata.labels.${QUEUE}`),
        ],
      },
    ];
  },
  explain({ kind, name, queue, owner, since, last }) {
    const long = since === undefined ? undefined : duration(since);
    const ago = last === undefined ? undefined : duration(last);
    return {
      what: both(
        `${kind} “${name}” is suspended${long ? ` for ${long.en}` : ''}${
          ago ? `; its last run began ${ago.en} ago` : ''
        }.`,
        `${kind}“${name}”${long ? `已挂起 ${long.zh}` : '处于挂起状态'}${
          ago ? `；上一次运行始于 ${ago.zh}前` : ''
        }。`,
      ),
      why: byInWords({ ...(queue && { queue }), ...(owner && { owner }) }),
    };
  },
  steps(data) {
    const { namespace, queue, owner } = data;
    if (queue) return queueSteps(namespace);
    if (owner) {
      return [
        {
          text: both(
            `Look at ${owner}: it says when the job may start.`,
            `查看 ${owner}：它决定 Job 何时可以启动。`,
          ),
          command: kubectl(namespace, 'describe', resourceOf(data)),
        },
      ];
    }
    return [
      {
        text: both(
          'Resume it if it should run. Runs of a CronJob that were left out may then start at once.',
          '如果应当运行，请恢复。CronJob 错过的运行可能会立即补上一次。',
        ),
        command: kubectl(
          namespace,
          'patch',
          resourceOf(data),
          '-p',
          '{"spec":{"suspend":false}}',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension',
      },
    ];
  },
});
