import type { Text } from '../../../engine';
import {
  both,
  count,
  isSelected,
  listEn,
  listZh,
  missingLabels,
  untolerated,
} from '../../../engine';
import type {
  KubeNode,
  NodeSelectorTerm,
  PodSpec,
} from '../../../facts/objects';
import { meetsTerm } from '../../../facts/nodeMatch';

/** The nodes on which a volume can be used, and what keeps the pod from them. */
export interface Homes {
  readonly names: readonly string[];
  /** Without the labels that the pod asks for, the labels, cordoned, tainted otherwise, not ready. */
  readonly unselected: number;
  readonly labels: readonly string[];
  readonly cordoned: number;
  readonly tainted: number;
  readonly unready: number;
}

const isReady = ({ status }: KubeNode) =>
  status.conditions.every(
    ({ type, status: is }) => type !== 'Ready' || is === 'True',
  );

const isCordoned = ({ spec }: KubeNode) => spec.unschedulable === true;

/** The nodes that lie where a volume does. */
export function homesOf(
  spec: PodSpec,
  places: readonly NodeSelectorTerm[],
  nodes: readonly KubeNode[],
): Homes {
  const there = nodes.filter(node =>
    places.some(place => meetsTerm(place, node)),
  );
  // Each node counts once, by what stands longest in the way.
  const selected = there.filter(node => isSelected(spec, node));
  const able = selected.filter(node => !isCordoned(node));
  const ready = able.filter(isReady);
  return {
    names: there.map(({ metadata }) => metadata.name ?? '').sort(),
    unselected: there.length - selected.length,
    labels: [...new Set(there.flatMap(node => missingLabels(spec, node)))],
    cordoned: selected.length - able.length,
    unready: able.length - ready.length,
    tainted: ready.filter(node => untolerated(spec, node).length > 0).length,
  };
}

function part(some: number, en: string, zh: string): Text[] {
  return some > 0 ? [both(`${some} ${en}`, `${some} 个${zh}`)] : [];
}

/** What keeps the pod from the nodes where its volume is, as a sentence. */
export function homesInWords(homes: Homes): Text {
  const { names, unselected, labels, cordoned, tainted, unready } = homes;
  if (names.length === 0)
    return both(
      ' No node that is there lies in that place.',
      '现有节点都不在那里。',
    );
  const lacks = labels.length > 0 ? ` (${labels.slice(0, 3).join(', ')})` : '';
  const lacksZh =
    labels.length > 0 ? `（${labels.slice(0, 3).join('、')}）` : '';
  const parts = [
    ...part(
      unselected,
      `without the labels the pod asks for${lacks}`,
      `缺少 Pod 要求的标签${lacksZh}`,
    ),
    ...part(cordoned, 'cordoned', '已停止调度'),
    ...part(unready, 'not ready', '未就绪'),
    ...part(tainted, 'with a taint it does not tolerate', '带有未容忍的污点'),
  ];
  const rest = names.length - unselected - cordoned - unready - tainted;
  if (rest > 0 && parts.length > 0)
    parts.push(
      both(`${rest} ruled out otherwise`, `${rest} 个因其他原因被排除`),
    );
  const shown = names.slice(0, 3).map(name => `“${name}”`);
  const more = names.length > shown.length;
  const those = both(
    more ? `${listEn(shown)} and others` : listEn(shown),
    more ? `${listZh(shown)} 等` : listZh(shown),
  );
  return parts.length > 0
    ? both(
        ` ${count(names.length, 'node lies', 'nodes lie')} there (${
          those.en
        }): ${listEn(parts.map(({ en }) => en))}.`,
        `那里有 ${names.length} 个节点（${those.zh}）：${listZh(
          parts.map(({ zh }) => zh),
        )}。`,
      )
    : both(
        ` ${count(names.length, 'node lies', 'nodes lie')} there (${
          those.en
        }), and ${
          names.length === 1 ? 'it has' : 'they have'
        } no room or place for the pod.`,
        `那里有 ${names.length} 个节点（${those.zh}），但没有足够的资源或位置。`,
      );
}
