import { memoLast } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeNode, Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { Kept, Meant } from './meantNodes';
import { countKept, isWanted, nodesMeantFor } from './meantNodes';
import type { Obstacle } from './schedulerTexts';
import type { Unschedulable } from './unschedulable';
import { tiedNode } from './tiedNode';
import { unschedulable } from './unschedulable';

/** `root`: what keeps the pod from the nodes it was meant for. `also`: one more obstacle, on other nodes or behind the first. */
export type Role = 'root' | 'also';

/** Why a pod has no node, and what each obstacle's part in it is. */
export interface Placing {
  readonly said: Unschedulable;
  readonly roles: ReadonlyMap<Obstacle, Role>;
  /** How many nodes each obstacle keeps from the pod. */
  readonly counts: ReadonlyMap<Obstacle, number>;
  /** Nodes kept from the pod by a taint, a cordon or their own state, of those it was meant for. */
  readonly kept: readonly Kept[];
}

/** Obstacles on nodes that the pod may use: what is left when labels and taints fit. */
const ON_OPEN_NODES: readonly Obstacle[] = [
  'volume-in-use',
  'volume-zone',
  'claim',
  'volume-limit',
  'host-port',
  'feature',
  'resources',
  'device',
  'affinity',
  'anti-affinity',
  'spread',
];
/** Of the whole pod, whatever the nodes are like. Claims have causes of their own, to which the others give way. */
export const OF_THE_POD: readonly Obstacle[] = [
  'no-nodes',
  'group',
  'fargate',
  'storage',
  'error',
];
/** Nodes that would do if they were in order. */
const OUT_OF_ORDER: readonly Obstacle[] = ['condition', 'cordoned'];
const AT_THE_NODE: readonly Obstacle[] = [
  ...OUT_OF_ORDER,
  'taint',
  'background',
];

type Counts = ReadonlyMap<Obstacle, number>;

/** Older schedulers say "pod affinity/anti-affinity" beside the exact reason, or alone: then the pod's own rules tell. */
function whichAffinity({ spec }: Pod, counts: Map<Obstacle, number>): void {
  const either = counts.get('either-affinity');
  counts.delete('either-affinity');
  if (!either || counts.has('affinity') || counts.has('anti-affinity')) return;
  const { podAffinity, podAntiAffinity } = spec.affinity ?? {};
  const only =
    podAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.length &&
    !podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.length;
  counts.set(only ? 'affinity' : 'anti-affinity', either);
}

function countsOf(pod: Pod, { reasons }: Unschedulable): Map<Obstacle, number> {
  const counts = new Map<Obstacle, number>();
  for (const { kind, nodes } of reasons) {
    // Two resources are missing on the same nodes as often as not: the larger number counts.
    const shared = kind === 'resources' || kind === 'device';
    const before = counts.get(kind) ?? 0;
    counts.set(kind, shared ? Math.max(before, nodes) : before + nodes);
  }
  whichAffinity(pod, counts);
  return counts;
}

/** The obstacle that stands on most nodes; of equals the first of the list. */
function largest(
  kinds: readonly Obstacle[],
  counts: Counts,
): Obstacle | undefined {
  let best: Obstacle | undefined;
  for (const kind of kinds) {
    const here = counts.get(kind) ?? 0;
    if (counts.has(kind) && (!best || here > (counts.get(best) ?? 0)))
      best = kind;
  }
  return best;
}

/** What is not known is told only when nothing else is. */
const largestOpen = (counts: Counts) =>
  largest(ON_OPEN_NODES, counts) ??
  (counts.has('unknown') ? 'unknown' : undefined);

/** Of lack of a device and lack of room: only nodes that have the device count for the room. */
function withoutDeviceless(
  counts: Map<Obstacle, number>,
  { nodes }: Unschedulable,
): void {
  const device = counts.get('device');
  if (!device || !counts.has('resources') || nodes === 0) return;
  const closed = [...AT_THE_NODE, 'selector' as const].reduce(
    (sum, kind) => sum + (counts.get(kind) ?? 0),
    0,
  );
  if (device + closed < nodes) counts.delete('device');
  else counts.set('resources', 0);
}

/**
 * Of a pod tied to one node by name only that node counts. A scheduler that stops at a node's first obstacle speaks of the others
 * too: on them the pod's siblings hold the same host port, which says nothing of the node it is for.
 */
