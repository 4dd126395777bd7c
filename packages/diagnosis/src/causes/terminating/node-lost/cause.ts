import {
  both,
  defineCause,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../../engine';
import { placeOf, kubectl } from '../../shared/kubectl';

const UNREACHABLE = 'node.kubernetes.io/unreachable';

export default defineCause({
  id: 'node-lost',
  state: 'terminating',
  title: both('The node does not answer any more', '节点失联'),
  severity: 'critical',
  since: '0.1.0',
  alsoWhenHealthy: true,
  reads: ['pod', 'nodes'],
  beats: [
    'finalizer-blocks-deletion',
    'container-exits-with-error',
    'container-exits-cleanly',
    'liveness-probe-kills',
    'out-of-memory',
    'image-not-found',
    'image-private',
    'registry-unreachable',
    'sandbox-not-created',
  ],
  covers: [
    'node/Ready-unknown',
    'node/Ready-never',
    'node/terminating-node-unreachable',
    'node/event-NodeNotReady-pod',
    'node/event-TaintManagerEviction',
    'taint/unreachable',
    'podstatus/NodeLost',
    'condition/DisruptionTarget-DeletionByTaintManager',
  ],
  detect({ pod, nodes, subject, now }) {
    const { nodeName } = pod.spec;
    const { phase } = pod.status;
    const isOver = phase === 'Succeeded' || phase === 'Failed';
    if (nodeName === undefined || isOver || nodes.length === 0) return [];
    const i = nodes.findIndex(({ metadata }) => metadata.name === nodeName);
    const { conditions = [] } = nodes[i]?.status ?? {};
    const c = conditions.findIndex(({ type }) => type === 'Ready');
    const ready = conditions[c];
    const isGone = i === -1;
    if (!isGone && ready?.status !== 'Unknown') return [];
    const t = nodes[i]?.spec.taints.findIndex(({ key }) => key === UNREACHABLE);
    const due = parseTime(pod.metadata.deletionTimestamp);
    const silent = secondsSince(ready?.lastTransitionTime, now);
    return [
      {
        data: {
          ...placeOf(subject),
          node: nodeName,
          isGone,
          isTerminating: due !== undefined,
          isOverdue: due !== undefined && due < now,
          ...(silent !== undefined && { silent: Math.round(silent) }),
        },
        quotes: [
          ...quoteOf('nodes', nodes, `${i}.status.conditions.${c}.message`),
          ...quoteOf('nodes', nodes, `${i}.status.conditions.${c}.status`),
          ...quoteOf('nodes', nodes, `${i}.spec.taints.${t}.key`),
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
        ],
        // The last the node said, before it fell silent.
        contradictions: pod.status.containerStatuses.flatMap(({ state }, k) =>
          state?.running
            ? quoteOf('pod', pod, `status.containerStatuses.${k}.ready`)
            : [],
        ),
      },
    ];
  },
  explain({ node, isGone, isTerminating, isOverdue, silent }) {
    const since =
      silent === undefined
        ? both('', '')
        : both(
            ` for ${
              silent < 120 ? `${silent} s` : `${Math.round(silent / 60)} min`
            }`,
            silent < 120 ? ` ${silent} 秒` : ` ${Math.round(silent / 60)} 分钟`,
          );
    const ended = isTerminating
      ? both(
          ` Kubernetes marked the pod for deletion${
            isOverdue ? ', and waits for the node to confirm it' : ''
          }.`,
          `Kubernetes 已将该 Pod 标记为删除${
            isOverdue ? '，正在等待节点确认' : ''
          }。`,
        )
      : both('', '');
    return {
      what: isGone
        ? both(
            `The pod’s node “${node}” is no longer part of the cluster.${ended.en}`,
            `Pod 所在的节点“${node}”已不在集群中。${ended.zh}`,
          )
        : both(
            `The pod’s node “${node}” has not answered${since.en}.${ended.en}`,
            `Pod 所在的节点“${node}”已失联${since.zh}。${ended.zh}`,
          ),
      why: both(
        'The machine is down, cut off or overloaded. Nobody can say whether the program still runs there: what the pod shows of its containers is from before.',
        '机器可能已宕机、断网或过载。无法得知程序是否仍在那里运行：Pod 显示的容器状态是失联之前的。',
      ),
    };
  },
  steps({ namespace, pod, node, isOverdue }) {
    return [
      {
        text: both(
          `Let your platform team know that node “${node}” is lost; when it comes back, this clears up by itself.`,
          `通知平台团队节点“${node}”已失联；节点恢复后会自动恢复正常。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/architecture/nodes/#condition',
      },
      {
        text: both(
          'Check that the other pods of the service carry the load meanwhile.',
          '确认该服务的其他 Pod 能承担负载。',
        ),
      },
      ...(isOverdue
        ? [
            {
              text: both(
                'Force the deletion only when the machine is surely off: otherwise the program may still run, and two of it may write to the same data.',
                '只有确认机器已关机时才强制删除：否则程序可能仍在运行，两个实例可能同时写入相同数据。',
              ),
              command: kubectl(
                namespace,
                'delete',
                'pod',
                pod,
                '--grace-period=0',
                '--force',
              ),
            },
          ]
        : []),
    ];
  },
});
