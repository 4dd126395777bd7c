import type { Text } from '../../../engine';
import {
  both,
  defineCause,
  duration,
  listEn,
  listZh,
  needed,
  newestEvent,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { KubeEvent } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { isUnplaced } from '../../shared/unschedulable';

/** A machine that is not there after this long, in seconds, most likely does not come. */
const LATE = 900;

/** A group of nodes that grows. */
interface Growth {
  readonly group: string;
  readonly from: number;
  readonly to: number;
  readonly max: number;
}

/** `[{asg-a 1->2 (max: 5)}]`, a group's name may be a long address. */
function growthIn(message: string): Growth[] {
  return [
    ...message
      .slice(0, 4096)
      .matchAll(/([^\s{[]{1,512}) (\d{1,6})->(\d{1,6}) \(max: (\d{1,6})\)/g),
  ].map(([, group = '', from, to, max]) => ({
    group: group.split('/').pop() ?? group,
    from: Number(from),
    to: Number(to),
    max: Number(max),
  }));
}

const isWord = ({ reason = '', source = '' }: KubeEvent) =>
  /^(?:TriggeredScaleUp|NotTriggerScaleUp|FailedScaleUp)$/.test(reason) ||
  ((reason === 'Nominated' || reason === 'FailedScheduling') &&
    /karpenter/i.test(source));

const isAdding = ({ reason }: KubeEvent) =>
  reason === 'TriggeredScaleUp' || reason === 'Nominated';

function growthInWords({ group, from, to, max }: Growth): Text {
  return both(
    `“${group}” from ${from} to ${to} of at most ${max}`,
    `“${group}”从 ${from} 增至 ${to}（上限 ${max}）`,
  );
}

export default defineCause({
  id: 'autoscaler-adds-node',
  state: 'pending',
  title: both(
    'The autoscaler is adding a node for it',
    '自动扩缩容组件正在为它增加节点',
  ),
  severity: 'info',
  since: '0.1.0',
  givesWay: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: [],
  detect({ pod, events, subject, now }) {
    if (!isUnplaced(pod)) return [];
    const all = needed('events', events);
    const e = newestEvent(all, isWord);
    const event = e === undefined ? undefined : all[e];
    if (!event || !isAdding(event)) return [];
    // Clocks differ: an event may be of the next second.
    const ago = Math.max(0, secondsSince(event.lastSeen, now) ?? 0);
    const isLate = ago > LATE;
    return [
      {
        data: {
          ...placeOf(subject),
          growth: growthIn(event.message ?? ''),
          minutes: Math.floor(ago / 60),
          isLate,
        },
        severity: isLate ? ('warning' as const) : ('info' as const),
        quotes: [
          ...quoteOf('events', all, `${e}.message`),
          ...quoteOf('events', all, `${e}.reason`),
        ],
      },
    ];
  },
  explain({ growth, minutes, isLate }) {
    const shown = growth.slice(0, 3).map(growthInWords);
    const groups =
      shown.length > 0
        ? both(
            `: ${listEn(shown.map(({ en }) => en))}`,
            `：${listZh(shown.map(({ zh }) => zh))}`,
          )
        : both('', '');
    return {
      what: both(
        `A new node was asked for ${
          minutes > 0 ? `${duration(minutes * 60).en} ago` : 'just now'
        }${groups.en}.`,
        `${
          minutes > 0 ? `${duration(minutes * 60).zh}前` : '刚刚'
        }已请求新节点${groups.zh}。`,
      ),
      why: isLate
        ? both(
            'A machine usually joins within some minutes; this one has not, or it came and the pod does not fit.',
            '机器通常几分钟内加入集群；这台没有加入，或加入后仍放不下该 Pod。',
          )
        : both(
            'A machine usually takes some minutes to start and join; the pod is placed by itself then.',
            '机器启动并加入集群通常需要几分钟，之后 Pod 会自动调度。',
          ),
    };
  },
  steps({ namespace, pod, isLate }) {
    return isLate
      ? [
          {
            text: both(
              'Look whether a new node has joined and is ready.',
              '查看新节点是否已加入并就绪。',
            ),
            command: 'kubectl get nodes --sort-by=.metadata.creationTimestamp',
          },
          {
            text: both(
              'Ask your platform team why the new machine does not join.',
              '请平台团队排查新机器为何没有加入集群。',
            ),
          },
        ]
      : [
          {
            text: both(
              'Wait a few minutes and look again.',
              '等待几分钟后再次查看。',
            ),
            command: kubectl(namespace, 'get', 'pod', pod, '-o', 'wide'),
            link: 'https://kubernetes.io/docs/concepts/cluster-administration/node-autoscaling/',
          },
        ];
  },
});
