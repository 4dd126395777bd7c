import {
  both,
  count,
  defineCause,
  duration,
  parseTime,
  troubleInWords,
  troublesIn,
} from '../../../engine';
import { longPull, pullInWords, SHORTER_PULL } from '../../shared/pullTime';
import { failureOf, isMadeUpFor, startOf } from '../../shared/job';
import { kubectl } from '../../shared/kubectl';
import {
  quoteOwner,
  resourceOf,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';

/** Where the limit and the start stand. */
const LIMIT_AT = ['spec.activeDeadlineSeconds', 'status.startTime'] as const;

export default defineCause({
  id: 'job-deadline-exceeded',
  state: 'workload',
  title: both('The job ran out of time', 'Job 超过了时限'),
  severity: 'critical',
  since: '0.2.0',
  reads: [],
  mayRead: ['owners', 'siblings', 'podEvents'],
  covers: ['controller/job-DeadlineExceeded'],
  detect({ subject, owners, siblings, podEvents, now }) {
    const workload = workloadOf(subject, owners, 'Job');
    const failure = workload && failureOf(workload.self);
    if (!workload || failure?.reason !== 'DeadlineExceeded') return [];
    const { self, owners: all } = workload;
    if (isMadeUpFor(failure, all)) return [];
    const pods = siblings.status === 'ok' ? siblings.value : [];
    const { quotes = [], ...troubles } =
      troublesIn('siblings', pods, now) ?? {};
    const ended = parseTime(failure.lastTransitionTime);
    const { activeDeadlineSeconds: allowed, completions = 1 } = self.spec;
    const until = ended ?? now;
    const slow = longPull('podEvents', podEvents, until, allowed);
    const at = `status.conditions.${failure.i}`;
    return [
      {
        data: {
          ...workloadPlace(subject),
          ...(allowed !== undefined && { allowed }),
          ...(ended !== undefined && { ran: (ended - startOf(self)) / 1000 }),
          succeeded: self.status.succeeded ?? 0,
          failed: self.status.failed ?? 0,
          completions,
          ...slow.told,
          ...('pod' in troubles && { troubles }),
        },
        quotes: [
          ...quoteOwner(all, 0, `${at}.reason`, `${at}.message`),
          ...quoteOwner(all, 0, ...LIMIT_AT),
          ...slow.quotes,
          ...quotes,
        ],
      },
    ];
  },
  explain(data) {
    const { name, allowed, ran, succeeded, failed, completions } = data;
    const { troubles, pull } = data;
    const most = allowed === undefined ? undefined : duration(allowed);
    const long = ran === undefined ? undefined : duration(ran);
    const trouble = troubles ? troubleInWords(troubles) : undefined;
    const slow = pull ? pullInWords(pull, allowed ?? 0) : both('', '');
    const stopped = both(
      failed > 0
        ? `The limit counts from the start of the job over all attempts, pauses and waits for a node and image included; ${count(
            failed,
            'pod',
          )} failed or ${failed === 1 ? 'was' : 'were'} stopped.`
        : 'The limit counts from the start of the job over all attempts, waits for a node and an image included; its pods were stopped and removed.',
      failed > 0
        ? `时限从 Job 启动时算起，包含所有重试、等待节点和拉取镜像的时间；有 ${failed} 个 Pod 失败或被停止。`
        : '时限从 Job 启动时算起，包含所有重试、等待节点和拉取镜像的时间；其 Pod 已被停止并删除。',
    );
    return {
      what: both(
        `Job “${name}” was ended${
          long ? ` after ${long.en}` : ''
        }: it may take ${
          most ? most.en : 'only so long'
        } in all (activeDeadlineSeconds), and ${succeeded} of ${completions} runs were done.`,
        `Job“${name}”${long ? `运行 ${long.zh}后` : ''}被终止：其总时限${
          most ? `为 ${most.zh}` : '已到'
        }（activeDeadlineSeconds），完成了 ${succeeded}/${completions} 次。`,
      ),
      why: both(
        `${stopped.en}${slow.en}${trouble ? ` ${trouble.en}` : ''}`,
        `${stopped.zh}${slow.zh}${trouble ? trouble.zh : ''}`,
      ),
    };
  },
  steps(data) {
    const { namespace, name, pull } = data;
    return [
      ...(pull ? [{ text: SHORTER_PULL }] : []),
      {
        text: both(
          'Read in the events when its pods were made and started: time lost there is not the program’s.',
          '在事件中查看 Pod 何时创建和启动：在那里消耗的时间与程序无关。',
        ),
        command: kubectl(namespace, 'describe', resourceOf(data)),
      },
      {
        text: both(
          'Compare the limit with how long a good run takes, and raise activeDeadlineSeconds if it is too short.',
          '将时限与正常运行所需时间对比，如果过短则提高 activeDeadlineSeconds。',
        ),
        link: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
      },
      {
        text: both(
          'Delete the job and apply it again: one that has failed is not tried again.',
          '删除 Job 并重新应用：失败的 Job 不会再重试。',
        ),
        command: kubectl(namespace, 'delete', 'job', name),
      },
    ];
  },
});
