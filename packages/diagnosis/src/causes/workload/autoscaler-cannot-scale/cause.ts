import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import type { WorkloadPlace } from '../../shared/workload';
import { quoteOwner, workloadOf, workloadPlace } from '../../shared/workload';
import type { Problem } from './complaint';
import { complaintOf } from './complaint';

const AUTOSCALING =
  'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/';
/** "missing request for cpu in container app of Pod web-1"; before 1.29 only the resource. */
const REQUEST =
  /missing request for ([a-z-]{1,64})(?: in container (\S{1,63})(?: of Pod (\S{1,253}))?)?/;

const WHY: Readonly<Record<Problem, Text>> = {
  request: both(
    'The target is a share of what containers request, and one of them requests nothing of it: there is nothing to reckon a share of. Each pod that the selector finds counts: an injected sidecar in them, or a pod of something else with the same labels (a test, a finished job).',
    '目标值是容器请求量的百分比，而其中有容器没有设置该请求，因此无法计算。选择器匹配到的每个 Pod 都会计入：可能是注入的 sidecar，也可能是带有相同标签的其他 Pod（测试或已结束的 Job）。',
  ),
  'metrics-api': both(
    'Nothing answers for the metrics it goes by: metrics-server, or the adapter that serves custom or external metrics, is not installed or does not run.',
    '它所依据的指标没有服务响应：metrics-server 或提供自定义/外部指标的适配器没有安装或没有运行。',
  ),
  'no-metrics': both(
    'The metrics are served, but hold nothing of these pods: they are not ready, too young, or do not report the metric of that name.',
    '指标服务正常，但没有这些 Pod 的数据：它们未就绪、刚刚启动，或没有上报该名称的指标。',
  ),
  target: both(
    'What it should scale (scaleTargetRef) does not exist under that kind, version and name, or may not be scaled.',
    '它要扩缩的对象（scaleTargetRef）在该类型、版本和名称下不存在，或不支持扩缩容。',
  ),
  selector: both(
    'Its pods are also those of another autoscaler, or cannot be found by the target’s selector: two would pull at the same pods, so neither does.',
    '它的 Pod 同时属于另一个自动扩缩器，或无法通过目标的选择器找到：为避免互相冲突，都不会执行。',
  ),
  limit: both(
    'The load asks for more pods than it may make (maxReplicas). That is a limit you set, not a fault of the autoscaler; the pods there are carry the rest.',
    '负载需要的 Pod 数超过了允许的上限（maxReplicas）。这是所设置的限制而非故障，多出的负载由现有 Pod 承担。',
  ),
  other: both(
    'The cluster’s own words are among the evidence.',
    '集群给出的原文见证据。',
  ),
};

type Given = Pick<WorkloadPlace, 'namespace'> & {
  readonly target: string;
  readonly resource?: string | undefined;
};

const reporting = ({ namespace, target }: Given): Step => ({
  text: both(
    `Check that the pods of ${target} run and report metrics.`,
    `确认 ${target} 的 Pod 正常运行并上报指标。`,
  ),
  command: kubectl(namespace, 'top', 'pods'),
});

const FIRST_STEP: Readonly<Record<Problem, (given: Given) => Step>> = {
  request: ({ namespace, resource = 'cpu' }) => ({
    text: both(
      'Look which pod has none, and set resources.requests for that resource in each container; give pods that are not meant other labels.',
      '找出没有该请求的 Pod，并为每个容器设置该资源的 resources.requests；不该计入的 Pod 请改用其他标签。',
    ),
    command: kubectl(
      namespace,
      'get',
      'pods',
      '-o',
      `custom-columns=POD:.metadata.name,REQUESTS:.spec.containers[*].resources.requests.${resource},LABELS:.metadata.labels`,
    ),
    link: `${AUTOSCALING}#how-does-a-horizontalpodautoscaler-work`,
  }),
  'metrics-api': () => ({
    text: both(
      'Ask your platform team whether metrics-server, or the adapter of these metrics, runs: the service behind the API shows as not available here.',
      '请平台团队确认 metrics-server 或该指标的适配器是否运行：下面的命令会显示不可用的 API 服务。',
    ),
    command: 'kubectl get apiservices',
  }),
  target: ({ namespace }) => ({
    text: both(
      'Compare kind, apiVersion and name in scaleTargetRef with what is there.',
      '将 scaleTargetRef 中的 kind、apiVersion 和 name 与现有对象对比。',
    ),
    command: kubectl(namespace, 'get', 'deployments,statefulsets'),
  }),
  selector: ({ namespace }) => ({
    text: both(
      'List the autoscalers of the namespace: each workload may have one, and no two workloads the same selector.',
      '列出命名空间中的自动扩缩器：每个工作负载只能有一个，且工作负载之间的选择器不能相同。',
    ),
    command: kubectl(namespace, 'get', 'hpa'),
  }),
  limit: () => ({
    text: both(
      'Raise maxReplicas if the cluster has room and what the pods call can take it.',
      '如果集群有余量且下游能承受，请提高 maxReplicas。',
    ),
  }),
  'no-metrics': reporting,
  other: reporting,
};

