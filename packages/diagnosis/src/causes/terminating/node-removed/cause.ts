import type { Quote } from '../../../engine';
import {
  aftermathInWords,
  aftermathOf,
  both,
  defineCause,
  needed,
  newestEvent,
  nextPodInWords,
  quoteOf,
  severityAfter,
  theNode,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { FactValues } from '../../../facts/snapshot';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { isNodeMissing } from '../../shared/nodeOfPod';
import { CONSEQUENCES, failureOf } from '../../shared/podFailure';

const REMOVED = /^(?:DeletingNode|RemovingNode)$/;

/** The node's own last event, of the controller that took it out. */
function farewell(nodeEvents: Fact<FactValues['nodeEvents']>): Quote[] {
  if (nodeEvents.status !== 'ok') return [];
  const i = newestEvent(nodeEvents.value, ({ reason = '' }) =>
    REMOVED.test(reason),
  );
  return quoteOf('nodeEvents', nodeEvents.value, `${i}.message`);
}

/** Whether the scheduler or a kubelet knew the pod there: the node did exist. */
function wasThere({ status }: Pod): boolean {
  return (
    status.startTime !== undefined ||
    status.conditions.some(
      ({ type, status: value }) => type === 'PodScheduled' && value === 'True',
    )
  );
}

/**
 * Whether the pod itself looks left behind: it is being deleted, its kubelet never took it up, or it lost Ready while all its
 * containers still claim to be. A list of nodes may have been cut short, so that a missing node alone proves nothing.
 */
function looksLeftBehind({ metadata, spec, status }: Pod): boolean {
  if (metadata.deletionTimestamp !== undefined) return true;
  if (status.phase === 'Pending') return status.containerStatuses.length === 0;
  // A gate of another controller keeps a pod from Ready as well.
  if (spec.readinessGates?.length) return false;
  const isReady = status.conditions.some(
    ({ type, status: value }) => type === 'Ready' && value === 'True',
  );
  return !isReady && status.containerStatuses.every(({ ready }) => ready);
}

export default defineCause({
  id: 'node-removed',
  state: 'terminating',
  title: both('The node was removed from the cluster', '节点已从集群中移除'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'nodes', 'nodeEvents', 'siblings', 'owners'],
  beats: [...CONSEQUENCES, 'evicted-by-taint', 'finalizer-blocks-deletion'],
  covers: [
    'condition/DisruptionTarget-DeletionByPodGC',
    'node/event-DeletingNode',
  ],
  detect({ pod, events, nodes, nodeEvents, siblings, owners, subject }) {
    const { phase } = pod.status;
    const failure = failureOf('node-removed', pod, events);
    const isOver = phase === 'Succeeded' || phase === 'Failed';
    if (!failure) {
      if (isOver || !wasThere(pod) || !looksLeftBehind(pod)) return [];
      needed('nodes', nodes);
      if (!isNodeMissing(pod, nodes)) return [];
    }
    const after = aftermathOf(pod, siblings, owners);
    return [
      {
        severity: severityAfter(after),
        data: {
          ...placeOf(subject),
          ...(pod.spec.nodeName && { node: pod.spec.nodeName }),
          isTerminating: pod.metadata.deletionTimestamp !== undefined,
          finalizers: pod.metadata.finalizers ?? [],
          after,
        },
        quotes: [
          ...(failure?.quotes ?? []),
          ...quoteOf('pod', pod, 'spec.nodeName'),
          ...quoteOf('pod', pod, 'metadata.deletionTimestamp'),
          ...quoteOf('pod', pod, 'metadata.finalizers.0'),
          ...farewell(nodeEvents),
        ],
      },
    ];
  },
  explain({ node, isTerminating, finalizers, after }) {
    const at = theNode(node);
    const then = aftermathInWords(after);
    const waits =
      isTerminating && finalizers.length > 0
        ? both(
            ` Kubernetes has deleted it; only its finalizer “${finalizers[0]}” still keeps the record.`,
            `Kubernetes 已将其删除，只有 finalizer“${finalizers[0]}”仍保留着记录。`,
          )
        : both('', '');
    return {
      what: both(
        `The pod was on ${at.en}, which is no longer part of the cluster.${waits.en}${then.en}`,
        `Pod 所在的${at.zh}已不在集群中。${waits.zh}${then.zh}`,
      ),
      why: both(
        'The machine was taken away: by an autoscaler, by the cloud (spot machines at any time), or by hand. What the program kept on that node is gone. Kubernetes deletes such pods by itself, about a minute later.',
        '机器已被移除：由自动扩缩容、云平台（竞价实例随时可能被收回）或人工操作。程序保存在该节点上的数据已丢失。约一分钟后 Kubernetes 会自动删除这类 Pod。',
      ),
    };
  },
  steps({ namespace, pod, isTerminating, finalizers, after }) {
    return [
      {
        text: nextPodInWords(after),
        command: kubectl(namespace, 'get', 'pods', '-o', 'wide'),
      },
      ...(isTerminating && finalizers.length > 0
        ? [
            {
              text: both(
                `Find out which controller should remove the finalizer “${finalizers[0]}”, and whether it runs.`,
                `查明应由哪个控制器移除 finalizer“${finalizers[0]}”，以及它是否在运行。`,
              ),
            },
          ]
        : [
            {
              text: both(
                'Force the deletion if the record stays for more than some minutes: the machine is gone, so nothing of it runs any more.',
                '如果几分钟后记录仍在，可强制删除：机器已不存在，程序不会再运行。',
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
          ]),
    ];
  },
});
