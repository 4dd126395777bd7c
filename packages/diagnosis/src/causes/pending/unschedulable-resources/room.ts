import type { Quote } from '../../../engine';
import {
  allocatableOf,
  freeByNode,
  isSelected,
  memoAlike,
  quoteOf,
  requestsOf,
  untolerated,
} from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { KubeNode, Pod } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';

/** A resource that one node has too little of. Amounts in base units. */
export interface Lack {
  readonly resource: string;
  readonly asks: number;
  /** What is left now; absent when the pods on the node are not known. */
  readonly free?: number;
  /** What the node has for pods in all. */
  readonly total: number;
}

/** The node that comes nearest to taking the pod, and what it lacks. */
export interface NearestNode {
  readonly node: string;
  readonly lacks: readonly Lack[];
  /** Whether some node would take the pod if nothing ran there. */
  readonly wouldFitEmpty: boolean;
  /** A node with enough room that a taint keeps the pod away from. */
  readonly reserved?: string;
  readonly quotes: readonly Quote[];
}

function lacksOf(
  asked: ReadonlyMap<string, number>,
  total: ReadonlyMap<string, number>,
  free: ReadonlyMap<string, number> | undefined,
): Lack[] {
  return [...asked].flatMap(([resource, asks]) => {
    const all = total.get(resource) ?? 0;
    const left = free?.get(resource) ?? (free ? 0 : undefined);
    return asks > 0 && asks > (left ?? all)
      ? {
          resource,
          asks,
          total: all,
          ...(left !== undefined && { free: left }),
        }
      : [];
  });
}

/** How far a node is from taking the pod: parts of each request that are missing, added up. */
function distance(lacks: readonly Lack[]): number {
  return lacks.reduce(
    (sum, { asks, free, total }) => sum + (asks - (free ?? total)) / asks,
    0,
  );
}

/** A node, what it has too little of for the pod, and how far it is from taking it. */
interface Candidate {
  readonly node: KubeNode;
  readonly lacks: readonly Lack[];
  readonly far: number;
}

const nameOf = (node: KubeNode) => node.metadata.name ?? '';

/** The nearest; by name where two are equally near. */
function nearer(a: Candidate | undefined, b: Candidate): Candidate {
  if (!a) return b;
  const isNearer =
    b.far < a.far || (b.far === a.far && nameOf(b.node) < nameOf(a.node));
  return isNearer ? b : a;
}

const fitsEmpty = ({ lacks }: Candidate) =>
  lacks.every(({ asks, total }) => asks <= total);

const nearestOf = memoAlike(
  (
    pod,
    all,
    scheduledPods: readonly Pod[] | undefined,
  ): NearestNode | undefined => {
    const asked = requestsOf(pod);
    const room = scheduledPods && freeByNode(all, scheduledPods);
    const candidate = (node: KubeNode): Candidate => {
      const free = room?.get(nameOf(node));
      const lacks = lacksOf(asked, allocatableOf(node), free);
      return { node, lacks, far: distance(lacks) };
    };
    const selected = all.filter(node => isSelected(pod.spec, node));
    const isOpen = (node: KubeNode) => untolerated(pod.spec, node).length === 0;
    const open = selected.filter(isOpen).map(candidate);
    const best = open.reduce<Candidate | undefined>(nearer, undefined);
    if (!best || best.lacks.length === 0) return undefined;
    const reserved = selected.find(
      node => room && !isOpen(node) && candidate(node).lacks.length === 0,
    );
    const i = all.indexOf(best.node);
    return {
      node: nameOf(best.node),
      lacks: best.lacks,
      wouldFitEmpty: open.some(fitsEmpty),
      ...(reserved && { reserved: nameOf(reserved) }),
      quotes: best.lacks.flatMap(({ resource }) =>
        quoteOf('nodes', all, `${i}.status.allocatable.${resource}`),
      ),
    };
  },
);

/**
 * Compares what a pod asks with each node it may go to. `undefined` when the nodes are not known, none is open to it, or one
 * has room by now: then the numbers are newer than the scheduler's answer and would only confuse.
 */
export function nearestNode(
  pod: Pod,
  nodes: Fact<FactValues['nodes']>,
  scheduledPods: Fact<FactValues['scheduledPods']>,
): NearestNode | undefined {
  if (nodes.status !== 'ok') return undefined;
  const pods = scheduledPods.status === 'ok' ? scheduledPods.value : undefined;
  return nearestOf(pod, nodes.value, pods);
}
