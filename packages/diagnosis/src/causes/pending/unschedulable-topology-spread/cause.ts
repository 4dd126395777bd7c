import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  isSelected,
  listEn,
  listZh,
  memoAlike,
  quoteOf,
  untolerated,
} from '../../../engine';
import type { KubeNode, Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';
import { placedPeers } from '../../shared/podRules';

/** A group of nodes and how many of the pods it has. */
interface Domain {
  readonly name: string;
  readonly pods: number;
  /** Set when every node in it is closed to the pod, while it still counts. */
  readonly isClosed: boolean;
}

/** A constraint "spread evenly over", and how the pods are spread now. */
interface Constraint {
  readonly key: string;
  readonly maxSkew: number;
  /** Empty when nodes or pods are not known. */
  readonly domains: readonly Domain[];
  /** Nodes without the label. */
  readonly unlabelled: number;
}

/** Only `DoNotSchedule`, the default, keeps a pod waiting. */
const strictOf = ({ spec }: Pod) =>
  (spec.topologySpreadConstraints ?? []).flatMap((one, i) =>
    one.whenUnsatisfiable === 'ScheduleAnyway' ? [] : [{ ...one, i }],
  );

/** The groups of nodes by a label, of those that the pod selects, and whether all nodes of a group are closed to it. */
const groupsOf = memoAlike((pod, nodes, key: string) => {
  const isClosed = new Map<string, boolean>();
  const groupOf = new Map<string | undefined, string>();
  for (const node of nodes) {
    const group = node.metadata.labels?.[key];
    // Nodes that the pod does not select are no part of it (nodeAffinityPolicy Honor, the default).
    if (group === undefined || !isSelected(pod.spec, node)) continue;
    groupOf.set(node.metadata.name, group);
    const before = isClosed.get(group) ?? true;
    isClosed.set(group, before && untolerated(pod.spec, node).length > 0);
  }
  return { isClosed, groupOf };
});

function domainsOf(
  pod: Pod,
  key: string,
  nodes: readonly KubeNode[],
  peers: readonly Pod[],
): Domain[] {
  const groups = groupsOf(pod, nodes, key);
  const counts = new Map<string | undefined, number>();
  for (const { spec } of peers) {
    const group = groups.groupOf.get(spec.nodeName);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return [...groups.isClosed]
    .map(([name, isClosed]) => ({
      name,
      pods: counts.get(name) ?? 0,
      isClosed,
    }))
    .sort((a, b) => a.pods - b.pods || (a.name < b.name ? -1 : 1));
}

function constraintsOf(
  pod: Pod,
  nodes: readonly KubeNode[] | undefined,
  pods: readonly Pod[] | undefined,
): Constraint[] {
  return strictOf(pod).map(
    ({ topologyKey = '', maxSkew = 1, labelSelector }) => {
      const namespace = pod.metadata.namespace ?? '';
      const peers = pods && placedPeers({ labelSelector }, namespace, pods);
      return {
        key: topologyKey,
        maxSkew,
        domains:
          nodes && peers ? domainsOf(pod, topologyKey, nodes, peers) : [],
        unlabelled: (nodes ?? []).filter(
          ({ metadata }) => metadata.labels?.[topologyKey] === undefined,
        ).length,
      };
    },
  );
}

function constraintInWords({ key, domains, unlabelled }: Constraint): Text {
  if (domains.length === 0) {
    return unlabelled > 0
      ? both(
          ` ${count(unlabelled, 'node')} ${
            unlabelled === 1 ? 'has' : 'have'
          } no label ${key}.`,
          `有 ${unlabelled} 个节点没有标签 ${key}。`,
        )
      : both('', '');
  }
  const shown = domains
    .slice(0, 5)
    .map(({ name, pods }) =>
      both(`${pods} in “${name}”`, `“${name}”中 ${pods} 个`),
    );
  const [least] = domains;
  const closed = least?.isClosed
    ? both(
        ` The next one belongs into “${least.name}”, whose nodes are closed to it (tainted or cordoned) but still count.`,
        `下一个应放入“${least.name}”，但其节点因污点或隔离不可用，却仍参与计算。`,
      )
    : both('', '');
  return both(
    ` By ${key} there are now ${listEn(shown.map(({ en }) => en))}.${
      closed.en
    }`,
    `按 ${key} 目前分布为：${listZh(shown.map(({ zh }) => zh))}。${closed.zh}`,
  );
}

export default defineCause({
  id: 'unschedulable-topology-spread',
  state: 'pending',
  title: both(
    'Its pods would be spread too unevenly',
    '放置后 Pod 分布会过于不均（拓扑分布约束）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'namespacePods', 'scheduledPods'],
  covers: ['scheduler/pts', 'scheduler/pts-label'],
  detect({ pod, events, nodes, namespacePods, scheduledPods, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'spread');
    if (!hit) return [];
    const known = [scheduledPods, namespacePods].find(
      fact => fact.status === 'ok',
    );
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          count: hit.count,
          isUnlabelled: hit.said.reasons.some(({ text }) =>
            text.includes('missing required label'),
          ),
          constraints: constraintsOf(
            pod,
            nodes.status === 'ok' ? nodes.value : undefined,
            known?.status === 'ok' ? known.value : undefined,
          ),
        },
        quotes: [
          ...hit.said.quotes,
          ...strictOf(pod).flatMap(({ i }) => [
            ...quoteOf(
              'pod',
              pod,
              `spec.topologySpreadConstraints.${i}.topologyKey`,
            ),
            ...quoteOf(
              'pod',
              pod,
              `spec.topologySpreadConstraints.${i}.maxSkew`,
            ),
          ]),
        ],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, count: some, isUnlabelled, constraints }) {
    const said = constraints.map(constraintInWords);
    const [first] = constraints;
    const keys = constraints.map(({ key }) => key).filter(Boolean);
    return {
      what: both(
        `The pod waits for a node that keeps its service evenly spread${
          keys.length > 0 ? ` by ${listEn(keys)}` : ''
        }; ${some}${
          nodes > 0 ? ` of ${count(nodes, 'node')}` : ''
        } would not.${said.map(({ en }) => en).join('')}`,
        `Pod 在等待能使服务${
          keys.length > 0 ? `按 ${listZh(keys)} ` : ''
        }均匀分布的节点；${
          nodes > 0 ? `${nodes} 个节点中` : ''
        }有 ${some} 个不满足。${said.map(({ zh }) => zh).join('')}`,
      ),
      why: isUnlabelled
        ? both(
            'The constraint groups nodes by a label, and a node without that label is never allowed.',
            '该约束按节点标签分组，没有该标签的节点一律不可用。',
          )
        : both(
            `No group of nodes may have more than ${
              first?.maxSkew ?? 1
            } pods above the emptiest one, so the next pod must go to the emptiest; what keeps it from there keeps it waiting.`,
            `任一组节点上的 Pod 数最多只能比最少的一组多 ${
              first?.maxSkew ?? 1
            } 个，因此下一个 Pod 必须放入最少的一组；那里不可用时就只能等待。`,
          ),
    };
  },
  steps({ constraints }) {
    const [first] = constraints;
    return [
      {
        text: both(
          'Look which group of nodes is the emptiest, and what keeps the pod from it: no room, a taint, a cordon.',
          '查看哪一组节点上的 Pod 最少，以及为何不能放入：资源不足、污点或被隔离。',
        ),
        command: first?.key
          ? `kubectl get nodes -L ${first.key}`
          : 'kubectl get nodes --show-labels',
      },
      {
        text: both(
          'Set nodeTaintsPolicy to Honor if nodes with taints should not count.',
          '如果带污点的节点不应参与计算，请将 nodeTaintsPolicy 设为 Honor。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
      },
      {
        text: both(
          'Raise maxSkew, or set whenUnsatisfiable to ScheduleAnyway if an uneven spread is better than a pod less.',
          '增大 maxSkew；如果分布不均也好过少一个 Pod，请将 whenUnsatisfiable 设为 ScheduleAnyway。',
        ),
      },
    ];
  },
});
