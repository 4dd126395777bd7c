import { parseTime, secondsSince } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';

/** Who chose the pod's node: the scheduler, or the manifest itself (`spec.nodeName`); `unknown` when nothing tells. */
export type PlacedBy = 'scheduler' | 'manifest' | 'unknown';

/** Events live an hour; of an older pod the missing "Scheduled" says nothing. */
const EVENTS_LIVE_SECONDS = 3600;

/** A pinned pod is taken on at once; one that had to wait for its start, in seconds, waited for the scheduler. */
const PINNED_STARTS_WITHIN_SECONDS = 120;

/** Whether the pod has what only a scheduler is for: rules on nodes, or a wait before its start. */
function looksScheduled({ metadata, spec, status }: Pod): boolean {
  const rules = spec.affinity?.nodeAffinity;
  const started = parseTime(status.startTime);
  const waited =
    started === undefined
      ? 0
      : secondsSince(metadata.creationTimestamp, started) ?? 0;
  return (
    rules?.requiredDuringSchedulingIgnoredDuringExecution !== undefined ||
    waited > PINNED_STARTS_WITHIN_SECONDS
  );
}

/** Who chose the pod's node. A pod whose events are all there, with none of the scheduler among them, was pinned. */
export function placedBy(
  pod: Pod,
  events: Fact<FactValues['events']>,
  now: number,
): PlacedBy {
  if (events.status !== 'ok') return 'unknown';
  if (events.value.some(({ reason }) => reason === 'Scheduled'))
    return 'scheduler';
  const age = secondsSince(pod.metadata.creationTimestamp, now);
  const isComplete =
    events.value.length > 0 && age !== undefined && age < EVENTS_LIVE_SECONDS;
  // Pods of a DaemonSet were given their node by its controller up to 1.11; static pods belong to their node.
  const isOfNode = pod.metadata.ownerReferences?.some(
    ({ kind }) => kind === 'DaemonSet' || kind === 'Node',
  );
  return isComplete && !isOfNode && !looksScheduled(pod)
    ? 'manifest'
    : 'unknown';
}
