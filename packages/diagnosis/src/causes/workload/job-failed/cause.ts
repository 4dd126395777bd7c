import type { Step, Text, Troubles } from '../../../engine';
import {
  both,
  containersOf,
  count,
  defineCause,
  troubleInWords,
  troublesIn,
} from '../../../engine';
import type { Pod, Workload } from '../../../facts/objects';
import {
  BACKOFF_LIMIT,
  failureOf,
  isFailedAttempt,
  isMadeUpFor,
} from '../../shared/job';
import { kubectl } from '../../shared/kubectl';
import { readLog } from '../../shared/lookFirst';
import type { WorkloadPlace } from '../../shared/workload';
import {
  quoteOwner,
  resourceOf,
  workloadOf,
  workloadPlace,
} from '../../shared/workload';

const JOBS = 'https://kubernetes.io/docs/concepts/workloads/controllers/job/';
const RULE =
  /^Container (\S{1,63}) for pod \S{1,320} failed with exit code (-?\d{1,10}) matching (\w{1,32}) rule at index (\d{1,4})/;
const RULE_OF_CONDITION =
  /^Pod \S{1,320} has condition (\w{1,64}) matching (\w{1,32}) rule at index (\d{1,4})/;

/** How the job was given up. */
type Way = 'backoff' | 'indexes' | 'rule' | 'other';

const WAYS: Readonly<Record<string, Way>> = {
  BackoffLimitExceeded: 'backoff',
  FailedIndexes: 'indexes',
  MaxFailedIndexesExceeded: 'indexes',
  PodFailurePolicy: 'rule',
};

/** Which rule of `podFailurePolicy` was met, and by what. */
function ruleIn(message: string) {
  const text = message.slice(0, 2048);
  const [, container, exitCode, , index] = RULE.exec(text) ?? [];
  if (container !== undefined) return { container, exitCode, index };
  const [, condition, , at] = RULE_OF_CONDITION.exec(text) ?? [];
  return condition === undefined ? {} : { condition, index: at };
}

function numbersOf({ spec, status }: Workload) {
  const { failedIndexes, succeeded = 0, failed = 0 } = status;
  return {
    failed,
    succeeded,
    limit: spec.backoffLimit ?? BACKOFF_LIMIT,
    completions: spec.completions ?? 1,
    ...(failedIndexes && { indexes: failedIndexes.slice(0, 60) }),
    isGone: spec.template?.spec?.restartPolicy === 'OnFailure',
  };
}

type Told = ReturnType<typeof numbersOf> &
  ReturnType<typeof ruleIn> & { readonly name: string };

const WHAT: Readonly<Record<Way, (told: Told) => Text>> = {
  backoff: ({ name, failed, limit }) =>
    both(
      `Job “${name}” was given up: its pods failed more often than the ${count(
        limit,
        'retry',
        'retries',
      )} it is allowed (backoffLimit); ${count(failed, 'failed pod')} counted.`,
      `Job“${name}”已失败：其 Pod 的失败次数超过了允许的 ${limit} 次重试（backoffLimit），共计 ${failed} 个失败的 Pod。`,
    ),
  indexes: ({ name, succeeded, completions, indexes }) =>
    both(
      `Job “${name}” failed: ${succeeded} of ${completions} indexes were done${
        indexes ? `, index ${indexes} failed` : ''
      }.`,
      `Job“${name}”失败：${completions} 个索引中完成了 ${succeeded} 个${
        indexes ? `，失败的索引为 ${indexes}` : ''
      }。`,
    ),
  rule: ({ name, container, exitCode, condition, index }) => {
    const by = container
      ? both(
          `container “${container}” ended with exit code ${exitCode}`,
          `容器“${container}”以退出码 ${exitCode} 结束`,
        )
      : both(
          condition
            ? `a pod got the condition ${condition}`
            : 'a pod failed so',
          condition ? `有 Pod 出现了 ${condition} 状况` : '有 Pod 以此方式失败',
        );
    const at = index === undefined ? '' : ` ${index}`;
    return both(
      `Job “${name}” was given up at once: ${by.en}, for which rule${at} of its podFailurePolicy says to fail the job.`,
      `Job“${name}”立即失败：${by.zh}，其 podFailurePolicy 的规则${at} 要求此时让 Job 失败。`,
    );
  },
  other: ({ name, failed }) =>
    both(
      `Job “${name}” failed${
        failed > 0 ? `, after ${count(failed, 'pod')} of it did` : ''
      }.`,
      `Job“${name}”已失败${failed > 0 ? `，有 ${failed} 个 Pod 失败` : ''}。`,
    ),
};

/** The container that brought a failed attempt down. */
interface Culprit {
  readonly container: string;
  readonly isInit: boolean;
  /** The first word of its command, if the manifest gives one. */
  readonly program?: string;
}

