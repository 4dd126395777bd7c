import type { Aftermath, Quote, Step } from '../../../engine';
import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  isSelected,
  listEn,
  listZh,
  missingLabels,
  nextPodInWords,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { nodeOfPod } from '../../shared/nodeOfPod';
import type { PlacedBy } from '../../shared/placement';
import { placedBy } from '../../shared/placement';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteRefused } from '../../shared/steps';

/** What the node looks like now, beside what the pod asks for. */
interface NodeNow {
  readonly missing: readonly string[];
  readonly fitsNow: boolean;
  readonly quotes: readonly Quote[];
}

function nodeNow(pod: Pod, nodes: Fact<FactValues['nodes']>): NodeNow {
  const none = { missing: [], fitsNow: false, quotes: [] };
  const on = nodeOfPod(pod, nodes);
  if (!on) return none;
  const missing = missingLabels(pod.spec, on.node);
  const quotes = missing.flatMap(label => {
    const key = label.split('=')[0] ?? '';
    return quoteOf('nodes', on.nodes, `${on.at}.metadata.labels.${key}`);
  });
  return { missing, fitsNow: isSelected(pod.spec, on.node), quotes };
}

function selectorQuotes(pod: Pod) {
  return Object.keys(pod.spec.nodeSelector ?? {}).flatMap(key =>
    quoteOf('pod', pod, `spec.nodeSelector.${key}`),
  );
}

function firstStep(
  placed: PlacedBy,
  after: Aftermath,
  namespace: string,
): Step {
  return placed === 'manifest'
    ? {
        text: both(
          'Remove nodeName from the manifest, and let the scheduler find a node with the labels.',
          '从清单中删除 nodeName，由调度器选择带有所需标签的节点。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename',
      }
    : {
        text: nextPodInWords(after),
        command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      };
}

export default defineCause({
  id: 'rejected-node-affinity',
  state: 'failed',
  title: both(
    'The node refused the pod: its labels do not fit',
    '节点拒绝了 Pod：标签不匹配',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners', 'nodes'],
  beats: [...CONSEQUENCES],
  covers: ['podreject/NodeAffinity'],
  detect({ pod, events, siblings, owners, nodes, subject, now }) {
    const failure = failureOf('node-affinity', pod, events);
    if (!failure) return [];
    const after = aftermathOf(pod, siblings, owners);
    const { missing, fitsNow, quotes } = nodeNow(pod, nodes);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          missing,
          fitsNow,
          placed: placedBy(pod, events, now),
          after,
        },
        quotes: [
          ...failure.quotes,
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...selectorQuotes(pod),
          ...quotes,
        ],
      },
    ];
  },
  explain({ node, missing, fitsNow, placed, after }) {
    const at = theNode(node);
    const lacks =
      missing.length > 0
        ? both(
            ` The pod asks for ${listEn(
              missing,
            )}, which the node does not have.`,
            `Pod 要求 ${listZh(missing)}，而节点没有。`,
          )
        : both('', '');
    const then = aftermathInWords(after);
    const pinned = both(
      'The manifest names the node itself (spec.nodeName), so the scheduler did not compare labels; the node does.',
      '清单直接指定了节点（spec.nodeName），调度器没有比较标签，但节点会检查。',
    );
    const changed = both(
      `A node checks the labels again each time its kubelet starts, so this usually comes after a restart: ${
        fitsNow
          ? 'the labels, which fit now, were not there yet'
          : 'the labels were changed, or were not there yet'
      }. On preemptible machines a new one came back under the old name.`,
      `kubelet 每次启动都会重新检查标签，因此通常发生在节点重启之后：${
        fitsNow ? '标签当时尚未设置（现在已匹配）' : '标签已被更改或尚未设置'
      }。抢占式机器可能以原名称重新创建。`,
    );
    const why = placed === 'manifest' ? pinned : changed;
    return {
      what: both(
        `The pod may not run on ${at.en}: the node’s labels do not match its nodeSelector or node affinity.${lacks.en}${then.en}`,
        `Pod 不能在${at.zh}上运行：节点标签不符合其 nodeSelector 或节点亲和性。${lacks.zh}${then.zh}`,
      ),
      why: both(
        `${why.en} A refused pod is never tried again.`,
        `${why.zh}被拒绝的 Pod 不会重试。`,
      ),
    };
  },
  steps({ namespace, pod, node, missing, placed, after }) {
    return [
      firstStep(placed, after, namespace),
      ...(missing.length > 0
        ? [
            {
              text: both(
                `Ask your platform team whether ${
                  theNode(node).en
                } should have ${listEn(
                  missing,
                )}; else correct the nodeSelector.`,
                `请平台团队确认${theNode(node).zh}是否应有 ${listZh(
                  missing,
                )}；否则请改正 nodeSelector。`,
              ),
            },
          ]
        : []),
      deleteRefused({ namespace, pod }),
    ];
  },
});
