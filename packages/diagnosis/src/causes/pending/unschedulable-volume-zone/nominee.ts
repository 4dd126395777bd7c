import type { Quote, Text } from '../../../engine';
import { both, count, duration, quoteOf } from '../../../engine';
import type { NodeSelectorTerm } from '../../../facts/objects';
import { meetsTerm } from '../../../facts/nodeMatch';
import { nominatedInVain } from '../../shared/nominated';
import type { Facts } from '../../shared/placing';

/** A node that the autoscaler names for the pod again and again, though the volume cannot be used there. */
export interface Nominee {
  readonly node: string;
  readonly zone?: string;
  readonly times: number;
  readonly since: number;
}

const ZONES = [
  'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/zone',
];

/** The node named by the autoscaler, if it lies where one of the volumes does not. */
export function nomineeOf(
  facts: Facts & { readonly now: number },
  volumes: readonly (readonly NodeSelectorTerm[])[],
): { one: Nominee; quotes: Quote[] } | undefined {
  const { events } = facts;
  const found = nominatedInVain(facts);
  if (!found || events.status !== 'ok') return undefined;
  const { node, i, times, since } = found;
  const isElsewhere = volumes.some(places =>
    places.every(place => !meetsTerm(place, node)),
  );
  if (!isElsewhere) return undefined;
  const { name = '', labels } = node.metadata;
  const zone = ZONES.map(key => labels?.[key]).find(Boolean);
  return {
    one: { node: name, ...(zone && { zone }), times, since },
    quotes: quoteOf('events', events.value, `${i}.message`),
  };
}

/** That the autoscaler works on something that cannot help, as a sentence. */
export function nomineeInWords(nominee: Nominee | undefined): Text {
  if (!nominee) return both('', '');
  const { node, zone, times, since } = nominee;
  const time = duration(since);
  return both(
    ` Waiting does not help: the autoscaler has named node “${node}” for the pod ${count(
      times,
      'time',
    )} in ${time.en}; that node is there already${
      zone ? ` and lies in “${zone}”` : ''
    }, where the volume cannot be used.`,
    `等待没有用：自动扩缩容组件在 ${
      time.zh
    }内 ${times} 次为该 Pod 指定节点“${node}”；该节点早已存在${
      zone ? `，位于“${zone}”` : ''
    }，而该卷在那里无法使用。`,
  );
}