/** Who it was in the pod the troubles speak of. */
function culpritOf(
  pods: readonly Pod[],
  { pod, container }: Pick<Troubles, 'pod' | 'container'>,
): Culprit | undefined {
  const one = pods.find(({ metadata }) => metadata.name === pod);
  const view = one && containersOf(one).find(({ name }) => name === container);
  if (!view || container === undefined) return undefined;
  const program = view.spec?.command?.[0];
  return {
    container,
    isInit: view.kind === 'init',
    ...(program !== undefined && { program: program.slice(0, 120) }),
  };
}

/** A sentence, with a space before it in English, on the container at fault. */
function culpritInWords(culprit: Culprit | undefined): Text {
  if (!culprit) return both('', '');
  const { container, isInit, program } = culprit;
  const of = program
    ? both(` (its command is “${program}”)`, `（命令为“${program}”）`)
    : both('', '');
  return both(
    ` It failed in ${isInit ? 'init container' : 'container'} “${container}”${
      of.en
    }.`,
    `失败发生在${isInit ? '初始化容器' : '容器'}“${container}”${of.zh}。`,
  );
}

function readEvents(namespace: string, job: WorkloadPlace): Step {
  return {
    text: both(
      'Read the events of the job, and the log of its pods where logs are collected.',
      '查看 Job 的事件，以及日志平台中其 Pod 的日志。',
    ),
    command: kubectl(namespace, 'describe', resourceOf(job)),
  };
}

export default defineCause({
  id: 'job-failed',
  state: 'workload',
  title: both('The job was given up as failed', 'Job 已失败'),
  severity: 'critical',
  since: '0.2.0',
  reads: [],
  mayRead: ['owners', 'siblings'],
  covers: [
    'controller/job-BackoffLimitExceeded',
    'controller/job-MaxFailedIndexesExceeded',
    'controller/job-FailedIndexes',
    'controller/job-PodFailurePolicy',
  ],
  detect({ subject, owners, siblings, now }) {
    const workload = workloadOf(subject, owners, 'Job');
    const failure = workload && failureOf(workload.self);
    if (!failure || failure.reason === 'DeadlineExceeded') return [];
    if (isMadeUpFor(failure, workload.owners)) return [];
    const pods = siblings.status === 'ok' ? siblings.value : [];
    const found =
      troublesIn('siblings', pods, now, isFailedAttempt) ??
      troublesIn('siblings', pods, now);
    const { quotes = [], ...troubles } = found ?? {};
    const culprit = 'pod' in troubles ? culpritOf(pods, troubles) : undefined;
    const at = `status.conditions.${failure.i}`;
    return [
      {
        ...('pod' in troubles && { podAtFault: troubles.pod }),
        data: {
          ...workloadPlace(subject),
          way: WAYS[failure.reason ?? ''] ?? ('other' as const),
          ...numbersOf(workload.self),
          ...ruleIn(failure.message ?? ''),
          ...('pod' in troubles && { troubles }),
          ...(culprit && { culprit }),
        },
        quotes: [
          ...quoteOwner(workload.owners, 0, `${at}.reason`, `${at}.message`),
          ...quoteOwner(workload.owners, 0, `${at}.type`, 'status.failed'),
          ...quoteOwner(workload.owners, 0, 'status.failedIndexes'),
          ...quotes,
        ],
      },
    ];
  },
  explain(data) {
    const { troubles, isGone } = data;
    const gone = isGone
      ? both(
          'Its pods are gone: with restartPolicy OnFailure they are removed when the job is given up.',
          '它的 Pod 已不存在：restartPolicy 为 OnFailure 时，Job 失败后 Pod 会被删除。',
        )
      : both(
          'Its pods are gone, so how they ended is not known any more.',
          '它的 Pod 已不存在，无法再得知其结束原因。',
        );
    const why = troubles ? troubleInWords(troubles) : gone;
    const where = culpritInWords(data.culprit);
    return {
      what: WHAT[data.way](data),
      why: both(
        `${why.en}${where.en} A job that has failed is not tried again.`,
        `${why.zh}${where.zh}失败的 Job 不会再重试。`,
      ),
    };
  },
  steps(data) {
    const { namespace, name, troubles, isGone, way } = data;
    return [
      troubles ? readLog(namespace, troubles) : readEvents(namespace, data),
      ...(isGone
        ? [
            {
              text: both(
                'Set restartPolicy to Never in the job’s template: its failed pods, and their logs, then stay.',
                '将 Job 模板中的 restartPolicy 设为 Never：失败的 Pod 及其日志会保留下来。',
              ),
            },
          ]
        : []),
      ...(way === 'rule'
        ? [
            {
              text: both(
                'Change that rule if such an end should be tried again.',
                '如果这种失败应当重试，请修改该规则。',
              ),
              link: `${JOBS}#pod-failure-policy`,
            },
          ]
        : []),
      {
        text: both(
          'Delete the job once the reason is gone, and apply it again: a job’s template cannot be changed.',
          '原因消除后删除 Job 并重新应用：Job 的模板不能修改。',
        ),
        command: kubectl(namespace, 'delete', 'job', name),
        link: `${JOBS}#pod-backoff-failure-policy`,
      },
    ];
  },
});
