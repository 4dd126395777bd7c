import type { Text } from '../../engine';
import { both, duration, findByName, parseTime } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeEvent, KubeNode, Pod } from '../../facts/objects';

/** Grace period when the pod names none, in seconds. */
const DEFAULT_GRACE_SECONDS = 30;
/** The kubelet begins within seconds of the request; later than this it was away, in milliseconds. */
const DELAY_MS = 60_000;
/** The kubelet's word that it ends a container for good: not for a probe, nor to start it anew. */
const ENDING =
  /^(?:\(combined[^)]{0,40}\): )?(?:Stopping container|Killing container with \S{1,200}:\s?Need to kill Pod)/i;

/** The grace period a deleted pod was given, in seconds. */
export function graceOf({ metadata, spec }: Pod): number {
  return (
    metadata.deletionGracePeriodSeconds ??
    spec.terminationGracePeriodSeconds ??
    DEFAULT_GRACE_SECONDS
  );
}

/** When the kubelet first said that it ends the pod's containers, in milliseconds. It says so again at each further attempt. */
export function endingSince(
  pod: Pod,
  events: Fact<readonly KubeEvent[]>,
): number | undefined {
  const created = parseTime(pod.metadata.creationTimestamp) ?? -Infinity;
  const times = (events.status === 'ok' ? events.value : []).flatMap(
    ({ reason, message = '', firstSeen, lastSeen }) => {
      const seen = parseTime(firstSeen ?? lastSeen);
      const isEnding = reason === 'Killing' && ENDING.test(message);
      return isEnding && seen !== undefined && seen >= created ? seen : [];
    },
  );
  return times.length > 0 ? Math.min(...times) : undefined;
}

/**
 * When a deleted pod should be gone, in milliseconds: deletionTimestamp, which holds the grace period already. The kubelet counts from
 * the moment it begins; where that was much later (the node was away), or the time lies before the pod itself, from there.
 */
function deadlineOf(
  pod: Pod,
  events: Fact<readonly KubeEvent[]>,
): number | undefined {
  const due = parseTime(pod.metadata.deletionTimestamp);
  if (due === undefined) return undefined;
  const created = parseTime(pod.metadata.creationTimestamp) ?? -Infinity;
  const grace = graceOf(pod) * 1000;
  const began = endingSince(pod, events);
  const isLate = began !== undefined && began > due - grace + DELAY_MS;
  if (isLate || due < created) return (began ?? created) + grace;
  return due;
}

/** Seconds since a deleted pod should have been gone; negative within its grace, `undefined` when it was not deleted. */
export function secondsOverdue(
  pod: Pod,
  events: Fact<readonly KubeEvent[]>,
  now: number,
): number | undefined {
  const due = deadlineOf(pod, events);
  return due === undefined ? undefined : (now - due) / 1000;
}

/** Whether the pod's node is known to be gone or silent: then nobody is there to end anything. */
export function isNodeSilent(
  { spec, status }: Pod,
  nodes: Fact<readonly KubeNode[]>,
): boolean {
  // Until 1.20 the pod itself said so.
  if (status.reason === 'NodeLost') return true;
  if (nodes.status !== 'ok' || nodes.value.length === 0) return false;
  const node = findByName(nodes.value, spec.nodeName);
  const ready = node?.status.conditions.find(({ type }) => type === 'Ready');
  return node === undefined || ready?.status === 'Unknown';
}

/** Whether the pod's node is known to answer. */
export function isNodeAlive(
  { spec }: Pod,
  nodes: Fact<readonly KubeNode[]>,
): boolean {
  const all = nodes.status === 'ok' ? nodes.value : [];
  const node = findByName(all, spec.nodeName);
  return (
    node?.status.conditions.some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    ) === true
  );
}

/** Whether any container of the pod still runs, by its status. */
export function isAnyRunning({ status }: Pod): boolean {
  return [...status.containerStatuses, ...status.initContainerStatuses].some(
    ({ state }) => state?.running !== undefined,
  );
}

/** What is left of a deleted pod's grace period, in seconds; nothing once it is over. Spread into the data of a finding. */
export function graceLeft(
  pod: Pod,
  events: Fact<readonly KubeEvent[]>,
  now: number,
): { readonly left?: number } {
  const overdue = secondsOverdue(pod, events, now);
  return overdue !== undefined && overdue < 0 ? { left: -overdue } : {};
}

/** What is left of the grace period, as a sentence behind another. */
export function leftInWords(left: number | undefined): Text {
  if (left === undefined) return both('', '');
  const { en, zh } = duration(left);
  return both(
    ` It is given ${en} more to stop by itself.`,
    `它还有 ${zh}可以自行停止。`,
  );
}
