import type { Quote, Severity, Text } from '../../../engine';
import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  isReplaced,
  newestEvent,
  nextPodInWords,
  quoteOf,
  theNode,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { nodeOfPod } from '../../shared/nodeOfPod';
import { graceLeft, leftInWords } from '../../shared/overdue';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';

/** Who evicts, by the events those tools write. */
const TOOLS = [
  ['autoscaler', /^ScaleDown$/, /node scale down/i],
  ['vpa', /^EvictedByVPA$|^EvictedPod$/, /VPA/],
  ['descheduler', /^Descheduled$/, /descheduler/i],
  ['karpenter', /^Evicted$/, /^Evicted pod/],
] as const;
type Tool = (typeof TOOLS)[number][0] | 'drain' | 'unknown';

const TOOL_WORDS: Readonly<Record<Tool, Text>> = {
  autoscaler: both(
    'The autoscaler of the cluster does it: the node is little used and will be removed.',
    '由集群自动扩缩容发起：节点利用率低，将被移除。',
  ),
  karpenter: both(
    'The autoscaler of the cluster does it: the node will be replaced or removed.',
    '由集群自动扩缩容发起：节点将被替换或移除。',
  ),
  vpa: both(
    'The vertical pod autoscaler does it: the next pod comes with other requests.',
    '由垂直自动扩缩容（VPA）发起：新的 Pod 将使用新的资源请求。',
  ),
  descheduler: both(
    'The descheduler of the cluster does it, to spread pods better over the nodes.',
    '由 descheduler 发起，目的是让 Pod 在节点间分布更合理。',
  ),
  drain: both(
    'The node is closed to new pods (cordoned): it is being emptied (drained), for an upgrade or for maintenance.',
    '节点已停止接受新 Pod（cordon），正在被清空（drain），以便升级或维护。',
  ),
  unknown: both(
    'A person or a tool asked for it, as when a node is emptied (drained) for an upgrade or for maintenance.',
    '由人员或工具发起，例如为升级或维护清空节点（drain）。',
  ),
};

function toolOf(events: Fact<FactValues['events']>): [Tool, Quote[]] {
  if (events.status !== 'ok') return ['unknown', []];
  for (const [tool, reason, message] of TOOLS) {
    const i = newestEvent(
      events.value,
      event =>
        reason.test(event.reason ?? '') && message.test(event.message ?? ''),
    );
    if (i !== undefined)
      return [tool, quoteOf('events', events.value, `${i}.message`)];
  }
  return ['unknown', []];
}

/** Evidence that the pod's node is cordoned. */
function cordonOf(pod: Pod, nodes: Fact<FactValues['nodes']>): Quote[] {
  const on = nodeOfPod(pod, nodes);
  return on?.node.spec.unschedulable
    ? quoteOf('nodes', on.nodes, `${on.at}.spec.unschedulable`)
    : [];
}

function severityOf(pod: Pod, isCovered: boolean): Severity {
  if (isCovered) return 'info';
  return pod.metadata.ownerReferences?.length ? 'warning' : 'critical';
}

export default defineCause({
  id: 'evicted-by-api',
  state: 'terminating',
  title: both(
    'Evicted on request, as when a node is drained',
    '应请求被驱逐（例如清空节点）',
  ),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'siblings', 'owners'],
  beats: [...CONSEQUENCES],
  covers: [
    'condition/DisruptionTarget-EvictionByEvictionAPI',
    'node/event/NodeNotSchedulable',
  ],
  detect({ pod, events, nodes, siblings, owners, subject, now }) {
    const failure = failureOf('evicted-by-api', pod, events);
    if (!failure) return [];
    const [known, told] = toolOf(events);
    const cordon = cordonOf(pod, nodes);
    const tool = known === 'unknown' && cordon.length > 0 ? 'drain' : known;
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityOf(pod, isReplaced(after)),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          tool,
          after,
          ...graceLeft(pod, events, now),
        },
        quotes: [
          ...failure.quotes,
          ...told.filter(
            ({ at }) => !failure.quotes.some(quote => quote.at === at),
          ),
          ...cordon,
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
        ],
      },
    ];
  },
  explain({ node, tool, after, left }) {
    const at = theNode(node);
    const more = leftInWords(left);
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod is deleted from ${at.en} on request (eviction).${more.en}${then.en}`,
        `Pod 正应请求从${at.zh}删除（驱逐）。${more.zh}${then.zh}`,
      ),
      why: both(
        `${TOOL_WORDS[tool].en} The program has not done wrong; disruption budgets were respected.`,
        `${TOOL_WORDS[tool].zh}程序本身没有问题，且已遵守中断预算（PodDisruptionBudget）。`,
      ),
    };
  },
  steps({ namespace, after }) {
    return [
      {
        text: nextPodInWords(after),
        command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      },
      {
        text: both(
          'Set a PodDisruptionBudget and enough replicas, if the service must not feel it.',
          '如果服务不能受影响，请设置 PodDisruptionBudget 和足够的副本数。',
        ),
        link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
      },
    ];
  },
});