export default defineCause({
  id: 'autoscaler-cannot-scale',
  state: 'workload',
  title: both('The autoscaler cannot scale', '自动扩缩器无法扩缩容'),
  severity: 'warning',
  since: '0.2.0',
  // An autoscaler wants no pods itself, which counts as completed.
  alsoWhenHealthy: true,
  reads: [],
  mayRead: ['owners', 'ownerEvents'],
  covers: ['controller/hpa'],
  detect({ subject, owners, ownerEvents, now }) {
    const workload = workloadOf(subject, owners, 'HorizontalPodAutoscaler');
    if (!workload) return [];
    const { self, owners: all } = workload;
    const complaint = complaintOf(self, all, ownerEvents, now);
    if (!complaint) return [];
    const { problem, message, quotes } = complaint;
    const { scaleTargetRef, maxReplicas } = self.spec;
    const [, resource, container, pod] =
      REQUEST.exec(message.slice(0, 4096)) ?? [];
    const { kind = '', name = '' } = scaleTargetRef ?? {};
    return [
      {
        severity:
          problem === 'limit' ? ('info' as const) : ('warning' as const),
        data: {
          ...workloadPlace(subject),
          problem,
          target: name === '' ? 'the workload' : `${kind} “${name}”`.trim(),
          ...(maxReplicas !== undefined && { maxReplicas }),
          ...(resource !== undefined && { resource }),
          ...(container !== undefined && { container }),
          ...(pod !== undefined && { pod }),
        },
        quotes: [
          ...quotes,
          ...quoteOwner(all, 0, 'spec.scaleTargetRef.name', 'spec.maxReplicas'),
        ],
      },
    ];
  },
  explain({ name, problem, target, maxReplicas, resource, container, pod }) {
    const which = resource
      ? both(
          ` Missing is a request for ${resource}${
            container ? ` in container “${container}”` : ''
          }${pod ? ` of pod “${pod}”` : ''}.`,
          `缺少${pod ? `Pod“${pod}”的` : ''}${
            container ? `容器“${container}”的` : ''
          } ${resource} 请求。`,
        )
      : both('', '');
    const why = WHY[problem];
    return {
      what:
        problem === 'limit'
          ? both(
              `Autoscaler “${name}” keeps ${target} at its most${
                maxReplicas === undefined ? '' : `, ${maxReplicas} pods`
              }, and would make more.`,
              `自动扩缩器“${name}”已将 ${target} 扩到上限${
                maxReplicas === undefined ? '' : `（${maxReplicas} 个 Pod）`
              }，仍需要更多。`,
            )
          : both(
              `Autoscaler “${name}” leaves ${target} at the number of pods it has, whatever the load.`,
              `无论负载如何，自动扩缩器“${name}”都无法调整 ${target} 的 Pod 数量。`,
            ),
      why: both(`${why.en}${which.en}`, `${why.zh}${which.zh}`),
    };
  },
  steps({ namespace, name, problem, target, resource }) {
    return [
      FIRST_STEP[problem]({ namespace, target, resource }),
      {
        text: both(
          'Read the conditions and events of the autoscaler.',
          '查看自动扩缩器的状态条件和事件。',
        ),
        command: kubectl(namespace, 'describe', 'hpa', name),
      },
    ];
  },
});
