import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Pod } from '../../../facts/objects';
import { placeOf } from '../../shared/kubectl';
import { nodeOfPod } from '../../shared/nodeOfPod';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';
import { deleteRefused } from '../../shared/steps';

/** The operating system the pod is for, and where it says so. */
function wantedOf(pod: Pod) {
  const { os, nodeSelector } = pod.spec;
  const LABEL = 'kubernetes.io/os';
  const label = pod.metadata.labels?.[LABEL];
  const [wanted, at] = os?.name
    ? [os.name, 'spec.os.name']
    : [
        label ?? nodeSelector?.[LABEL],
        label === undefined
          ? `spec.nodeSelector.${LABEL}`
          : `metadata.labels.${LABEL}`,
      ];
  return { wanted, quotes: quoteOf('pod', pod, at) };
}

/** The operating system of the pod's node. */
function systemOf(pod: Pod, nodes: Fact<FactValues['nodes']>) {
  const on = nodeOfPod(pod, nodes);
  if (!on) return [];
  const at = `${on.at}.status.nodeInfo.operatingSystem`;
  return quoteOf('nodes', on.nodes, at);
}

export default defineCause({
  id: 'rejected-platform',
  state: 'failed',
  title: both(
    'The node refused the pod: other operating system',
    '节点拒绝了 Pod：操作系统不符',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners', 'nodes'],
  beats: [...CONSEQUENCES],
  covers: [
    'podreject/PodOSNotSupported',
    'podreject/PodOSSelectorNodeLabelDoesNotMatch',
  ],
  detect({ pod, events, siblings, owners, nodes, subject }) {
    const failure = failureOf('platform', pod, events);
    if (!failure) return [];
    const { wanted, quotes } = wantedOf(pod);
    const [system] = systemOf(pod, nodes);
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          ...(wanted && { wanted }),
          ...(system && { system: String(system.value) }),
          after,
        },
        quotes: [...failure.quotes, ...quotes, ...(system ? [system] : [])],
      },
    ];
  },
  explain({ node, wanted, system, after }) {
    const at = theNode(node);
    const then = aftermathInWords(after);
    const made = wanted
      ? both(`is made for ${wanted}`, `适用于 ${wanted}`)
      : both('is made for another operating system', '适用于其他操作系统');
    const runs = system
      ? both(`runs ${system}`, `运行的是 ${system}`)
      : both('does not run that', '运行的不是该系统');
    return {
      what: both(
        `The pod ${made.en}, but ${at.en} ${runs.en}; it was refused there.${then.en}`,
        `该 Pod ${made.zh}，而${at.zh}${runs.zh}，因此被拒绝。${then.zh}`,
      ),
      why: both(
        'A node only takes pods of its own operating system. The pod came there because its manifest names the node, or asks for no kind of node (nodeSelector) in a cluster that has both Linux and Windows. A refused pod is never tried again.',
        '节点只接受适用于自身操作系统的 Pod。清单指定了该节点，或在同时有 Linux 和 Windows 节点的集群中没有用 nodeSelector 指定节点类型。被拒绝的 Pod 不会重试。',
      ),
    };
  },
  steps({ namespace, pod, wanted }) {
    return [
      {
        text: wanted
          ? both(
              `Set nodeSelector kubernetes.io/os: ${wanted} in the manifest, and remove nodeName if it has one.`,
              `在清单中设置 nodeSelector kubernetes.io/os: ${wanted}，并删除 nodeName（如有）。`,
            )
          : both(
              'Set nodeSelector kubernetes.io/os in the manifest to the system that the image is for, and remove nodeName if it has one.',
              '在清单中将 nodeSelector kubernetes.io/os 设为镜像适用的系统，并删除 nodeName（如有）。',
            ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
      },
      {
        text: both(
          'Check that spec.os.name and the label kubernetes.io/os of the pod name the system the image was built for.',
          '确认 Pod 的 spec.os.name 与标签 kubernetes.io/os 是镜像构建所针对的系统。',
        ),
      },
      deleteRefused({ namespace, pod }),
    ];
  },
});
