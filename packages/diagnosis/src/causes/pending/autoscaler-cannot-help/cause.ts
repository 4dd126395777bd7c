import type { Text } from '../../../engine';
import {
  both,
  count,
  defineCause,
  listEn,
  listZh,
  needed,
  newestEvent,
  quoteOf,
} from '../../../engine';
import type { KubeEvent } from '../../../facts/objects';
import { kubectl, placeOf } from '../../shared/kubectl';
import { countedReasons, isUnplaced } from '../../shared/unschedulable';

/** What stops an autoscaler, in words; asked in this order. */
const MEANINGS: readonly (readonly [RegExp, Text])[] = [
  [
    /max (?:node group size|limit) reached|max(?:imum)? size|exceed limits? for|limits? exceeded/i,
    both('largest size reached', '已达到规模上限'),
  ],
  [
    /cluster (?:cpu|memory|size)|max cluster/i,
    both('limit of the whole cluster reached', '已达到整个集群的上限'),
  ],
  [
    /backoff|not ready for scale/i,
    both('pausing after a failed attempt to grow', '扩容失败后处于退避期'),
  ],
  [/quota/i, both('no quota left at the cloud', '云平台配额不足')],
  [
    /out of resources|stockout|insufficient capacity|no capacity/i,
    both('the cloud has no such machine left', '云平台没有可用机器'),
  ],
  [/IP space|ip address/i, both('no addresses left', '地址已用尽')],
  [
    /taint|tolerate/i,
    both('a taint the pod does not tolerate', '带有 Pod 不能容忍的污点'),
  ],
  [
    /affinity|selector|incompatible requirements|known values|does not match/i,
    both('nodes that do not fit the pod’s rules', '节点不符合 Pod 的规则'),
  ],
  [
    /Insufficient|instance type|resources/i,
    both('nodes that are too small', '节点太小'),
  ],
  [
    /volume|zone/i,
    both('nodes where its volume cannot be used', '节点无法使用其存储卷'),
  ],
];

const OTHER = both('another reason', '其他原因');

/** What one reason means, and for how many groups of nodes. */
interface Hindrance {
  readonly groups: number;
  readonly meaning: Text;
  /** Name of the group, where it is told (Karpenter). */
  readonly pool?: string;
}

const meaningOf = (text: string) =>
  MEANINGS.find(([words]) => words.test(text))?.[1] ?? OTHER;

const LIST = /didn't trigger scale-up[^:]{0,80}: ?/;
/** Karpenter, by node pool: `incompatible with nodepool "a", daemonset overhead={…}, why; …`. */
const POOL = /(?:nodepool|provisioner) "([^"]{1,253})",? ?(.*)/is;
const OVERHEAD = /daemonset overhead=\{[^}]{0,1000}\},? ?/i;

function readVerdict(message: string): Hindrance[] {
  const text = message.slice(0, 8192);
  const list = LIST.exec(text);
  if (list) {
    return countedReasons(text.slice(list.index + list[0].length), 0).map(
      ({ nodes: groups, text: reason }) => ({
        groups,
        meaning: meaningOf(reason),
      }),
    );
  }
  return text
    .split(';')
    .slice(0, 20)
    .map(part => {
      const [, pool, why = part] = POOL.exec(part) ?? [];
      const meaning = meaningOf(why.replace(OVERHEAD, ''));
      return { groups: 1, meaning, ...(pool && { pool }) };
    });
}

const isVerdict = ({ reason = '', source = '', message = '' }: KubeEvent) =>
  reason === 'NotTriggerScaleUp' ||
  reason === 'FailedScaleUp' ||
  (reason === 'FailedScheduling' &&
    (/karpenter/i.test(source) || /^Failed to schedule pod,/.test(message)));

/** The newest word of an autoscaler decides: it may have found a way since. */
const isWord = (event: KubeEvent) =>
  isVerdict(event) ||
  event.reason === 'TriggeredScaleUp' ||
  event.reason === 'Nominated';

function hindranceInWords({ groups, meaning, pool }: Hindrance): Text {
  if (pool)
    return both(`“${pool}” (${meaning.en})`, `“${pool}”（${meaning.zh}）`);
  const some =
    groups > 0
      ? count(groups, 'group of nodes', 'groups of nodes')
      : 'the groups of nodes';
  return both(
    `${some} (${meaning.en})`,
    `${groups > 0 ? `${groups} 个` : ''}节点组（${meaning.zh}）`,
  );
}

export default defineCause({
  id: 'autoscaler-cannot-help',
  state: 'pending',
  title: both(
    'The autoscaler adds no node for it',
    '自动扩缩容组件不会为它增加节点',
  ),
  severity: 'warning',
  since: '0.1.0',
  givesWay: true,
  reads: ['pod'],
  mayRead: ['events'],
  covers: ['ecosystem/ca-NotTriggerScaleUp', 'ecosystem/karpenter'],
  detect({ pod, events, subject }) {
    if (!isUnplaced(pod)) return [];
    const all = needed('events', events);
    const e = newestEvent(all, isWord);
    const event = e === undefined ? undefined : all[e];
    if (!event?.message || !isVerdict(event)) return [];
    return [
      {
        data: {
          ...placeOf(subject),
          hindrances: readVerdict(event.message).slice(0, 8),
        },
        quotes: quoteOf('events', all, `${e}.message`),
      },
    ];
  },
  explain({ hindrances }) {
    const shown = hindrances.slice(0, 4).map(hindranceInWords);
    return {
      what: both(
        `The cluster can grow by itself, but no new node would take the pod: ${listEn(
          shown.map(({ en }) => en),
        )}.`,
        `集群可以自动扩容，但新增节点也无法接纳该 Pod：${listZh(
          shown.map(({ zh }) => zh),
          '；',
        )}。`,
      ),
      why: both(
        'The autoscaler reckons for each group of nodes whether one more of them would help, and adds none where it would not or may not.',
        '自动扩缩容组件会为每个节点组计算增加节点是否有用；没有用或不允许时不会增加。',
      ),
    };
  },
  steps({ namespace, pod }) {
    return [
      {
        text: both(
          'Look at what the autoscaler says in full.',
          '查看自动扩缩容组件的完整说明。',
        ),
        command: kubectl(namespace, 'describe', 'pod', pod),
      },
      {
        text: both(
          'Ask your platform team to raise the limit of the fitting group, or for a group that fits the pod.',
          '请平台团队提高合适节点组的上限，或新建适合该 Pod 的节点组。',
        ),
        link: 'https://kubernetes.io/docs/concepts/cluster-administration/node-autoscaling/',
      },
    ];
  },
});
