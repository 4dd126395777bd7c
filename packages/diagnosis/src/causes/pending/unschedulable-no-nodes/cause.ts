import { both, defineCause } from '../../../engine';
import { kubectl, placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';

export default defineCause({
  id: 'unschedulable-no-nodes',
  state: 'pending',
  title: both('The cluster has no nodes', '集群没有任何节点'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: ['scheduler/no-nodes'],
  detect({ pod, events, nodes, subject, now }) {
    const hit = obstacleOf({ pod, events, nodes, now }, 'no-nodes');
    if (!hit) return [];
    const known = nodes.status === 'ok' ? nodes.value.length : 0;
    return [
      {
        data: { ...placeOf(subject), known },
        quotes: hit.said.quotes,
        ...hit.finding,
      },
    ];
  },
  explain({ known }) {
    return {
      what: both(
        `The pod waits because the scheduler knew of no node at all when it last tried.${
          known > 0 ? ` By now there are ${known}.` : ''
        }`,
        `Pod 在等待：调度器上次尝试时没有发现任何节点。${
          known > 0 ? `目前已有 ${known} 个节点。` : ''
        }`,
      ),
      why: both(
        'The node pool is empty: never created, scaled to zero, or its machines do not manage to join the cluster.',
        '节点池为空：尚未创建、已缩容到零，或机器无法加入集群。',
      ),
    };
  },
  steps({ namespace, pod }) {
    return [
      {
        text: both(
          'Look whether nodes exist by now.',
          '查看现在是否已有节点。',
        ),
        command: 'kubectl get nodes',
      },
      {
        text: both(
          'Look whether an autoscaler reacts to the pod.',
          '查看自动扩缩容组件是否对该 Pod 作出反应。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
      },
      {
        text: both(
          'Ask your platform team to add nodes, or why new machines do not join the cluster.',
          '请平台团队增加节点，或排查新机器为何没有加入集群。',
        ),
        link: 'https://kubernetes.io/docs/concepts/architecture/nodes/',
      },
    ];
  },
});
