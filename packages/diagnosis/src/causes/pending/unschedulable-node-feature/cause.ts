import { both, count, defineCause, quoteOf } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';

export default defineCause({
  id: 'unschedulable-node-feature',
  state: 'pending',
  title: both(
    'The nodes are too old for what the pod uses',
    '节点版本过旧，不支持 Pod 使用的功能',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: ['scheduler/declared-features', 'scheduler/fit-sidecar'],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'feature');
    if (!hit) return [];
    const versions =
      nodes.status === 'ok'
        ? nodes.value.flatMap(
            ({ status }) => status.nodeInfo?.kubeletVersion || [],
          )
        : [];
    const isSidecar = hit.said.reasons.some(({ text }) =>
      /SidecarContainers/.test(text.slice(0, 1024)),
    );
    return [
      {
        data: {
          ...placeOf(subject),
          nodes: hit.said.nodes,
          count: hit.count,
          isSidecar,
          versions: [...new Set(versions)].sort().slice(0, 5),
        },
        quotes: [
          ...hit.said.quotes,
          ...(isSidecar
            ? pod.spec.initContainers.flatMap((_, i) =>
                quoteOf('pod', pod, `spec.initContainers.${i}.restartPolicy`),
              )
            : []),
        ],
        ...hit.finding,
      },
    ];
  },
  explain({ nodes, count: some, isSidecar, versions }) {
    const run =
      versions.length > 0
        ? both(
            ` The nodes run ${versions.join(', ')}.`,
            `节点版本为 ${versions.join('、')}。`,
          )
        : both('', '');
    return {
      what: both(
        `The pod uses a feature that ${some}${
          nodes > 0 ? ` of ${count(nodes, 'node')}` : ''
        } ${some === 1 ? 'does' : 'do'} not support.${run.en}`,
        `${
          nodes > 0 ? `${nodes} 个节点中` : ''
        }有 ${some} 个不支持 Pod 使用的功能。${run.zh}`,
      ),
      why: isSidecar
        ? both(
            'It has an init container with restartPolicy Always (a sidecar), which this cluster’s scheduler has switched off.',
            '它有一个 restartPolicy 为 Always 的 init 容器（sidecar），而此集群的调度器关闭了该功能。',
          )
        : both(
            'Nodes declare which features they support; the control plane is newer than the nodes, or the feature is switched off there.',
            '节点会声明支持的功能；控制平面比节点新，或节点上关闭了该功能。',
          ),
    };
  },
  steps() {
    return [
      {
        text: both('Compare the versions of the nodes.', '对比各节点的版本。'),
        command: 'kubectl get nodes -o wide',
        link: 'https://kubernetes.io/releases/version-skew-policy/',
      },
      {
        text: both(
          'Remove the new feature from the manifest, or ask your platform team to upgrade the nodes.',
          '从清单中去掉该新功能，或请平台团队升级节点。',
        ),
      },
    ];
  },
});
