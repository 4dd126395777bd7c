import type { Quote, Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  listEn,
  listZh,
  podsOn,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { Pod } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { isUnplaced, unschedulable } from '../../shared/unschedulable';

/** A pod that is being stopped on the node that is to become free. */
interface Victim {
  readonly namespace: string;
  readonly pod: string;
  /** Seconds past the end of its grace period; negative while it lasts. */
  readonly overdue?: number;
}

const IN_PROGRESS =
  /terminating pod on the nominated node|waiting for (?:the )?preemption/;

function victimsOn(node: string, pods: readonly Pod[], now: number): Victim[] {
  return podsOn(pods, node)
    .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    .map(({ metadata }) => {
      const overdue = secondsSince(metadata.deletionTimestamp, now);
      return {
        namespace: metadata.namespace ?? '',
        pod: metadata.name ?? '',
        ...(overdue !== undefined && { overdue: Math.round(overdue) }),
      };
    })
    .sort((a, b) => (a.pod < b.pod ? -1 : 1));
}

function victimInWords({ namespace, pod, overdue }: Victim): Text {
  const name = `${namespace}/${pod}`;
  if (overdue === undefined) return both(name, name);
  return overdue > 0
    ? both(
        `${name} (${duration(overdue).en} past its grace period)`,
        `${name}（已超过宽限期 ${duration(overdue).zh}）`,
      )
    : both(
        `${name} (at most ${duration(-overdue).en} more)`,
        `${name}（最多还需 ${duration(-overdue).zh}）`,
      );
}

export default defineCause({
  id: 'preemption-waits',
  state: 'pending',
  title: both(
    'Room is being made for it: others have to stop first',
    '正在为它腾出空间：需等待其他 Pod 停止',
  ),
  severity: 'warning',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'scheduledPods'],
  beats: [
    'unschedulable-resources',
    'unschedulable-extended-resource',
    'unschedulable-host-port',
    'unschedulable-pod-anti-affinity',
    'unschedulable-pod-affinity',
    'unschedulable-topology-spread',
    'unschedulable-volume-limit',
    'unschedulable-volume-in-use',
    'unschedulable-resource-claim',
    'scheduling-group',
    'unschedulable-unexplained',
  ],
  covers: [
    'preemption/nominatedNodeName',
    'scheduler/preemption/terminating',
    'scheduler/preemption/waiting',
  ],
  detect({ pod, events, scheduledPods, subject, now }) {
    if (!isUnplaced(pod)) return [];
    const node = pod.status.nominatedNodeName;
    const said = unschedulable(pod, events);
    const isSaid = IN_PROGRESS.test(said?.message.slice(0, 16_384) ?? '');
    if (!node && !isSaid) return [];
    const victims =
      scheduledPods.status === 'ok'
        ? victimsOn(node ?? '', scheduledPods.value, now)
        : [];
    // Nobody is being stopped there: the nomination is a leftover, and the scheduler's last word holds.
    if (scheduledPods.status === 'ok' && victims.length === 0 && !isSaid)
      return [];
    const quotes: Quote[] = [
      ...quoteOf('pod', pod, 'status.nominatedNodeName'),
      ...(said?.quotes ?? []),
    ];
    return [{ data: { ...placeOf(subject), node, victims }, quotes }];
  },
  explain({ node = '', victims }) {
    const shown = victims.slice(0, 3).map(victimInWords);
    const who =
      shown.length > 0
        ? both(
            ` Still stopping: ${listEn(shown.map(({ en }) => en))}.`,
            `仍在停止：${listZh(shown.map(({ zh }) => zh))}。`,
          )
        : both('', '');
    return {
      what: both(
        `The scheduler has chosen ${
          node ? `“${node}”` : 'a node'
        } and stops pods of lower priority there; the pod waits until they have gone.${
          who.en
        }`,
        `调度器已选定${
          node ? `节点“${node}”` : '节点'
        }，正在停止其上优先级较低的 Pod；需等待它们退出。${who.zh}`,
      ),
      why: both(
        'Each of them has its grace period to end in (terminationGracePeriodSeconds), and a finalizer or a lost node can hold it longer.',
        '被停止的 Pod 各有退出宽限期（terminationGracePeriodSeconds），终结器或失联节点还可能使其停留更久。',
      ),
    };
  },
  steps({ namespace, pod, victims }) {
    const [first] = victims.filter(({ overdue = 0 }) => overdue > 0);
    return [
      {
        text: both(
          'Wait: the pod is placed by itself as soon as they have gone.',
          '请等待：它们退出后 Pod 会自动调度。',
        ),
        link: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
      },
      first
        ? {
            text: both(
              `Look why ${first.pod} does not end.`,
              `查看 ${first.pod} 为何没有退出。`,
            ),
            command: kubectl(first.namespace, 'describe', 'pod', first.pod),
          }
        : {
            text: both(
              'Look again if it takes longer than their grace period.',
              '如果超过宽限期仍未调度，请再次查看。',
            ),
            command: kubectl(namespace, 'get', 'pod', pod, '-o', 'wide'),
          },
    ];
  },
});
