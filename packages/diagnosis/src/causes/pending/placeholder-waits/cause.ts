import { both, defineCause, quoteOf } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { obstacleOf } from '../../shared/obstacle';
import { isPlaceholder } from '../../shared/placeholder';

export default defineCause({
  id: 'placeholder-waits',
  state: 'pending',
  title: both(
    'A placeholder waits for room, as meant',
    '占位 Pod 在等待空闲资源，属于正常设计',
  ),
  severity: 'info',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  beats: [
    'autoscaler-adds-node',
    'autoscaler-cannot-help',
    'unschedulable-resources',
    'unschedulable-taint',
    'unschedulable-pod-anti-affinity',
  ],
  covers: [],
  detect({ pod, events, nodes, subject, now }) {
    if (!isPlaceholder(pod)) return [];
    // What keeps it off for another reason than a lack of room was not meant.
    const hit = obstacleOf({ pod, events, nodes, now }, 'resources');
    if (!hit) return [];
    const { priority = 0, priorityClassName } = pod.spec;
    return [
      {
        data: {
          ...placeOf(subject),
          priority,
          ...(priorityClassName !== undefined && { priorityClassName }),
        },
        quotes: [
          ...quoteOf('pod', pod, 'spec.priority'),
          ...quoteOf('pod', pod, 'spec.containers.0.image'),
          ...hit.said.quotes,
        ],
      },
    ];
  },
  explain({ pod, priority, priorityClassName: name }) {
    const by = name
      ? both(` (class “${name}”)`, `（优先级类“${name}”）`)
      : both('', '');
    return {
      what: both(
        `Pod “${pod}” only keeps room for others: its priority is ${priority}${by.en}, and at present no node has room to spare for it.`,
        `Pod“${pod}”只是为其他 Pod 预留空间：其优先级为 ${priority}${by.zh}，目前没有节点有多余的资源。`,
      ),
      why: both(
        'That is its purpose: pods that do work take its place at once, and while it waits an autoscaler may add a node, so that the next one need not wait.',
        '这正是它的用途：真正工作的 Pod 会立即占用它的位置；它等待期间，自动扩缩容组件可能会增加节点，使之后的 Pod 无需等待。',
      ),
    };
  },
  steps() {
    return [
      {
        text: both(
          'Leave it alone. If such pods wait for hours, ask your platform team whether the cluster may still grow.',
          '无需处理。如果这类 Pod 长时间等待，请询问平台团队集群是否还能扩容。',
        ),
        link: 'https://kubernetes.io/docs/tasks/administer-cluster/node-overprovisioning/',
      },
    ];
  },
});
