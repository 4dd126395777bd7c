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
  readonly count: number;
  /** The first of them, by name. */
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
    count: there.length,
    names: there
      .map(({ metadata }) => metadata.name ?? '')
      .sort()
      .slice(0, 3),
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

/** What keeps the pod from how many of them. */
function partsOf(homes: Homes): Text[] {
  const { unselected, labels, cordoned, tainted, unready } = homes;
  const some = labels.slice(0, 3);
  const parts = [
    ...part(
      unselected,
      `without the labels the pod asks for${
        some.length > 0 ? ` (${some.join(', ')})` : ''
      }`,
      `缺少 Pod 要求的标签${some.length > 0 ? `（${some.join('、')}）` : ''}`,
    ),
    ...part(cordoned, 'cordoned', '已停止调度'),
    ...part(unready, 'not ready', '未就绪'),
    ...part(tainted, 'with a taint it does not tolerate', '带有未容忍的污点'),
  ];
  const rest = homes.count - unselected - cordoned - unready - tainted;
  return parts.length > 0
    ? [...parts, ...part(rest, 'ruled out otherwise', '因其他原因被排除')]
    : [];
}

/** What keeps the pod from the nodes where its volume is, as a sentence. */
export function homesInWords(homes: Homes): Text {
  if (homes.count === 0)
    return both(
      ' No node that is there lies in that place.',
      '现有节点都不在那里。',
    );
  const parts = partsOf(homes);
  const names = homes.names.map(name => `“${name}”`);
  const isMore = homes.count > names.length;
  const lie = both(
    ` ${count(homes.count, 'node lies', 'nodes lie')} there (${listEn(names)}${
      isMore ? ' and others' : ''
    })`,
    `那里有 ${homes.count} 个节点（${listZh(names)}${isMore ? ' 等' : ''}）`,
  );
  return parts.length > 0
    ? both(
        `${lie.en}: ${listEn(parts.map(({ en }) => en))}.`,
        `${lie.zh}：${listZh(parts.map(({ zh }) => zh))}。`,
      )
    : both(
        `${lie.en}, and ${
          homes.count === 1 ? 'it has' : 'they have'
        } no room or place for the pod.`,
        `${lie.zh}，但没有足够的资源或位置。`,
      );
}
