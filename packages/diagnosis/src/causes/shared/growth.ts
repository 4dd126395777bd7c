import type { Step, Text } from '../../engine';
import { both, count, listEn, listZh } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { FactValues } from '../../facts/snapshot';
import type { Hindrance, Limit } from './autoscaler';
import { autoscalerWord, readVerdict } from './autoscaler';

/** One reason with the groups of nodes it is about: `3 groups of nodes (largest size reached)`. */
export function hindranceInWords({ groups, meaning, pool }: Hindrance): Text {
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

function listed(all: readonly Hindrance[]): Text {
  const words = all.slice(0, 4).map(hindranceInWords);
  return both(
    listEn(words.map(({ en }) => en)),
    listZh(
      words.map(({ zh }) => zh),
      '；',
    ),
  );
}

const isLimit = ({ kind }: Hindrance) => kind === 'limit';

/**
 * What the groups of nodes do not do: some may not grow, of others a new node would not help. An autoscaler asks the first before it looks
 * whether the pod would fit there, so that is not known of them.
 */
export function verdictInWords(hindrances: readonly Hindrance[]): Text {
  const limits = hindrances.filter(isLimit);
  const unfit = hindrances.filter(one => !isLimit(one));
  const [held, useless] = [listed(limits), listed(unfit)];
  const parts = [
    ...(limits.length > 0
      ? [both(`${held.en} may not grow now`, `${held.zh}目前不能扩容`)]
      : []),
    ...(unfit.length > 0
      ? [
          both(
            `a new node would not help in ${useless.en}`,
            `以下增加节点也没有用：${useless.zh}`,
          ),
        ]
      : []),
  ];
  return both(
    parts.map(({ en }) => en).join('; '),
    parts.map(({ zh }) => zh).join('；'),
  );
}

const step = (en: string, zh: string): Step => ({ text: both(en, zh) });

const STEPS: Readonly<Record<Limit, Step>> = {
  pool: {
    ...step(
      'Ask your platform team to raise the maximum size of the group of nodes (node pool) that suits the pod: it is reached.',
      '请平台团队提高适合该 Pod 的节点组（节点池）的最大规模：已达到上限。',
    ),
    link: 'https://kubernetes.io/docs/concepts/cluster-administration/node-autoscaling/',
  },
  cluster: step(
    'Ask your platform team to raise the limit of the autoscaler for the whole cluster (nodes, CPU or memory): it is reached.',
    '请平台团队提高自动扩缩容组件对整个集群的上限（节点数、CPU 或内存）：已达到上限。',
  ),
  pause: {
    ...step(
      'Ask your platform team why the last attempt to grow failed (quota, machines sold out, permissions, nodes that did not join): the autoscaler’s status and log tell. It tries again by itself after some minutes.',
      '请平台团队查明上一次扩容为何失败（配额、机型售罄、权限、节点未加入）：自动扩缩容组件的状态与日志会说明。它会在几分钟后自动重试。',
    ),
    command:
      'kubectl -n kube-system get configmap cluster-autoscaler-status -o yaml',
  },
  unready: step(
    'Ask your platform team to mend the nodes of that group that do not get ready: while there are too many of them it does not grow.',
    '请平台团队修复该节点组中未就绪的节点：这类节点过多时节点组不会扩容。',
  ),
  quota: step(
    'Ask your platform team to raise the quota at the cloud for this kind of machine.',
    '请平台团队提高云平台上该机型的配额。',
  ),
  stock: step(
    'Ask your platform team for another kind of machine or another zone: the cloud has none of this kind left there.',
    '请平台团队改用其他机型或可用区：云平台在该处已没有这种机型。',
  ),
  addresses: step(
    'Ask your platform team for a larger range of addresses (subnet) for nodes or pods.',
    '请平台团队扩大节点或 Pod 的地址段（子网）。',
  ),
};

/** What to do about each kind of limit, the one on most groups first. */
export function growthSteps(hindrances: readonly Hindrance[]): Step[] {
  const limits = [...hindrances]
    .sort((a, b) => b.groups - a.groups)
    .flatMap(({ limit }) => limit ?? []);
  return [...new Set(limits)].map(limit => STEPS[limit]);
}

/** The limits that keep the cluster from growing for the pod, by the autoscaler's newest word; empty when it says of none. */
export function limitsOf(events: Fact<FactValues['events']>): Hindrance[] {
  if (events.status !== 'ok') return [];
  const word = autoscalerWord(events.value);
  return word && !word.adds
    ? readVerdict(word.event.message ?? '').filter(isLimit)
    : [];
}

/** The limits as a sentence to add to why no node has room; empty without any. */
export function limitsInWords(limits: readonly Hindrance[]): Text {
  if (limits.length === 0) return both('', '');
  const words = listed(limits);
  return both(
    ` The autoscaler cannot add a node either: ${words.en} may not grow now.`,
    `自动扩缩容组件也无法增加节点：${words.zh}目前不能扩容。`,
  );
}
