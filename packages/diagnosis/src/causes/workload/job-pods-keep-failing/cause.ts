import {
  both,
  count,
  defineCause,
  troubleInWords,
  troublesIn,
} from '../../../engine';
import { BACKOFF_LIMIT, isFailedAttempt, isOver } from '../../shared/job';
import { kubectl } from '../../shared/kubectl';
import { readLog } from '../../shared/lookFirst';
import {
  quoteOwner,
  resourceOf,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';

export default defineCause({
  id: 'job-pods-keep-failing',
  state: 'workload',
  title: both('Attempts of the job fail', 'Job 的尝试失败'),
  severity: 'warning',
  since: '0.2.0',
  reads: [],
  mayRead: ['owners', 'siblings'],
  beats: ['workload-pods-not-ready'],
  covers: [],
  detect({ subject, owners, siblings, now }) {
    const workload = workloadOf(subject, owners, 'Job');
    if (!workload || isOver(workload.self)) return [];
    const { self, owners: all } = workload;
    const { failed = 0, active = 0, succeeded = 0 } = self.status;
    if (failed === 0 || self.spec.suspend) return [];
    const pods = siblings.status === 'ok' ? siblings.value : [];
    const found =
      troublesIn('siblings', pods, now, isFailedAttempt) ??
      troublesIn('siblings', pods, now);
    const { quotes = [], ...troubles } = found ?? {};
    return [
      {
        ...('pod' in troubles && { podAtFault: troubles.pod }),
        data: {
          ...workloadPlace(subject),
          failed,
          active,
          succeeded,
          completions: self.spec.completions ?? 1,
          limit: self.spec.backoffLimit ?? BACKOFF_LIMIT,
          ...('pod' in troubles && { troubles }),
        },
        quotes: [
          ...quoteOwner(all, 0, 'status.failed', 'spec.backoffLimit'),
          ...quotes,
        ],
      },
    ];
  },
  explain(data) {
    const { name, failed, active, succeeded, completions, limit } = data;
    const trouble = data.troubles
      ? troubleInWords(data.troubles)
      : both('Its failed pods are gone.', '失败的 Pod 已不存在。');
    const left = Math.max(0, limit + 1 - failed);
    return {
      what: both(
        `Job “${name}” is not done: ${count(
          failed,
          'pod',
        )} of it failed, ${succeeded} of ${completions} succeeded, ${active} ${
          active === 1 ? 'runs' : 'run'
        } now.`,
        `Job“${name}”尚未完成：${failed} 个 Pod 失败，${succeeded}/${completions} 个成功，当前有 ${active} 个在运行。`,
      ),
      why: both(
        `${
          trouble.en
        } The job makes a new pod after each failure, at growing intervals; after ${count(
          left,
          'more failure',
        )} it is given up (backoffLimit ${limit}).`,
        `${trouble.zh}每次失败后 Job 会以递增的间隔创建新的 Pod；再失败 ${left} 次就会放弃（backoffLimit 为 ${limit}）。`,
      ),
    };
  },
  steps(data) {
    const { namespace, troubles } = data;
    return [
      troubles
        ? readLog(namespace, troubles)
        : {
            text: both('Read the events of the job.', '查看 Job 的事件。'),
            command: kubectl(namespace, 'describe', resourceOf(data)),
          },
      {
        text: both(
          'Let it go on if the failure was a passing one: the next attempt comes by itself.',
          '如果失败是暂时的，可让其继续：下一次尝试会自动进行。',
        ),
      },
    ];
  },
});
