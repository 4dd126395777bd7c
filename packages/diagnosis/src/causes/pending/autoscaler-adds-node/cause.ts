import type { Text } from '../../../engine';
import {
  both,
  defineCause,
  count,
  duration,
  listEn,
  listZh,
  needed,
  quoteOf,
  secondsSince,
} from '../../../engine';
import type { KubeEvent, Pod } from '../../../facts/objects';
import { autoscalerWord, LATE_SECONDS } from '../../shared/autoscaler';
import { kubectl, placeOf } from '../../shared/kubectl';
import { nominatedInVain } from '../../shared/nominated';
import { autoscalerLeads } from '../../shared/obstacle';
import { placingOf } from '../../shared/placing';
import { isUnplaced, unschedulable } from '../../shared/unschedulable';

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

/** All nodes of the cluster, as the scheduler counts them each time it tries. */
const COUNTED = /\b\d{1,6}\/(\d{1,6}) nodes are (?:un)?available/;

/** How many nodes have come since the scheduler first looked, and how many there are. */
function joinedOf(pod: Pod, events: readonly KubeEvent[]) {
  const now = unschedulable(pod)?.nodes ?? 0;
  const counts = events.flatMap(({ reason, message = '' }) => {
    const nodes = COUNTED.exec(message.slice(0, 500))?.[1];
    return reason === 'FailedScheduling' && nodes ? Number(nodes) : [];
  });
  const most = Math.max(now, ...counts);
  return { nodes: most, joined: most - Math.min(most, ...counts) };
}

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
  reads: ['pod'],
  mayRead: ['events', 'nodes'],
  covers: [],
  detect({ pod, events, nodes, subject, now }) {
    if (!isUnplaced(pod)) return [];
    const all = needed('events', events);
    const word = autoscalerWord(all);
    if (!word?.adds) return [];
    // Where the node is there already, nothing is added: the scheduler's word tells why the pod is not on it.
    if (
      nominatedInVain({ events, nodes, now }) &&
      placingOf({ pod, events, nodes })
    )
      return [];
    // Clocks differ: an event may be of the next second.
    const ago = Math.max(0, secondsSince(word.event.lastSeen, now) ?? 0);
    const isLate = ago > LATE_SECONDS;
    const leads = autoscalerLeads({ pod, events, nodes, now });
    return [
      {
        data: {
          ...placeOf(subject),
          growth: growthIn(word.event.message ?? ''),
          ago: Math.floor(ago),
          isLate,
          ...joinedOf(pod, all),
        },
        severity: isLate || leads ? ('warning' as const) : ('info' as const),
        givesWay: !leads,
        quotes: [
          ...quoteOf('events', all, `${word.i}.message`),
          ...quoteOf('events', all, `${word.i}.reason`),
        ],
      },
    ];
  },
  explain({ growth, ago, isLate, nodes, joined }) {
    const shown = growth.slice(0, 3).map(growthInWords);
    const groups =
      shown.length > 0
        ? both(
            `: ${listEn(shown.map(({ en }) => en))}`,
            `：${listZh(shown.map(({ zh }) => zh))}`,
          )
        : both('', '');
    const came =
      joined > 0
        ? both(
            ` ${count(
              joined,
              'node',
            )} joined since the scheduler first looked, ${nodes} are there now.`,
            `自调度器首次尝试以来已有 ${joined} 个节点加入，现共 ${nodes} 个。`,
          )
        : both('', '');
    const { en, zh } = duration(ago);
    return {
      what: both(
        `A new node was asked for ${ago < 60 ? 'just now' : `${en} ago`}${
          groups.en
        }.${came.en}`,
        `${ago < 60 ? '刚刚' : `${zh}前`}已请求新节点${groups.zh}。${came.zh}`,
      ),
      why: isLate
        ? both(
            'A machine usually joins within some minutes; this one has not, or it came and the pod does not fit.',
            '机器通常几分钟内加入集群；这台没有加入，或加入后仍放不下该 Pod。',
          )
        : both(
            'A machine usually takes some minutes to start, join and become ready (until then it has taints that keep pods off); the pod is placed by itself then.',
            '机器启动、加入集群并就绪通常需要几分钟（在此之前它带有拒绝 Pod 的污点），之后 Pod 会自动调度。',
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
