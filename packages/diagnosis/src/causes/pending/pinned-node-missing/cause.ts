import { both, defineCause, nearest, needed, quoteOf } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { isNodeMissing } from '../../shared/nodeOfPod';

export default defineCause({
  id: 'pinned-node-missing',
  state: 'pending',
  title: both(
    'The node that the manifest names does not exist',
    '清单指定的节点不存在',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['nodes', 'events'],
  covers: [],
  detect({ pod, nodes, events, subject }) {
    const { status, spec } = pod;
    const wasScheduled =
      status.conditions.some(({ type }) => type === 'PodScheduled') ||
      (events.status === 'ok' &&
        events.value.some(({ reason }) => reason === 'Scheduled'));
    const isUntouched =
      status.phase === 'Pending' &&
      status.startTime === undefined &&
      status.containerStatuses.length === 0;
    if (spec.nodeName === undefined || !isUntouched || wasScheduled) return [];
    const known = needed('nodes', nodes);
    if (!isNodeMissing(pod, nodes)) return [];
    const names = known.map(({ metadata }) => metadata.name ?? '');
    const near = nearest(spec.nodeName, names);
    const i = names.indexOf(near ?? '');
    return [
      {
        data: {
          ...placeOf(subject),
          node: spec.nodeName,
          nodes: names.length,
          ...(near && { near }),
        },
        quotes: [
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...quoteOf('nodes', known, `${i}.metadata.name`),
        ],
      },
    ];
  },
  explain({ node, nodes, near }) {
    const hint = near
      ? both(` The nearest name is “${near}”.`, `最相近的名称是“${near}”。`)
      : both('', '');
    return {
      what: both(
        `The manifest puts the pod on node “${node}”, and none of the cluster’s nodes (${nodes}) has that name.${hint.en}`,
        `清单将 Pod 指定到节点“${node}”，但集群的 ${nodes} 个节点中没有这个名称。${hint.zh}`,
      ),
      why: both(
        'With spec.nodeName the scheduler is passed by: nobody checks the name, and the pod waits for a node that never comes. Kubernetes deletes it after about a minute.',
        '使用 spec.nodeName 会绕过调度器：无人检查名称，Pod 会一直等待不存在的节点，约一分钟后被 Kubernetes 删除。',
      ),
    };
  },
  steps({ namespace, pod, near }) {
    return [
      {
        text: both(
          'Remove nodeName from the manifest and let the scheduler choose; ask for a kind of node by a nodeSelector.',
          '从清单中删除 nodeName，由调度器选择；如需特定节点请使用 nodeSelector。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename',
      },
      {
        text: near
          ? both(
              `Correct the name, if “${near}” was meant.`,
              `如果本意是“${near}”，请改正名称。`,
            )
          : both(
              'Correct the name, if that very node was meant.',
              '如果确实要指定节点，请改正名称。',
            ),
        command: 'kubectl get nodes',
      },
      {
        text: both(
          'Delete the pod and create it again: nodeName cannot be changed later.',
          '删除并重新创建 Pod：nodeName 创建后不能修改。',
        ),
        command: kubectl(namespace, 'delete', 'pod', pod),
      },
    ];
  },
});
