import type { Quote } from '../../engine';
import { memoLast, newestEvent, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeEvent, Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { Recognised } from './schedulerTexts';
import { recognise } from './schedulerTexts';

/** A reason the scheduler gives, and for how many nodes. */
export interface Reason extends Recognised {
  readonly nodes: number;
  readonly text: string;
}

/** Why the scheduler found no node, by its own count. */
export interface Unschedulable {
  /** All nodes it looked at; 0 when it does not say. */
  readonly nodes: number;
  readonly reasons: readonly Reason[];
  /** The condition's reason, or the event's. */
  readonly reason: string;
  readonly message: string;
  /** What it says of preemption: the end of the message. */
  readonly preemption: string;
  /** The component that spoke, where an event tells. */
  readonly source: string;
  readonly quotes: readonly Quote[];
  /** Set when room is being made for it. */
  readonly contradictions: readonly Quote[];
}

/** Longer messages are cut: a condition of a cluster of thousands of nodes has some hundred reasons. */
const LONGEST = 16_384;
/** What follows is about preemption and counts the same nodes again, or is left over by a plugin that ran after. */
const AFTERWARDS =
  /\bpreemption: |\bno new claims to deallocate|\bstill not schedulable|\bdeallocation of ResourceClaim|\bdeletion of ResourceClaim|\bGang "/;
const COUNTED =
  /\b\d{1,6}\/(\d{1,6}) nodes are (?:un)?available(?:[:.] ?|$)|\ball nodes are unavailable: ?/;
/** Before 1.8, and of schedulers made after it: the count stands behind each reason. */
const PREDICATES =
  /No nodes are available that match all of the (?:following )?predicates:+ ?|fit failure summary on nodes ?: ?/;

/** Reads `1 Insufficient cpu, 2 node(s) had taint {a: b}, that the pod didn't tolerate`: each begins with its count. */
export function countedReasons(list: string, nodes: number): Reason[] {
  return (
    list
      // A full stop behind a digit is of an address or a version.
      .split(/(?:[,;]|(?<!\d)\.) ?(?=\d{1,6} [^\d\s])/)
      .map(part => part.trim().replace(/[.,;\s]{1,8}$/, ''))
      .filter(part => part !== '')
      .map(part => {
        const [, number, text = part] = /^(\d{1,6}) (.*)$/s.exec(part) ?? [];
        return {
          ...recognise(text),
          nodes: number === undefined ? nodes : Number(number),
          text,
        };
      })
  );
}

/** `Insufficient cpu (2), PodToleratesNodeTaints (1)`. */
function listedReasons(list: string): Reason[] {
  return [...list.matchAll(/([A-Za-z][\w'./: -]{1,120}?) \((\d{1,6})\)/g)].map(
    ([, text = '', number]) => ({
      ...recognise(text),
      nodes: Number(number),
      text,
    }),
  );
}

/** Takes a message of a scheduler apart. */
export function readMessage(
  whole: string,
): Pick<Unschedulable, 'nodes' | 'reasons' | 'preemption'> {
  const text = whole.slice(0, LONGEST);
  // A message that begins with it has nothing before.
  const cut = AFTERWARDS.exec(text)?.index || text.length;
  const said = text.slice(0, cut);
  const preemption = text.slice(cut);
  const counted = COUNTED.exec(said);
  if (counted) {
    const nodes = Number(counted[1] ?? 0);
    const list = said.slice(counted.index + counted[0].length);
    // Zero nodes have no reasons.
    const none = { kind: 'no-nodes', nodes: 0, text: said } as const;
    const group = recognise(said.slice(0, counted.index)).kind === 'group';
    const reasons = countedReasons(list, nodes);
    return {
      nodes,
      reasons: [
        ...(group ? [{ kind: 'group', nodes, text: said } as const] : []),
        ...(counted[1] !== undefined && nodes === 0 ? [none] : reasons),
      ],
      preemption,
    };
  }
  const listed = PREDICATES.exec(said);
  if (listed) {
    const list = said.slice(listed.index + listed[0].length);
    return { nodes: 0, reasons: listedReasons(list), preemption };
  }
  const reasons =
    said.trim() === '' ? [] : [{ ...recognise(said), nodes: 0, text: said }];
  return { nodes: 0, reasons, preemption };
}

/** Whether a pod still waits for a node: none is given, it has not begun, ended, or been told to go. */
export function isUnplaced({ spec, metadata, status }: Pod): boolean {
  const { phase = 'Pending', conditions, containerStatuses } = status;
  return (
    !spec.nodeName &&
    !metadata.deletionTimestamp &&
    phase === 'Pending' &&
    !containerStatuses.some(({ state }) => state?.running) &&
    !conditions.some(
      ({ type, status: is }) => type === 'PodScheduled' && is === 'True',
    )
  );
}

/** Karpenter uses the scheduler's reason for its own verdict; a pod that is going away is no fault. */
const isOfScheduler = ({ reason, source = '', message = '' }: KubeEvent) =>
  (reason === 'FailedScheduling' || reason === 'Unschedulable') &&
  !/karpenter|autoscaler/i.test(source) &&
  !/^(?:(?:Failed|Could not) (?:to )?schedule pod,|skip schedule deleting pod)/i.test(
    message,
  );

/** Where the scheduler's answer stands: the condition, or the newest event when that says nothing. */
function answerOf(pod: Pod, events: Fact<FactValues['events']> | undefined) {
  const i = pod.status.conditions.findIndex(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  const condition = pod.status.conditions[i];
  const at = `status.conditions.${i}`;
  const reason = condition ? [...quoteOf('pod', pod, `${at}.reason`)] : [];
  if (condition?.reason === 'SchedulingGated') return undefined;
  if (condition?.message?.trim()) {
    return {
      ...condition,
      source: '',
      quotes: [...quoteOf('pod', pod, `${at}.message`), ...reason],
    };
  }
  if (events?.status !== 'ok') return undefined;
  const e = newestEvent(events.value, isOfScheduler);
  const event = e === undefined ? undefined : events.value[e];
  return event?.message
    ? {
        reason: event.reason,
        message: event.message,
        source: event.source ?? '',
        quotes: [...quoteOf('events', events.value, `${e}.message`), ...reason],
      }
    : undefined;
}

/**
 * What keeps a pod from being placed, in the scheduler's words. `undefined` for a pod that has a node, waits for a gate, is on
 * its way out, or of which no scheduler has spoken.
 */
export const unschedulable = memoLast(
  (
    pod: Pod,
    events?: Fact<FactValues['events']>,
  ): Unschedulable | undefined => {
    if (!isUnplaced(pod)) return undefined;
    const answer = answerOf(pod, events);
    if (!answer) return undefined;
    const { reason = '', message = '', source, quotes } = answer;
    const read = readMessage(message);
    const isError = reason === 'SchedulerError';
    return {
      ...read,
      reasons: read.reasons.map(one =>
        isError && one.kind === 'unknown' ? { ...one, kind: 'error' } : one,
      ),
      reason,
      message,
      source,
      quotes,
      contradictions: quoteOf('pod', pod, 'status.nominatedNodeName'),
    };
  },
);
