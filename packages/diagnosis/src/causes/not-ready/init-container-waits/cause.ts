import type { ContainerView, Step, Text } from '../../../engine';
import {
  both,
  containersOf,
  count,
  defineCause,
  duration,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import { placeOf } from '../../shared/kubectl';
import type { Waited } from './awaited';
import { waitOf, waitedInWords, waitedSteps } from './awaited';

/** Preparing data may take minutes; after this, in seconds, it is told. */
const PATIENCE_SECONDS = 180;
/** And after this it holds the service up, whatever it does. */
const TOO_LONG_SECONDS = 600;
/** Whether the template of the workload means this container as a native sidecar, which runs on beside the others. */
const isSidecarOf = (owners: Fact<FactValues['owners']>, name: string) =>
  owners.status === 'ok' &&
  owners.value.some(({ spec }) =>
    spec.template?.spec?.initContainers?.some(
      one => one.name === name && one.restartPolicy === 'Always',
    ),
  );

const LOST: Text = both(
  'In the template it is a native sidecar (restartPolicy: Always), which may run on beside the others; in the pod that field is missing. A mutating webhook built for an older Kubernetes drops fields it does not know, or the API server is older than 1.28; so it counts as a plain init container, which must end.',
  '在模板中它是原生边车（restartPolicy: Always），可以与其他容器一起运行；但 Pod 中缺少该字段。为旧版 Kubernetes 构建的 webhook 会丢弃不认识的字段，或 API 服务器早于 1.28；因此它被当作必须结束的普通初始化容器。',
);

/** Who dropped the field. */
function lostSteps(): Step[] {
  return [
    {
      text: both(
        'Find the webhooks that change pods, and update the one that drops the field; or leave these pods out of it.',
        '查找会修改 Pod 的 webhook，升级丢弃该字段的那一个，或让它不处理这些 Pod。',
      ),
      command: 'kubectl get mutatingwebhookconfigurations',
      link: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    },
    {
      text: both(
        'Check that the API server is 1.28 or later (1.29 without a feature gate).',
        '确认 API 服务器为 1.28 或更高版本（1.29 起无需特性门控）。',
      ),
      command: 'kubectl version',
    },
  ];
}

/** What it waits for, by its command and its log. */
function whyOf(line: string | undefined, waited: Waited | undefined): Text {
  const wait = waited
    ? waitedInWords(waited)
    : both(
        'This one still works, or waits for something that does not come (a database, another service, a lock).',
        '它可能仍在工作，或在等待迟迟不来的东西（数据库、其他服务、锁等）。',
      );
  return both(
    `Init containers run one after the other, each to its end. ${wait.en}${
      line ? ` Its log says: “${line}”.` : ''
    }`,
    `初始化容器逐个运行，每个都必须成功结束。${wait.zh}${
      line ? `其日志写道：“${line}”。` : ''
    }`,
  );
}

/** How long a container holds the others up, in seconds; a sidecar does until its startup probe succeeds. */
function holdsFor(
  { kind, status }: ContainerView,
  now: number,
): number | undefined {
  const holds =
    kind === 'init' || (kind === 'sidecar' && status.started === false);
  return holds
    ? secondsSince(status.state?.running?.startedAt, now)
    : undefined;
}

export default defineCause({
  id: 'init-container-waits',
  state: 'not-ready',
  title: both(
    'An init container has not finished, so nothing else starts',
    '初始化容器尚未完成，其他容器无法启动',
  ),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'owners', 'services', 'namespacePods'],
  covers: [
    'condition/Initialized-ContainersNotInitialized',
    'waiting/PodInitializing',
  ],
  detect({ pod, logs, owners, subject, now, ...known }) {
    if (pod.metadata.deletionTimestamp || pod.status.phase !== 'Pending')
      return [];
    return containersOf(pod).flatMap(container => {
      const ran = holdsFor(container, now);
      if (ran === undefined || ran < PATIENCE_SECONDS) return [];
      const i = pod.spec.initContainers.indexOf(
        container.spec ?? { name: container.name },
      );
      const wait = waitOf(pod, container, {
        ...known,
        logs,
        namespace: subject.namespace,
      });
      const total = pod.spec.initContainers.length;
      return {
        container: container.name,
        ...(ran > TOO_LONG_SECONDS && { severity: 'critical' as const }), // literal type of Severity
        data: {
          ...placeOf(subject),
          container: container.name,
          position: i + 1,
          total,
          waiting: pod.spec.containers.length + Math.max(0, total - i - 1),
          ran,
          ...(container.kind === 'init' &&
            isSidecarOf(owners, container.name) && { wasSidecar: true }),
          ...wait.told,
        },
        quotes: [
          ...quoteOf('pod', pod, `${container.at}.state.running.startedAt`),
          ...quoteOf('pod', pod, `${container.at}.name`),
          ...wait.quotes,
        ],
      };
    });
  },
  explain({ container, position, total, waiting, ran, line, ...rest }) {
    const time = duration(ran);
    return {
      what: both(
        `Init container “${container}” (${position} of ${total}) has been running for ${
          time.en
        }; ${count(waiting, 'container')} after it ${
          waiting === 1 ? 'waits' : 'wait'
        } for its end.`,
        `初始化容器“${container}”（第 ${position} 个，共 ${total} 个）已运行 ${time.zh}，其后的 ${waiting} 个容器在等待它结束。`,
      ),
      why: rest.wasSidecar ? LOST : whyOf(line, rest.waited),
    };
  },
  steps({ container, wasSidecar, waited }) {
    if (wasSidecar) return lostSteps();
    return [
      ...(waited ? waitedSteps(waited) : []),
      {
        text: both(
          `Read the log of init container “${container}”: what does it wait for?`,
          `查看初始化容器“${container}”的日志：它在等待什么？`,
        ),
        action: 'logs',
      },
      ...(waited
        ? []
        : [
            {
              text: both(
                'Check that what it waits for exists and is ready: the name of the service, its port, the state of its pods.',
                '确认它等待的对象存在且就绪：服务名称、端口及其 Pod 的状态。',
              ),
              link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-init-containers/',
            },
          ]),
      {
        text: both(
          'Give it a time limit of its own, so that it fails with a message instead of waiting for ever.',
          '为它设置超时，使其报错退出，而不是无限等待。',
        ),
      },
    ];
  },
});
