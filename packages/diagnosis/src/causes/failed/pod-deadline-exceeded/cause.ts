import {
  both,
  defineCause,
  duration,
  listEn,
  listZh,
  parseTime,
  quoteOf,
} from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { longPull, pullInWords, SHORTER_PULL } from '../../shared/pullTime';

/** What the container was doing when time was up: its end shows which still ran. */
const STOPPED = new Set([137, 143]);

export default defineCause({
  id: 'pod-deadline-exceeded',
  state: 'failed',
  title: both(
    'The pod ran longer than it may (activeDeadlineSeconds)',
    'Pod 运行超过了允许的时间（activeDeadlineSeconds）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['owners', 'events'],
  beats: ['crashing/*', 'not-ready/*'],
  covers: [
    'terminated/DeadlineExceeded',
    'podstatus/DeadlineExceeded',
    'kubelet-pod/event/DeadlineExceeded',
  ],
  detect({ pod, owners, events, subject, now }) {
    if (pod.status.reason !== 'DeadlineExceeded') return [];
    const { activeDeadlineSeconds: limit } = pod.spec;
    const stopped = pod.status.containerStatuses.filter(({ state }) =>
      STOPPED.has(state?.terminated?.exitCode ?? 0),
    );
    const ends = pod.status.containerStatuses.flatMap(
      ({ state }) => parseTime(state?.terminated?.finishedAt) ?? [],
    );
    const start = parseTime(pod.status.startTime);
    const job =
      owners.status === 'ok'
        ? owners.value.find(({ kind }) => kind === 'Job')
        : undefined;
    const hasStarted = pod.status.containerStatuses.some(
      ({ state }) => state?.terminated?.startedAt,
    );
    const until = limit !== undefined && start ? start + limit * 1000 : now;
    const slow = longPull('events', events, until, limit);
    return [
      {
        data: {
          ...placeOf(subject),
          stopped: stopped.flatMap(({ name }) => name ?? []),
          hasStarted,
          ...(limit !== undefined && { limit }),
          ...(start &&
            ends.length > 0 && { ran: (Math.max(...ends) - start) / 1000 }),
          ...slow.told,
          ...(job && { job: job.metadata.name ?? '' }),
        },
        quotes: [
          ...quoteOf('pod', pod, 'status.reason'),
          ...quoteOf('pod', pod, 'status.message'),
          ...quoteOf('pod', pod, 'spec.activeDeadlineSeconds'),
          ...slow.quotes,
        ],
      },
    ];
  },
  explain({ pod, limit, stopped, hasStarted, pull }) {
    const most = limit === undefined ? undefined : duration(limit);
    const names = stopped.map(name => `“${name}”`);
    const what = both(
      `Pod “${pod}” was ended, because it was active for longer than it may${
        most ? ` (${most.en})` : ''
      }.`,
      `Pod“${pod}”运行超过了允许的时间${
        most ? `（${most.zh}）` : ''
      }，因此被终止。`,
    );
    const slow = pull ? pullInWords(pull, limit ?? 0) : both('', '');
    if (!hasStarted) {
      return {
        what,
        why: both(
          `The time counts from the moment a node takes the pod; no container ever got to run, so it was spent on pulling, mounting or waiting.${slow.en}`,
          `计时从节点接受 Pod 开始；没有容器真正运行过，因此时间花在了拉取镜像、挂载卷或等待上。${slow.zh}`,
        ),
      };
    }
    return {
      what,
      why: both(
        `Its time limit (activeDeadlineSeconds) passed${
          names.length > 0 ? ` while ${listEn(names)} still worked` : ''
        }: the work takes longer than planned, or hangs. Such a pod is not started again.${
          slow.en
        }`,
        `时间上限（activeDeadlineSeconds）到期${
          names.length > 0 ? `时${listZh(names)}仍在工作` : ''
        }：任务比预计更久，或已卡住。这样的 Pod 不会重新启动。${slow.zh}`,
      ),
    };
  },
  steps({ limit, job, pull }) {
    return [
      ...(pull ? [{ text: SHORTER_PULL }] : []),
      {
        text: both(
          'Read the log: did the work make progress until the end, or did it hang?',
          '查看日志：任务直到最后是否仍有进展，还是已卡住？',
        ),
        action: 'logs',
      },
      {
        text: both(
          `Raise activeDeadlineSeconds${
            limit === undefined ? '' : ` above ${limit}`
          }${
            job ? ` of job “${job}”` : ''
          } if the work needs it, or split the work.`,
          `如果任务确实需要更久，请调大${
            job ? `任务“${job}”的` : ''
          } activeDeadlineSeconds${
            limit === undefined ? '' : `（当前 ${limit}）`
          }，或拆分任务。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
      },
    ];
  },
});
