import { both, defineCause, quoteOf } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { nodeCondition, nodeOfPod } from '../../shared/nodeOfPod';

export default defineCause({
  id: 'node-network-unavailable',
  state: 'terminating',
  title: both('The node’s network is not set up', '节点网络尚未配置'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod', 'nodes'],
  beats: ['sandbox-not-created', 'not-ready/*'],
  covers: ['node/NetworkUnavailable', 'taint/network-unavailable'],
  detect({ pod, nodes, subject }) {
    const { phase, containerStatuses } = pod.status;
    if (phase === 'Succeeded' || phase === 'Failed' || pod.spec.hostNetwork)
      return [];
    const on = nodeOfPod(pod, { status: 'ok', value: nodes });
    const network = on && nodeCondition(on, 'NetworkUnavailable');
    if (network?.condition.status !== 'True') return [];
    return [
      {
        data: {
          ...placeOf(subject),
          node: on?.node.metadata.name ?? '',
          isRunning: phase === 'Running',
        },
        quotes: [
          ...quoteOf('nodes', nodes, `${network.at}.message`),
          ...quoteOf('nodes', nodes, `${network.at}.reason`),
          ...quoteOf('nodes', nodes, `${network.at}.status`),
          ...quoteOf('pod', pod, 'spec.nodeName'),
        ],
        // A pod that got an address and has ready containers had a network once.
        contradictions: containerStatuses.flatMap(({ ready }, k) =>
          ready
            ? quoteOf('pod', pod, `status.containerStatuses.${k}.ready`)
            : [],
        ),
      },
    ];
  },
  explain({ node, isRunning }) {
    return {
      what: isRunning
        ? both(
            `The pod is on node “${node}”, whose network is marked as unavailable: it may not reach others, nor be reached.`,
            `Pod 所在节点“${node}”的网络被标记为不可用：它可能无法访问其他 Pod，也无法被访问。`,
          )
        : both(
            `The pod cannot start on node “${node}”, because the network of the node is not set up.`,
            `节点“${node}”的网络尚未配置，Pod 无法在其上启动。`,
          ),
      why: both(
        'The cloud has made no route to the node, or the network plugin has not finished there. No pod of this node has a working network until then, except those that use the node’s own.',
        '云平台尚未为该节点创建路由，或网络插件尚未完成配置。在此之前，除使用主机网络的 Pod 外，该节点上的 Pod 都没有可用的网络。',
      ),
    };
  },
  steps({ node }) {
    return [
      {
        text: both(
          `Let your platform team know that the network of node “${node}” is unavailable.`,
          `通知平台团队节点“${node}”的网络不可用。`,
        ),
        command: `kubectl describe node ${node}`,
        link: 'https://kubernetes.io/docs/concepts/architecture/nodes/#condition',
      },
      {
        text: both(
          'Check that the other pods of the service carry the load meanwhile.',
          '确认该服务的其他 Pod 能承担负载。',
        ),
      },
    ];
  },
});
