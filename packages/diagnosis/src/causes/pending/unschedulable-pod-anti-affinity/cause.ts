import type { Quote, Step, Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  quoteOf,
} from '../../../engine';
import type { Pod, Workload } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';
import { keepingAway, placedPeers, selectorText } from '../../shared/podRules';

/** A pod that keeps this one off its node. */
interface Blocker {
  readonly pod: string;
  readonly node: string;
}

function blockerOf({ metadata, spec }: Pod): Blocker {
  return { pod: metadata.name ?? '', node: spec.nodeName ?? '' };
}

const termsOf = ({ spec }: Pod) =>
  spec.affinity?.podAntiAffinity
    ?.requiredDuringSchedulingIgnoredDuringExecution ?? [];

/** The pods that keep it away: those its own rule means, else those whose rule means it. */
function blockersOf(pod: Pod, pods: readonly Pod[]): Blocker[] {
  const namespace = pod.metadata.namespace ?? '';
  const own = termsOf(pod).flatMap(term => placedPeers(term, namespace, pods));
  const others = own.length > 0 ? own : keepingAway(pod, pods);
  return [...new Set(others)]
    .map(blockerOf)
    .sort((a, b) => (a.pod < b.pod ? -1 : 1));
}

/** Replicas asked for by what owns the pod. */
const replicasOf = (owners: readonly Workload[]) =>
  owners.map(({ spec }) => spec.replicas).find(one => one !== undefined);

/**
 * Whether a rollout may need a place more than there are replicas: of what has pods one by one, only a Deployment starts the new before
 * it stops the old, and only while it still has old ones. Source:
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
 */
function mayOverlap({ metadata }: Pod, owners: readonly Workload[]): boolean {
  const owner = owners.find(({ kind }) => kind === 'Deployment');
  // A ReplicaSet whose own owner is not known is mostly a Deployment's.
  if (!owner)
    return (
      owners.length === 0 &&
      metadata.ownerReferences?.some(({ kind }) => kind === 'ReplicaSet') ===
        true
    );
  if (owner.spec.strategy?.type === 'Recreate') return false;
  const { replicas, updatedReplicas } = owner.status;
  return (
    replicas === undefined ||
    updatedReplicas === undefined ||
    updatedReplicas < replicas
  );
}

function ruleQuotes(pod: Pod): Quote[] {
  return termsOf(pod).flatMap((_, i) =>
    quoteOf(
      'pod',
      pod,
      `spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.${i}.topologyKey`,
    ),
  );
}

function blockersInWords(blockers: readonly Blocker[]): Text {
  const shown = blockers
    .slice(0, 4)
    .map(({ pod, node }) =>
      both(`${pod} on “${node}”`, `“${node}”上的 ${pod}`),
    );
  return shown.length > 0
    ? both(
        ` In its way: ${listEn(shown.map(({ en }) => en))}.`,
        `阻挡者：${listZh(shown.map(({ zh }) => zh))}。`,
      )
    : both('', '');
}

/** Whose rule it is: the pod's own, or that of pods already there. */
function ruleInWords(labels: readonly string[], topology: string): Text {
  return labels.length > 0
    ? both(
        `Its anti-affinity allows no second pod with ${listEn(labels)} in one ${
          topology === 'kubernetes.io/hostname'
            ? 'node'
            : `group of nodes (${topology})`
        }.`,
        `反亲和性规则不允许在同一${
          topology === 'kubernetes.io/hostname'
            ? '节点'
            : `拓扑域（${topology}）`
        }内有第二个带有 ${listZh(labels)} 的 Pod。`,
      )
    : both(
        'Pods that already run there have an anti-affinity that keeps pods with its labels away.',
        '已在那里运行的 Pod 设置了反亲和性，排斥带有其标签的 Pod。',
      );
}

const STOP_FIRST: Step = {
  text: both(
    'Let a rollout stop an old pod first: set maxSurge to 0 and maxUnavailable to 1.',
    '让滚动发布先停止旧 Pod：将 maxSurge 设为 0、maxUnavailable 设为 1。',
  ),
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
};

export default defineCause({
  id: 'unschedulable-pod-anti-affinity',
  state: 'pending',
  title: both(
    'Pods it may not run beside are on every node left',
    '剩余节点上都有它不能同处的 Pod（反亲和性）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'namespacePods', 'scheduledPods', 'owners'],
  covers: ['scheduler/ipa-anti', 'scheduler/ipa-existing'],
  detect({
    pod,
    events,
    nodes,
    namespacePods,
    scheduledPods,
    owners,
    subject,
    now,
  }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'anti-affinity');
    if (!hit) return [];
    const known = [scheduledPods, namespacePods].find(
      fact => fact.status === 'ok',
    );
    const makers = owners.status === 'ok' ? owners.value : [];
    const replicas = replicasOf(makers);
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          count: hit.count,
          labels: termsOf(pod).map(term => selectorText(term.labelSelector)),
          topology: termsOf(pod)[0]?.topologyKey ?? '',
          blockers: known?.status === 'ok' ? blockersOf(pod, known.value) : [],
          overlaps: mayOverlap(pod, makers),
          ...(replicas !== undefined && { replicas }),
        },
        quotes: [...hit.said.quotes, ...ruleQuotes(pod)],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, count: some, labels, topology, blockers, ...data }) {
    const { replicas, overlaps } = data;
    const said = blockersInWords(blockers);
    const rule = ruleInWords(labels, topology);
    const many =
      replicas !== undefined && replicas > 1
        ? both(
            ` ${replicas} replicas need as many places${
              overlaps
                ? ', and one more during a rollout that starts the new before it stops the old'
                : ''
            }.`,
            `${replicas} 个副本就需要同样多的位置${
              overlaps ? '；先启动新副本再停旧副本的滚动发布还要多一个' : ''
            }。`,
          )
        : both('', '');
    return {
      what: both(
        `The pod waits for a node: ${some}${
          nodes > 0 ? ` of ${count(nodes, 'node')}` : ''
        } already ${
          some === 1 ? 'has' : 'have'
        } a pod that it may not run beside.${said.en}`,
        `Pod 在等待节点：${
          nodes > 0 ? `${nodes} 个节点中` : ''
        }有 ${some} 个已有它不能同处的 Pod。${said.zh}`,
      ),
      why: both(`${rule.en}${many.en}`, `${rule.zh}${many.zh}`),
    };
  },
  steps({ replicas, overlaps }) {
    return [
      ...(overlaps ? [STOP_FIRST] : []),
      {
        text:
          replicas !== undefined && replicas > 1
            ? both(
                `Lower the ${replicas} replicas, or ask your platform team for another node.`,
                `减少副本数（当前 ${replicas}），或请平台团队增加节点。`,
              )
            : both(
                'Ask your platform team for another node.',
                '请平台团队增加节点。',
              ),
      },
      {
        text: both(
          'Make the rule a preference (preferredDuringScheduling…) if two on one node are better than one pod less.',
          '如果同一节点放两个也好过少一个副本，请改为偏好规则（preferredDuringScheduling…）。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity',
      },
    ];
  },
});
