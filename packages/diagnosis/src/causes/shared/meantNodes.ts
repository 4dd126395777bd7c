import {
  allocatableOf,
  groupBy,
  isSelected,
  memo,
  memoAlike,
  requestsOf,
  untolerated,
} from '../../engine';
import type { KubeNode, Pod } from '../../facts/objects';
import type { Obstacle, Recognised } from './schedulerTexts';
import { taintKind } from './schedulerTexts';

/** A node and what keeps the pod from it before its room is looked at. */
export interface Kept {
  readonly node: KubeNode;
  /** Place of the node in the fact `nodes`. */
  readonly i: number;
  readonly by: Obstacle;
}

/** The nodes a pod was meant for. */
export interface Meant {
  readonly nodes: readonly KubeNode[];
  /** With the labels it asks for. */
  readonly selected: readonly KubeNode[];
  /** And with its devices, as far as any node has them. */
  readonly meant: readonly KubeNode[];
  readonly kept: readonly Kept[];
}

/** What is there for good is told first: a control plane that is not ready is still no place for services. */
const KINDS: readonly Obstacle[] = [
  'background',
  'taint',
  'condition',
  'cordoned',
];

/** Devices the pod asks for (extended resources). */
export function devicesOf(pod: Pod): string[] {
  return [...requestsOf(pod)]
    .filter(([name, asks]) => /[/]|^hugepages-/.test(name) && asks > 0)
    .map(([name]) => name);
}

/** What keeps the pod from a node by the node's own state; `undefined` when the node is open to it. */
function keptBy(pod: Pod, node: KubeNode): Obstacle | undefined {
  const kinds = untolerated(pod.spec, node).map(({ key = '' }) =>
    taintKind(key),
  );
  return KINDS.find(kind => kinds.includes(kind));
}

/** Sorts out the nodes: those with the labels the pod asks for, those that have its devices too, and what keeps it from them. */
export const nodesMeantFor = memoAlike((pod, nodes): Meant => {
  const selected = nodes.filter(node => isSelected(pod.spec, node));
  const devices = devicesOf(pod);
  const hasAll = (node: KubeNode) => {
    const offers = allocatableOf(node);
    return devices.every(name => (offers.get(name) ?? 0) > 0);
  };
  const able = devices.length > 0 ? selected.filter(hasAll) : selected;
  const meant = able.length > 0 ? able : selected;
  const isMeant = new Set(meant);
  const kept = nodes.flatMap((node, i) => {
    const by = isMeant.has(node) ? keptBy(pod, node) : undefined;
    return by ? [{ node, i, by }] : [];
  });
  return { nodes, selected, meant, kept };
});

const byObstacle = memo((kept: readonly Kept[]) =>
  groupBy(kept, ({ by }) => by),
);

/** How many nodes each obstacle keeps from the pod. */
export function countKept(kept: readonly Kept[]): [Obstacle, number][] {
  return [...byObstacle(kept)].map(([by, nodes]) => [by, nodes.length]);
}

/** Nodes that some obstacles keep from the pod, in their order. */
export function keptBecauseOf(
  kept: readonly Kept[],
  ...kinds: readonly Obstacle[]
): readonly Kept[] {
  const groups = byObstacle(kept);
  const [only, ...more] = kinds.flatMap(kind => {
    const group = groups.get(kind);
    return group ? [group] : [];
  });
  return more.length === 0
    ? only ?? []
    : kept.filter(({ by }) => kinds.includes(by));
}

const isPart = (a: string, b: string) =>
  a.length > 2 && b.length > 2 && (a.includes(b) || b.includes(a));

/** Whether a taint's words return in what the pod asks for: the reserved node is then the one it wants. */
export function isWanted(pod: Pod, reasons: readonly Recognised[]): boolean {
  const affinity =
    pod.spec.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const asked = [
    ...Object.entries(pod.spec.nodeSelector ?? {}).flat(),
    ...affinity
      .flatMap(({ matchExpressions = [] }) => matchExpressions)
      .flatMap(({ key = '', values = [] }) => [key, ...values]),
    ...devicesOf(pod),
  ].filter(word => !/^(?:true|false|linux|amd64|arm64)$/.test(word));
  return reasons.some(
    ({ kind, taint }) =>
      kind === 'taint' &&
      taint &&
      asked.some(word => isPart(word, taint.key) || isPart(word, taint.value)),
  );
}
