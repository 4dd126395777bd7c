import type { Quote } from '../../../engine';
import { both, defineCause, newestEvent, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { kubectl, placeOf } from '../../shared/kubectl';

/** Who made room: the scheduler for a pod of higher priority, or the kubelet for a pod the node itself needs. */
type By = 'scheduler' | 'kubelet';

function preemptedBy(pod: Pod): { by: By; quotes: Quote[] } | undefined {
  const { status, metadata } = pod;
  if (status.reason === 'Preempting') {
    return {
      by: 'kubelet',
      quotes: [
        ...quoteOf('pod', pod, 'status.reason'),
        ...quoteOf('pod', pod, 'status.message'),
      ],
    };
  }
  const i = status.conditions.findIndex(
    ({ type, status: is, reason }) =>
      type === 'DisruptionTarget' &&
      is === 'True' &&
      reason === 'PreemptionByScheduler',
  );
  const isEnding =
    metadata.deletionTimestamp !== undefined || status.phase === 'Failed';
  if (i === -1 || !isEnding) return undefined;
  const at = `status.conditions.${i}`;
  return {
    by: 'scheduler',
    quotes: [
      ...quoteOf('pod', pod, `${at}.reason`),
      ...quoteOf('pod', pod, `${at}.message`),
    ],
  };
}

/** The event about it, of either; before 1.26 it is the only sign. */
function eventQuotes(events: Fact<FactValues['events']>): Quote[] {
  if (events.status !== 'ok') return [];
  const e = newestEvent(
    events.value,
    ({ reason }) => reason === 'Preempted' || reason === 'Preempting',
  );
  return e === undefined ? [] : quoteOf('events', events.value, `${e}.message`);
}

export default defineCause({
  id: 'preempted',
  state: 'failed',
  title: both(
    'It was stopped to make room for a more important pod',
    '它被停止，以便为更重要的 Pod 腾出空间（抢占）',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events'],
  beats: ['container-exits-with-error', 'container-exits-cleanly'],
  covers: [
    'kubelet-container/event/Preempting',
    'podstatus/Preempting',
    'condition/DisruptionTarget-PreemptionByScheduler',
    'preemption/event-Preempted',
  ],
  detect({ pod, events, subject }) {
    const told = eventQuotes(events);
    const isGoing = pod.metadata.deletionTimestamp !== undefined;
    const found =
      preemptedBy(pod) ??
      (isGoing && told.length > 0
        ? { by: 'scheduler' as const, quotes: [] }
        : undefined);
    if (!found) return [];
    const { priority, priorityClassName } = pod.spec;
    return [
      {
        data: {
          ...placeOf(subject),
          by: found.by,
          node: pod.spec.nodeName ?? '',
          ...(priority !== undefined && { priority }),
          ...(priorityClassName && { priorityClass: priorityClassName }),
        },
        quotes: [
          ...found.quotes,
          ...told,
          ...quoteOf('pod', pod, 'spec.priority'),
        ],
      },
    ];
  },
  explain({ by, node, priority, priorityClass }) {
    const on = node ? ` on “${node}”` : '';
    const onZh = node ? `在“${node}”上` : '';
    const own =
      priority === undefined
        ? both('', '')
        : both(
            ` Its own priority is ${priority}${
              priorityClass ? ` (${priorityClass})` : ''
            }.`,
            `它自身的优先级为 ${priority}${
              priorityClass ? `（${priorityClass}）` : ''
            }。`,
          );
    return by === 'kubelet'
      ? {
          what: both(
            `The node agent (kubelet)${on} stopped the pod so that a pod the node itself needs could start.${own.en}`,
            `节点代理（kubelet）${onZh}停止了该 Pod，以便启动节点自身所需的 Pod。${own.zh}`,
          ),
          why: both(
            'Static and system-critical pods must run; when the node is full, the kubelet stops others for them.',
            '静态 Pod 和系统关键 Pod 必须运行；节点已满时，kubelet 会为它们停止其他 Pod。',
          ),
        }
      : {
          what: both(
            `The scheduler stopped the pod${on} so that a pod of higher priority could have its place.${own.en}`,
            `调度器${onZh}停止了该 Pod，把位置让给优先级更高的 Pod。${own.zh}`,
          ),
          why: both(
            'No node had room for the other pod, so pods of lower priority had to go (preemption); a controller makes this one anew, and it waits for a place.',
            '没有节点能容纳另一个 Pod，因此优先级较低的 Pod 被移除（抢占）；控制器会重新创建该 Pod，并等待位置。',
          ),
        };
  },
  steps({ namespace, pod }) {
    return [
      {
        text: both(
          'Look which pod took its place, and whether the replacement has found one.',
          '查看是哪个 Pod 占用了位置，以及替代 Pod 是否已找到节点。',
        ),
        command: kubectl(
          namespace,
          'get',
          'events',
          '--field-selector',
          `involvedObject.name=${pod}`,
        ),
      },
      {
        text: both(
          'Give the service a higher PriorityClass if it must not be pushed out; agree that with your platform team.',
          '如果服务不应被抢占，请与平台团队商定更高的 PriorityClass。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
      },
      {
        text: both(
          'Ask your platform team for more room if this happens often.',
          '如果经常发生，请平台团队增加资源。',
        ),
      },
    ];
  },
});