function withoutSiblings(pod: Pod, counts: Map<Obstacle, number>): void {
  if (tiedNode(pod.spec) === undefined) return;
  const hasOther = ON_OPEN_NODES.some(
    kind => kind !== 'host-port' && counts.has(kind),
  );
  if (hasOther && (counts.get('host-port') ?? 0) > 1)
    counts.delete('host-port');
}

/** The root by the scheduler's words alone. */
function rootByWords(
  pod: Pod,
  said: Unschedulable,
  counts: Map<Obstacle, number>,
): Obstacle | undefined {
  const wanted = isWanted(pod, said.reasons);
  const open = largestOpen(counts);
  const sick = largest(OUT_OF_ORDER, counts);
  if (open === 'device' && wanted) return 'taint';
  if (open) {
    const isMore = sick && (counts.get(sick) ?? 0) >= (counts.get(open) ?? 0);
    return isMore ? sick : open;
  }
  if (counts.has('taint') && wanted) return 'taint';
  if (sick) return largest([sick, 'taint'], counts);
  return counts.has('selector')
    ? 'selector'
    : largest(['taint', 'background'], counts);
}

/** Taints are counted from the nodes that the pod was meant for, when those are known: others would not take it anyway. */
function recount(counts: Map<Obstacle, number>, kept: readonly Kept[]) {
  for (const kind of AT_THE_NODE) counts.delete(kind);
  counts.delete('selector');
  for (const [by, more] of countKept(kept))
    counts.set(by, (counts.get(by) ?? 0) + more);
}

/** The root where the nodes are known: of all obstacles only those on nodes that it was meant for count. */
function rootByNodes(
  pod: Pod,
  said: Unschedulable,
  counts: Map<Obstacle, number>,
  { nodes, kept, meant, selected }: Meant,
): Obstacle | undefined {
  const tied = tiedNode(pod.spec);
  const isWhole =
    nodes.length >= said.nodes ||
    nodes.some(({ metadata: { name } }) => name === tied);
  const open = largestOpen(counts);
  if (selected.length === 0) {
    if (open && !isWhole) return rootByWords(pod, said, counts);
    // A node without the labels would not do without its taint either.
    recount(counts, []);
    return 'selector';
  }
  const isClosed = kept.length === meant.length;
  // Open nodes are left and nothing is said of them: what the scheduler says of all counts, not our reading of the nodes.
  if (!open && !isClosed) return rootByWords(pod, said, counts);
  recount(counts, kept);
  if (isClosed && (isWhole || !open)) return largest(AT_THE_NODE, counts);
  const root = rootByWords(pod, said, counts);
  // Reserved nodes are no obstacle while others are open.
  if (root !== 'taint') counts.delete('taint');
  counts.delete('background');
  return root;
}

function place(
  pod: Pod,
  said: Unschedulable,
  nodes: readonly KubeNode[],
): Placing {
  const counts = countsOf(pod, said);
  withoutDeviceless(counts, said);
  withoutSiblings(pod, counts);
  const able = nodesMeantFor(pod, nodes);
  const root =
    OF_THE_POD.find(kind => counts.has(kind)) ??
    (nodes.length > 0
      ? rootByNodes(pod, said, counts, able)
      : rootByWords(pod, said, counts));
  const roles = new Map<Obstacle, Role>();
  for (const kind of counts.keys()) {
    // The control plane's taint stands in nearly every message.
    if (kind !== 'background') roles.set(kind, 'also');
  }
  if (root) roles.set(root, 'root');
  return { said, roles, counts, kept: able.kept };
}

/** The facts that every cause of this layer reads. */
export interface Facts {
  readonly pod: Pod;
  readonly events: Fact<FactValues['events']>;
  readonly nodes: Fact<FactValues['nodes']>;
}

/** Every cause of this layer asks the same of a pod. */
const placed = memoLast(
  (pod: Pod, events: Facts['events'], nodes: Facts['nodes']) => {
    const said = unschedulable(pod, events);
    const known = nodes.status === 'ok' ? nodes.value : [];
    return said && place(pod, said, known);
  },
);

/**
 * Why a pod has no node, and which of several obstacles decides: those on nodes that it was meant for (its labels, taints it
 * tolerates, its devices), and of them what stands on most. So the causes of this layer exclude each other.
 */
export function placingOf({ pod, events, nodes }: Facts): Placing | undefined {
  return placed(pod, events, nodes);
}
