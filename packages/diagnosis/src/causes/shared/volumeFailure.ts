import type { Quote } from '../../engine';
import {
  containersOf,
  firstQuoteOf,
  memoLast,
  needed,
  secondsSince,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { VolumeProblem } from './volumeProblem';
import { SUFFERS } from './volumeProblem';
import type { Report } from './volumeReports';
import { nameOfClaim, tellingReports } from './volumeReports';

/** A volume that the pod waits for, and what keeps it away. */
export interface VolumeFailure {
  readonly problem: VolumeProblem;
  /** As the event names it: the persistent volume, or the pod's own name for a volume without one. */
  readonly volume: string;
  /** The claim that the volume belongs to, when it is known. */
  readonly claim?: string;
  /** All volumes a summary lists as not mounted. */
  readonly unmounted: readonly string[];
  /** What failed, in the cluster's words, cut. */
  readonly why: string;
  readonly times: number;
  readonly node: string;
  readonly quotes: readonly Quote[];
}

/** What the failures are read from. */
export interface VolumeReading {
  readonly pod: Pod;
  readonly events: Fact<FactValues['events']>;
  readonly claims?: Fact<FactValues['claims']>;
  readonly now: number;
}

const NOT_YET = new Set([
  undefined,
  '',
  'ContainerCreating',
  'PodInitializing',
]);
/** So young a pod with a single report only starts as usual, in seconds. */
export const USUAL_START = 60;

/** What events may say of a volume that is not attached; an attachment's own status counts where they are silent. */
export const ATTACHING: readonly VolumeProblem[] = [
  'attach-failed',
  'attach-silent',
  'attached-elsewhere',
  'driver-missing',
  'mount-failed',
];

const TRANSIENT: ReadonlySet<VolumeProblem> = new Set([
  'driver-missing',
  'attach-silent',
  'attach-failed',
  'mount-failed',
  'token',
  'claim',
  'summary',
]);

/** Whether the pod has a node and nothing of it runs or waits for something that comes after its volumes. */
export const waitsForVolumes = memoLast((pod: Pod): boolean => {
  const { phase } = pod.status;
  const isOver = phase === 'Succeeded' || phase === 'Failed';
  if (pod.metadata.deletionTimestamp || isOver) return false;
  const containers = containersOf(pod);
  // A pod that runs has told of its containers.
  const isKnown = phase !== 'Running' || containers.length > 0;
  return (
    pod.spec.nodeName !== undefined &&
    isKnown &&
    containers.every(
      ({ status: { state } }) =>
        !state?.running && NOT_YET.has(state?.waiting?.reason),
    )
  );
});

/** The claim a volume belongs to: by the claims, or because the pod has no other. */
function claimOf(
  volume: string,
  { pod, claims }: VolumeReading,
): string | undefined {
  const own = pod.spec.volumes.find(({ name }) => name === volume);
  if (own) return nameOfClaim(pod, own);
  const bound =
    claims?.status === 'ok'
      ? claims.value.find(({ spec }) => spec.volumeName === volume)
      : undefined;
  if (bound) return bound.metadata.name;
  const names = pod.spec.volumes.flatMap(one => nameOfClaim(pod, one) ?? []);
  return names.length === 1 ? names[0] : undefined;
}

function isUsual(
  { problem, count }: Report,
  { pod, now }: VolumeReading,
): boolean {
  const age = secondsSince(
    pod.status.startTime ?? pod.metadata.creationTimestamp,
    now,
  );
  return (
    TRANSIENT.has(problem) &&
    count < 2 &&
    age !== undefined &&
    age < USUAL_START
  );
}

/**
 * Volumes the pod waits for because of one of `problems`, told by the events; a single report of a pod that has just been placed
 * is no failure yet. Without events the cause ends unchecked, if the pod waits and has a volume that can suffer so.
 */
export function volumeFailures(
  reading: VolumeReading,
  ...problems: readonly VolumeProblem[]
): VolumeFailure[] {
  const { pod, events } = reading;
  if (!waitsForVolumes(pod)) return [];
  if (events.status !== 'ok') {
    const isPossible = (one: VolumeProblem) =>
      pod.spec.volumes.some(SUFFERS[one]);
    if (problems.some(isPossible)) needed('events', events);
    return [];
  }
  return tellingReports(pod, events.value, reading.claims)
    .filter(one => problems.includes(one.problem) && !isUsual(one, reading))
    .map(({ i, problem, volume, unmounted, text, count }) => {
      const claim = claimOf(volume, reading);
      return {
        problem,
        volume,
        ...(claim !== undefined && { claim }),
        unmounted,
        why: text.slice(0, 2048),
        times: count,
        node: pod.spec.nodeName ?? '',
        quotes: firstQuoteOf(
          'events',
          events.value,
          `${i}.message`,
          `${i}.reason`,
        ),
      };
    });
}
