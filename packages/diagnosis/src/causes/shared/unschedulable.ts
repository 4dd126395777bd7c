import type { Quote } from '../../engine';
import { quoteOf } from '../../engine';
import type { Pod } from '../../facts/objects';

/** Why the scheduler found no node, by its own count. */
export interface Unschedulable {
  /** All nodes it looked at; 0 when it does not say. */
  readonly nodes: number;
  /** Nodes that lack each resource, by its name; `pods` for "too many pods". */
  readonly insufficient: Readonly<Record<string, number>>;
  /** Nodes kept off by a taint or a cordon. */
  readonly tainted: number;
  /** Nodes without the labels that are asked for. */
  readonly unselected: number;
  readonly quotes: readonly Quote[];
  /** Set when room is being made for it. */
  readonly contradictions: readonly Quote[];
}

/** Sums the numbers before a reason. Wordings from 1.15 on; the scheduler counts each node once for each filter it failed. */
function nodesThat(message: string, reason: RegExp): number {
  let sum = 0;
  for (const [, number] of message.matchAll(reason)) sum += Number(number);
  return sum;
}

const TAINTED =
  /(\d{1,6}) node\(s\) (?:had (?:untolerated )?taint|were unschedulable)/g;
const UNSELECTED =
  /(\d{1,6}) node\(s\) didn't match (?:Pod's )?node (?:selector|affinity)/g;
const INSUFFICIENT = /(\d{1,6}) Insufficient ([\w./-]{0,252}\w)/g;
const TOO_MANY_PODS = /(\d{1,6}) Too many pods/g;

/** What keeps a pod from being placed; `undefined` for a pod that has a node, waits for a gate, or is on its way out. */
export function unschedulable(pod: Pod): Unschedulable | undefined {
  if (pod.spec.nodeName || pod.metadata.deletionTimestamp) return undefined;
  const i = pod.status.conditions.findIndex(
    ({ type, status, reason }) =>
      type === 'PodScheduled' &&
      status === 'False' &&
      reason === 'Unschedulable',
  );
  if (i === -1) return undefined;
  const all = pod.status.conditions[i]?.message ?? '';
  // What follows is about preemption and counts the same nodes again.
  const message = all.slice(0, 16_384).split(/\bpreemption: /)[0] ?? '';
  const insufficient: Record<string, number> = {};
  for (const [, number, name = ''] of message.matchAll(INSUFFICIENT)) {
    insufficient[name] = Number(number);
  }
  const full = nodesThat(message, TOO_MANY_PODS);
  if (full > 0) insufficient.pods = full;
  return {
    nodes: nodesThat(message, /0\/(\d{1,6}) nodes are available/g),
    insufficient,
    tainted: nodesThat(message, TAINTED),
    unselected: nodesThat(message, UNSELECTED),
    quotes: [
      ...quoteOf('pod', pod, `status.conditions.${i}.message`),
      ...quoteOf('pod', pod, `status.conditions.${i}.reason`),
    ],
    contradictions: quoteOf('pod', pod, 'status.nominatedNodeName'),
  };
}
