import type { Text } from '../../../engine';
import {
  both,
  containersOf,
  count,
  defineCause,
  newestEvent,
  quoteOf,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';

type Obstacle =
  | 'runtime-class'
  | 'addresses'
  | 'network'
  | 'pause-image'
  | 'other';

const OBSTACLES: readonly (readonly [Obstacle, RegExp])[] = [
  [
    'runtime-class',
    /no runtime for "|RuntimeClass|failed to find runtime handler/,
  ],
  [
    'addresses',
    /no IP addresses available|failed to (?:assign|allocate|request) .{0,20}(?:IP|address)|No more addresses|unable to allocate IP/i,
  ],
  ['pause-image', /failed to get sandbox image/],
  [
    'network',
    /\bCNI\b|\bcni\b|network for sandbox|networkPlugin|network sandbox|netplugin|plugin type=/,
  ],
];

const WHY: Readonly<Record<Obstacle, Text>> = {
  'runtime-class': both(
    'The pod asks for a runtime class (runtimeClassName) that this node does not offer.',
    'Pod 指定的运行时类（runtimeClassName）在该节点上不可用。',
  ),
  addresses: both(
    'The network of the node has no free address for another pod.',
    '节点的网络没有空闲地址可分配给新的 Pod。',
  ),
  network: both(
    'The network plugin (CNI) of the node failed or is not running.',
    '节点的网络插件（CNI）出错或未运行。',
  ),
  'pause-image': both(
    'The node cannot pull the small image that each pod is built around (the pause image).',
    '节点无法拉取每个 Pod 都需要的基础镜像（pause）。',
  ),
  other: both(
    'The container runtime of the node refused; its own words are in the evidence.',
    '节点的容器运行时拒绝创建，原文见证据。',
  ),
};

/** Nothing of the pod runs or ran, so it still waits for its sandbox. */
function waitsForSandbox(pod: Pod): boolean {
  const containers = containersOf(pod);
  return (
    pod.spec.nodeName !== undefined &&
    pod.status.phase !== 'Failed' &&
    containers.every(({ status: { state, lastState } }) => {
      const isNew = !state?.running && !state?.terminated;
      const reason = state?.waiting?.reason ?? 'ContainerCreating';
      const waits =
        reason === 'ContainerCreating' || reason === 'PodInitializing';
      return isNew && waits && !lastState?.terminated;
    })
  );
}

export default defineCause({
  id: 'sandbox-not-created',
  state: 'waiting',
  title: both(
    'The node cannot build the pod’s sandbox',
    '节点无法创建 Pod 沙箱',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod', 'events'],
  covers: [
    'kubelet-sandbox/event/FailedCreatePodSandBox',
    'sandbox/runtime-handler',
    'sandbox/runtimeclass',
    'sandbox/cni-setup',
    'sandbox/cni-plugin-add',
    'sandbox/cni-find',
    'sandbox/cni-uninit',
    'sandbox/cni-crio-missing',
    'sandbox/cni-crio-add',
    'sandbox/cni/ip-hostlocal',
    'sandbox/cni/ip-aws',
    'sandbox/cni/ip-azure',
    'sandbox/pause-image',
  ],
  detect({ pod, events, subject }) {
    if (pod.metadata.deletionTimestamp || !waitsForSandbox(pod)) return [];
    const i = newestEvent(
      events,
      // Kubelets before 1.21 wrote `Failed create pod sandbox`; the reason was always the same.
      ({ reason }) => reason === 'FailedCreatePodSandBox',
    );
    const event = i === undefined ? undefined : events[i];
    if (!event) return [];
    const message = (event.message ?? '').slice(0, 8192);
    const obstacle = OBSTACLES.find(([, pattern]) => pattern.test(message));
    const runtime = /no runtime for "([^"]{1,253})"/.exec(message)?.[1];
    const { runtimeClassName } = pod.spec;
    const times = events
      .filter(({ reason }) => reason === 'FailedCreatePodSandBox')
      .reduce((sum, one) => sum + one.count, 0);
    return [
      {
        data: {
          ...placeOf(subject),
          obstacle: obstacle?.[0] ?? ('other' as const), // literal type of Obstacle
          node: pod.spec.nodeName ?? '',
          times,
          ...(runtime !== undefined && { runtime }),
          ...(runtimeClassName !== undefined && { runtimeClassName }),
        },
        quotes: [
          ...quoteOf('events', events, `${i}.message`),
          ...quoteOf('pod', pod, 'spec.runtimeClassName'),
        ],
      },
    ];
  },
  explain({ node, times, obstacle, runtime, runtimeClassName }) {
    const named =
      obstacle === 'runtime-class' && runtime
        ? both(
            ` Class “${runtimeClassName}” wants the runtime “${runtime}”.`,
            ` 类“${runtimeClassName}”需要运行时“${runtime}”。`,
          )
        : both('', '');
    return {
      what: both(
        `No container of the pod can start: node “${node}” failed ${count(
          times,
          'time',
        )} to build the sandbox (network and namespaces) they live in.`,
        `Pod 的所有容器都无法启动：节点“${node}”已 ${times} 次未能创建它们所在的沙箱（网络与命名空间）。`,
      ),
      why: both(
        `${WHY[obstacle].en}${named.en}`,
        `${WHY[obstacle].zh}${named.zh}`,
      ),
    };
  },
  steps({ node, obstacle, runtimeClassName }) {
    return [
      obstacle === 'runtime-class' && runtimeClassName
        ? {
            text: both(
              `Remove or correct runtimeClassName “${runtimeClassName}” in the manifest, unless your platform team told you to use it.`,
              `除非平台团队要求，请删除或改正清单中的 runtimeClassName“${runtimeClassName}”。`,
            ),
            link: 'https://kubernetes.io/docs/concepts/containers/runtime-class/',
          }
        : {
            text: both(
              'Wait a few minutes: Kubernetes tries again by itself, and a node that has just joined needs time for its network.',
              '等待几分钟：Kubernetes 会自动重试，刚加入的节点需要时间准备网络。',
            ),
          },
      {
        text: both(
          'See in the events whether it still fails and with which words.',
          '在事件中查看是否仍在失败及其原文。',
        ),
        action: 'events',
      },
      {
        text: both(
          `Let your platform team know: the fault lies with node “${node}”, not with your service.`,
          `联系平台团队：问题在节点“${node}”，不在您的服务。`,
        ),
      },
    ];
  },
});
