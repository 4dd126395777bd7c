import type { Quote, Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  needed,
  newestEvent,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Pod } from '../../../facts/objects';
import { finalizersToo } from '../../shared/finalizers';
import { kubectl, placeOf } from '../../shared/kubectl';
import type { NodeOfPod } from '../../shared/nodeOfPod';
import { nodeCondition, nodeOfPod } from '../../shared/nodeOfPod';
import { STAYS, leave, stayQuotes, staysForEver } from './stays';

/** Taints that say more of a silent node. */
const TAINTS = {
  unreachable: 'node.kubernetes.io/unreachable',
  'out-of-service': 'node.kubernetes.io/out-of-service',
  shutdown: 'node.cloudprovider.kubernetes.io/shutdown',
} as const;

const EXTRA: Readonly<Record<string, Text>> = {
  'out-of-service': both(
    ' Those who run the cluster have declared the machine dead.',
    '集群管理员已宣布该机器不可用。',
  ),
  shutdown: both(
    ' The cloud says that the machine is switched off.',
    '云平台显示该机器已关机。',
  ),
};

/** That a node is lost, with what tells it. */
interface Lost {
  /** When it was last known to answer. */
  readonly since?: string;
  readonly extra?: string;
  readonly quotes: readonly Quote[];
}

function byNode(on: NodeOfPod): Lost | undefined {
  const ready = nodeCondition(on, 'Ready');
  if (ready?.condition.status !== 'Unknown') return undefined;
  const taints = Object.entries(TAINTS).flatMap(([name, key]) => {
    const t = on.node.spec.taints.findIndex(taint => taint.key === key);
    return t === -1 ? [] : [{ name, at: `${on.at}.spec.taints.${t}.key` }];
  });
  const extra = taints.find(({ name }) => name in EXTRA)?.name;
  const { lastTransitionTime } = ready.condition;
  return {
    ...(lastTransitionTime && { since: lastTransitionTime }),
    ...(extra && { extra }),
    quotes: [
      ...quoteOf('nodes', on.nodes, `${ready.at}.message`),
      ...quoteOf('nodes', on.nodes, `${ready.at}.status`),
      ...taints.flatMap(({ at }) => quoteOf('nodes', on.nodes, at)),
    ],
  };
}

const isReady = ({ status }: Pod) =>
  status.conditions.some(
    ({ type, status: value }) => type === 'Ready' && value === 'True',
  );

/** What the pod itself tells when the nodes may not be read. */
function byPod(pod: Pod, events: Fact<FactValues['events']>): Lost | undefined {
  if (pod.status.reason === 'NodeLost') {
    return {
      quotes: [
        ...quoteOf('pod', pod, 'status.reason'),
        ...quoteOf('pod', pod, 'status.message'),
      ],
    };
  }
  if (events.status !== 'ok' || isReady(pod)) return undefined;
  // The node controller turns Ready to False and writes this; only the kubelet can turn it back.
  const i = newestEvent(
    events.value,
    ({ reason, message }) =>
      reason === 'NodeNotReady' && /node is not ready/i.test(message ?? ''),
  );
  const event = events.value[i ?? -1];
  const { containerStatuses } = pod.status;
  const claimsReady =
    containerStatuses.length > 0 &&
    containerStatuses.every(({ ready }) => ready);
  if (!event || !claimsReady || pod.spec.readinessGates?.length)
    return undefined;
  return {
    ...(event.lastSeen && { since: event.lastSeen }),
    quotes: quoteOf('events', events.value, `${i}.message`),
  };
}

/** The last the node said of the pod's containers, before it fell silent. */
const lastSaid = (pod: Pod) =>
  pod.status.containerStatuses.flatMap(({ state }, k) =>
    state?.running
      ? quoteOf('pod', pod, `status.containerStatuses.${k}.ready`)
      : [],
  );

/** Whether what the pod shows would be the same if its kubelet had fallen silent: it does not say itself what ails it. */
function mayBeSilent(pod: Pod): boolean {
  const { containerStatuses, initContainerStatuses } = pod.status;
  const speaks = [...initContainerStatuses, ...containerStatuses].some(
    ({ state, ready }) =>
      (state?.waiting?.reason ?? 'ContainerCreating') !== 'ContainerCreating' ||
      (state?.running && ready === false),
  );
  return (
    pod.metadata.deletionTimestamp !== undefined || !(isReady(pod) || speaks)
  );
}

function sinceInWords(silent: number | undefined): Text {
  if (silent === undefined) return both('', '');
  const { en, zh } = duration(silent);
  return both(` for ${en}`, ` ${zh}`);
}

