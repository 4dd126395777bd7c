import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  memo,
  nearest,
  quoteOf,
} from '../../../engine';
import type { KubeNode, Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';
import { placedPeers, selectorText } from '../../shared/podRules';

/** A rule "only beside such a pod", and what there is of such pods. */
interface Rule {
  readonly labels: string;
  readonly topologyKey: string;
  /** Pods placed that the rule means; absent when the pods are not known. */
  readonly peers?: number;
  /** Nodes they run on. */
  readonly on: readonly string[];
  /** A label value that pods do have, nearly the one asked for. */
  readonly near?: string;
  /** Set when no node has the label that the rule groups nodes by. */
  readonly noTopology: boolean;
}

/** The values pods have of each label, found as they are asked for. */
const labelValues = memo(
  (_: readonly Pod[]) => new Map<string, ReadonlySet<string>>(),
);

function valuesOf(key: string, pods: readonly Pod[]): ReadonlySet<string> {
  const known = labelValues(pods);
  const values =
    known.get(key) ??
    new Set(pods.flatMap(({ metadata }) => metadata.labels?.[key] ?? []));
  known.set(key, values);
  return values;
}

/** For a rule by a single label that no pod has: the value that was probably meant. */
function nearLabel(
  labels: Readonly<Record<string, string>>,
  pods: readonly Pod[],
): string | undefined {
  for (const [key, value] of Object.entries(labels)) {
    const have = valuesOf(key, pods);
    if (have.has(value)) continue;
    const near = nearest(value, have);
    if (near !== undefined) return `${key}=${near}`;
  }
  return undefined;
}

function rulesOf(
  { spec, metadata }: Pod,
  pods: readonly Pod[] | undefined,
  nodes: readonly KubeNode[] | undefined,
): Rule[] {
  const terms =
    spec.affinity?.podAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.map(term => {
    const peers = pods && placedPeers(term, metadata.namespace ?? '', pods);
    const { topologyKey = '' } = term;
    const near =
      pods && peers?.length === 0
        ? nearLabel(term.labelSelector?.matchLabels ?? {}, pods)
        : undefined;
    return {
      labels: selectorText(term.labelSelector),
      topologyKey,
      on: [...new Set((peers ?? []).flatMap(one => one.spec.nodeName ?? []))]
        .sort()
        .slice(0, 5),
      noTopology:
        nodes !== undefined &&
        nodes.every(node => node.metadata.labels?.[topologyKey] === undefined),
      ...(peers && { peers: peers.length }),
      ...(near !== undefined && { near }),
    };
  });
}

function ruleInWords({
  labels,
  topologyKey,
  peers,
  on,
  near,
  noTopology,
}: Rule): Text {
  if (noTopology) {
    return both(
      ` No node has the label ${topologyKey}, by which the rule groups nodes.`,
      `没有节点带有规则用来分组的标签 ${topologyKey}。`,
    );
  }
  if (peers === 0) {
    const meant = near
      ? both(` Did you mean ${near}?`, `是否应为 ${near}？`)
      : both('', '');
    return both(
      ` No pod with ${labels} is placed on any node.${meant.en}`,
      `没有任何已调度的 Pod 带有 ${labels}。${meant.zh}`,
    );
  }
  return on.length > 0
    ? both(
        ` Pods with ${labels} run on ${listEn(
          on,
        )}, and the pod may not go there for another reason.`,
        `带有 ${labels} 的 Pod 运行在 ${listZh(
          on,
        )} 上，但由于其他原因无法调度到那里。`,
      )
    : both('', '');
}

export default defineCause({
  id: 'unschedulable-pod-affinity',
  state: 'pending',
  title: both(
    'It must run beside a pod that is nowhere it can go',
    '它必须与某个 Pod 同处，但没有可用的位置',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'namespacePods', 'scheduledPods'],
  covers: ['scheduler/ipa-affinity'],
  detect({ pod, events, nodes, namespacePods, scheduledPods, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'affinity');
    if (!hit) return [];
    const known = [scheduledPods, namespacePods].find(
      fact => fact.status === 'ok',
    );
    const rules = rulesOf(
      pod,
      known?.status === 'ok' ? known.value : undefined,
      nodes.status === 'ok' ? nodes.value : undefined,
    );
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          count: hit.count,
          rules,
        },
        quotes: [
          ...hit.said.quotes,
          ...rules.flatMap((_, r) =>
            quoteOf(
              'pod',
              pod,
              `spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution.${r}.topologyKey`,
            ),
          ),
        ],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, count: some, rules }) {
    const labels = rules.map(one => one.labels).filter(Boolean);
    const said = rules.map(ruleInWords);
    return {
      what: both(
        `The pod may only run beside pods with ${
          listEn(labels) || 'certain labels'
        }, and ${some}${nodes > 0 ? ` of ${count(nodes, 'node')}` : ''} ${
          some === 1 ? 'is' : 'are'
        } ruled out by that.${said.map(({ en }) => en).join('')}`,
        `Pod 只能与带有 ${listZh(labels) || '特定标签'} 的 Pod 同处，${
          nodes > 0 ? `${nodes} 个节点中` : ''
        }有 ${some} 个因此不可用。${said.map(({ zh }) => zh).join('')}`,
      ),
      why: both(
        'Its required pod affinity is a condition, not a wish: without such a pod in the same node group (topologyKey) there is no place for it.',
        '必需的 Pod 亲和性（podAffinity）是硬性条件：同一拓扑域（topologyKey）中没有这样的 Pod，就没有可用位置。',
      ),
    };
  },
  steps({ namespace, rules }) {
    const [first] = rules;
    return [
      {
        text: both(
          'Look where the pods it must be beside run, and whether they run at all.',
          '查看它必须同处的 Pod 在哪里运行、是否在运行。',
        ),
        command: first?.labels
          ? kubectl(namespace, 'get', 'pods', '-o', 'wide', '-l', first.labels)
          : kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      },
      {
        text: both(
          'Start that service first, or correct the labels, namespace or topologyKey of the rule.',
          '先启动那个服务，或改正规则中的标签、命名空间或 topologyKey。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
      },
      {
        text: both(
          'Make it a preference (preferredDuringScheduling…) if being near is only an advantage.',
          '如果同处只是更好而非必须，请改为偏好规则（preferredDuringScheduling…）。',
        ),
      },
    ];
  },
});
