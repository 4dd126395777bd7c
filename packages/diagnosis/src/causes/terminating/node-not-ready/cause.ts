import type { Severity, Text } from '../../../engine';
import {
  both,
  containersOf,
  defineCause,
  duration,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { nodeCondition, nodeOfPod } from '../../shared/nodeOfPod';

/** Why a kubelet calls its node not ready, by its own words; what explains others stands first. */
const REASONS = [
  ['shutdown', /shutting down/i],
  [
    'runtime',
    /runtime is down|runtime not ready|runtime status check|RuntimeReady=false/i,
  ],
  ['pleg', /PLEG is not healthy|pleg (?:was last seen|has yet)/i],
  [
    'network',
    /network (?:not|is not) ready|NetworkReady=false|NetworkPluginNotReady|cni/i,
  ],
  ['storage', /CSINode|csi node/i],
  ['capacity', /missing node capacity|out of disk|disk pressure/i],
] as const;
type Reason = (typeof REASONS)[number][0] | 'other';

const WORDS: Readonly<Record<Reason, Text>> = {
  shutdown: both('the machine is shutting down', '机器正在关机'),
  runtime: both('its container runtime does not work', '容器运行时无法工作'),
  pleg: both(
    'its container runtime answers too slowly (PLEG)',
    '容器运行时响应过慢（PLEG）',
  ),
  network: both(
    'the pod network (CNI) is not set up on it',
    'Pod 网络（CNI）尚未就绪',
  ),
  storage: both(
    'its storage drivers are not registered yet (CSINode)',
    '存储驱动尚未注册（CSINode）',
  ),
  capacity: both(
    'it does not know its own resources or has none left',
    '无法获知自身资源或资源耗尽',
  ),
  other: both('its kubelet says so', '由其 kubelet 报告'),
};

/** The newest event of the node on a part of it that failed to start. */
function setupFailed(nodeEvents: Fact<FactValues['nodeEvents']>) {
  if (nodeEvents.status !== 'ok') return [];
  const i = newestEvent(nodeEvents.value, ({ reason = '' }) =>
    /^(?:KubeletSetupFailed|FailedNodeAllocatableEnforcement)$/.test(reason),
  );
  return quoteOf('nodeEvents', nodeEvents.value, `${i}.message`);
}

/** Waits and ends for a reason of the pod's own, which an unready node does not explain. */
const OWN_FAULT =
  /^(?:ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|CreateContainerConfigError|CrashLoopBackOff)$/;

/** How much an unready node matters to the pod: less where the pod serves still, or has a fault of its own. */
function severityFor(pod: Pod): Severity {
  const isPodReady = pod.status.conditions.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  const hasOwnFault = containersOf(pod).some(({ status }) =>
    OWN_FAULT.test(status.state?.waiting?.reason ?? ''),
  );
  return isPodReady || hasOwnFault ? 'warning' : 'critical';
}

export default defineCause({
  id: 'node-not-ready',
  state: 'terminating',
  title: both('The node says that it is not ready', '节点报告自身未就绪'),
  severity: 'critical',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod', 'nodes'],
  mayRead: ['nodeEvents'],
  beats: [
    'sandbox-not-created',
    'not-ready/*',
    'evicted-by-taint',
    'node-network-unavailable',
  ],
  covers: [
    'node/Ready-KubeletNotReady',
    'node/Ready-runtime',
    'node/Ready-pleg',
    'node/Ready-capacity',
    'node/Ready-csinode',
    'node/Ready-shutdown',
    'node/event/NodeNotReady',
    'node/event/KubeletSetupFailed',
    'node/event/FailedNodeAllocatableEnforcement',
    'taint/not-ready',
  ],
  detect({ pod, nodes, nodeEvents, subject, now }) {
    const { phase } = pod.status;
    if (phase === 'Succeeded' || phase === 'Failed') return [];
    const on = nodeOfPod(pod, { status: 'ok', value: nodes });
    const ready = on && nodeCondition(on, 'Ready');
    if (!on || ready?.condition.status !== 'False') return [];
    const { message = '', lastTransitionTime } = ready.condition;
    const said = message.slice(0, 8192);
    const reason: Reason =
      REASONS.find(([, pattern]) => pattern.test(said))?.[0] ?? 'other';
    const lasts = secondsSince(lastTransitionTime, now);
    return [
      {
        severity: severityFor(pod),
        data: {
          ...placeOf(subject),
          node: on.node.metadata.name ?? '',
          reason,
          ...(lasts !== undefined && { lasts }),
        },
        quotes: [
          ...quoteOf('nodes', nodes, `${ready.at}.message`),
          ...quoteOf('nodes', nodes, `${ready.at}.reason`),
          ...quoteOf('nodes', nodes, `${ready.at}.status`),
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...setupFailed(nodeEvents),
        ],
      },
    ];
  },
  explain({ node, reason, lasts }) {
    const since = lasts === undefined ? undefined : duration(lasts);
    const words = WORDS[reason];
    return {
      what: since
        ? both(
            `The pod’s node “${node}” has been not ready for ${since.en}: ${words.en}.`,
            `Pod 所在的节点“${node}”未就绪已 ${since.zh}：${words.zh}。`,
          )
        : both(
            `The pod’s node “${node}” is not ready: ${words.en}.`,
            `Pod 所在的节点“${node}”未就绪：${words.zh}。`,
          ),
      why: both(
        'On such a node containers are neither started nor ended reliably; Kubernetes counts its pods as not ready, and moves them elsewhere after five minutes by default.',
        '这样的节点无法可靠地启动或终止容器；Kubernetes 将其上的 Pod 视为未就绪，默认五分钟后迁移到其他节点。',
      ),
    };
  },
  steps({ node }) {
    return [
      {
        text: both(
          `Let your platform team know that node “${node}” is not ready; when it recovers, this clears up by itself.`,
          `通知平台团队节点“${node}”未就绪；节点恢复后会自动恢复正常。`,
        ),
        command: `kubectl describe node ${node}`,
        link: 'https://kubernetes.io/docs/concepts/architecture/nodes/#condition',
      },
      {
        text: both(
          'Check that the other pods of the service carry the load meanwhile.',
          '确认该服务的其他 Pod 能承担负载。',
        ),
      },
    ];
  },
});