export default defineCause({
  id: 'node-lost',
  state: 'terminating',
  title: both('The node does not answer any more', '节点失联'),
  severity: 'critical',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod'],
  mayRead: ['nodes', 'events'],
  beats: [
    'terminating/*',
    'failed/*',
    'pending/*',
    'waiting/*',
    'crashing/*',
    'not-ready/*',
    'running-but-wrong/*',
    'workload/*',
  ],
  covers: [
    'node/Ready-unknown',
    'node/Ready-never',
    'node/terminating-node-unreachable',
    'node/event-NodeNotReady-pod',
    'node/event-NodeControllerEviction',
    'node/phase-Unknown',
    'condition/Ready-NodeNotReady',
    'taint/unreachable',
    'taint/out-of-service',
    'taint/cloud-shutdown',
    'podstatus/NodeLost',
  ],
  detect({ pod, nodes, events, subject, now }) {
    const { nodeName } = pod.spec;
    const { phase } = pod.status;
    const isOver = phase === 'Succeeded' || phase === 'Failed';
    if (nodeName === undefined || isOver) return [];
    const on = nodeOfPod(pod, nodes);
    const lost = on ? byNode(on) : byPod(pod, events);
    if (!lost) {
      if (!on && mayBeSilent(pod)) needed('nodes', nodes);
      return [];
    }
    const due = parseTime(pod.metadata.deletionTimestamp);
    const silent = secondsSince(lost.since, now);
    const stays = staysForEver(pod);
    return [
      {
        data: {
          ...placeOf(subject),
          node: nodeName,
          stays,
          isOwned: Boolean(pod.metadata.ownerReferences?.length),
          isTerminating: due !== undefined,
          isOverdue: due !== undefined && due < now,
          finalizers: pod.metadata.finalizers ?? [],
          ...(silent !== undefined && { silent: Math.round(silent) }),
          ...(lost.extra && { extra: lost.extra }),
        },
        quotes: [
          ...lost.quotes,
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
          ...(stays ? stayQuotes(pod) : []),
        ],
        contradictions: lastSaid(pod),
      },
    ];
  },
  explain(data) {
    const { node, stays, isTerminating, isOverdue } = data;
    const { silent, extra, finalizers } = data;
    const never = stays ? STAYS : both('', '');
    const held = finalizersToo(isTerminating ? finalizers : []);
    const since = sinceInWords(silent);
    const more = EXTRA[extra ?? ''] ?? both('', '');
    const ended = isTerminating
      ? both(
          ` Kubernetes marked the pod for deletion${
            isOverdue ? ', and waits for the node to confirm it' : ''
          }${held.en}.`,
          `Kubernetes 已将该 Pod 标记为删除${
            isOverdue ? '，正在等待节点确认' : ''
          }${held.zh}。`,
        )
      : both('', '');
    return {
      what: both(
        `The pod’s node “${node}” has not answered${since.en}.${ended.en}`,
        `Pod 所在的节点“${node}”已失联${since.zh}。${ended.zh}`,
      ),
      why: both(
        `The machine is down, cut off or overloaded.${more.en} Nobody can say whether the program still runs there: what the pod shows of its containers is from before.${never.en}`,
        `机器可能已宕机、断网或过载。${more.zh}无法得知程序是否仍在那里运行：Pod 显示的容器状态是失联之前的。${never.zh}`,
      ),
    };
  },
  steps({ namespace, pod, node, isOverdue, stays, isOwned }) {
    return [
      {
        text: both(
          `Let your platform team know that node “${node}” is lost; when it comes back, this clears up by itself.`,
          `通知平台团队节点“${node}”已失联；节点恢复后会自动恢复正常。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/architecture/nodes/#condition',
      },
      {
        text: both(
          'Check that the other pods of the service carry the load meanwhile.',
          '确认该服务的其他 Pod 能承担负载。',
        ),
      },
      ...(stays ? leave(namespace, pod, isOwned) : []),
      ...(isOverdue
        ? [
            {
              text: both(
                'Force the deletion only when the machine is surely off: otherwise the program may still run, and two of it may write to the same data.',
                '只有确认机器已关机时才强制删除：否则程序可能仍在运行，两个实例可能同时写入相同数据。',
              ),
              command: kubectl(
                namespace,
                'delete',
                'pod',
                pod,
                '--grace-period=0',
                '--force',
              ),
            },
          ]
        : []),
    ];
  },
});
