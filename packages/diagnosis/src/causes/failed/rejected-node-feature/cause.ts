import type { Text } from '../../../engine';
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
import { deleteRefusedOnceCorrected } from '../../shared/steps';

/** What the manifest uses, by the kubelet's reason. */
const FEATURES: Readonly<Record<string, Text>> = {
  PodLevelResourcesNotSupported: both(
    'resources for the pod as a whole (spec.resources)',
    ' Pod 级资源（spec.resources）',
  ),
  SupplementalGroupsPolicyNotSupported: both(
    'supplementalGroupsPolicy: Strict',
    ' supplementalGroupsPolicy: Strict',
  ),
  InitContainerRestartPolicyForbidden: both(
    'a sidecar (an init container with restartPolicy: Always)',
    ' Sidecar（restartPolicy: Always 的初始化容器）',
  ),
  NoNewPrivs: both(
    'allowPrivilegeEscalation: false',
    ' allowPrivilegeEscalation: false',
  ),
};
const NAMED = /not available: ([\w.,/ -]{1,200})/;

/** Versions of the pod's node: what it can do depends on both. */
function versionsOf(pod: Pod, nodes: Fact<FactValues['nodes']>) {
  const on = nodeOfPod(pod, nodes);
  if (!on) return [];
  const info = `${on.at}.status.nodeInfo`;
  return [
    ...quoteOf('nodes', on.nodes, `${info}.kubeletVersion`),
    ...quoteOf('nodes', on.nodes, `${info}.containerRuntimeVersion`),
  ];
}

export default defineCause({
  id: 'rejected-node-feature',
  state: 'failed',
  title: both(
    'The node refused the pod: it lacks a feature',
    '节点拒绝了 Pod：不支持所需功能',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'siblings', 'owners', 'nodes'],
  beats: [...CONSEQUENCES],
  covers: [
    'podreject/InitContainerRestartPolicyForbidden',
    'podreject/SupplementalGroupsPolicyNotSupported',
    'podreject/PodLevelResourcesNotSupported',
    'podreject/PodFeatureUnsupported',
  ],
  detect({ pod, events, siblings, owners, nodes, subject }) {
    const failure = failureOf('feature', pod, events);
    if (!failure) return [];
    const versions = versionsOf(pod, nodes);
    const named = NAMED.exec(failure.message)?.[1]?.trim();
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          reason: failure.reason,
          ...(named && { named }),
          versions: versions.map(({ value }) => String(value)),
          after,
        },
        quotes: [...failure.quotes, ...versions],
      },
    ];
  },
  explain({ node, reason, named, versions, after }) {
    const at = theNode(node);
    const feature =
      FEATURES[reason] ??
      (named
        ? both(`the feature ${named}`, `功能 ${named}`)
        : both('a feature', '某项功能'));
    const runs =
      versions.length > 0
        ? both(
            ` (it runs ${versions.join(' and ')})`,
            `（运行 ${versions.join('、')}）`,
          )
        : both('', '');
    const then = aftermathInWords(after);
    return {
      what: both(
        `The pod was refused by ${at.en}${runs.en}: it uses ${feature.en}, which the node does not support.${then.en}`,
        `${at.zh}${runs.zh}拒绝了该 Pod：它使用了节点不支持的${feature.zh}。${then.zh}`,
      ),
      why: both(
        'The cluster accepts the field, but this node’s kubelet or container runtime is too old for it or has it switched off. Nodes of one cluster may differ, for example during an upgrade.',
        '集群接受该字段，但该节点的 kubelet 或容器运行时版本过旧，或关闭了此功能。同一集群的节点可能不同，例如在升级期间。',
      ),
    };
  },
  steps({ namespace, pod }) {
    return [
      {
        text: both(
          'Remove the field from the manifest if the program can do without it.',
          '如果程序不需要，请从清单中删除该字段。',
        ),
      },
      {
        text: both(
          'Ask your platform team which nodes support it, and lead the pod there by a nodeSelector; or to upgrade the node.',
          '请平台团队说明哪些节点支持，并用 nodeSelector 调度到那里；或升级节点。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
      },
      deleteRefusedOnceCorrected({ namespace, pod }),
    ];
  },
});
