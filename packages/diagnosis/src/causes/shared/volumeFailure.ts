import type { Quote } from '../../engine';
import {
  containersOf,
  firstQuoteOf,
  memoLast,
  needed,
  parseTime,
  secondsSince,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeEvent, Pod, Volume } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { VolumeProblem } from './volumeProblem';
import { attachProblem, mountProblem, SUFFERS } from './volumeProblem';

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

const FAILED =
  /^(?:FailedMount|FailedAttachVolume|FailedMapVolume|FailedMountOnFilesystemMismatch)$/;
/** Only reported of a pod whose volumes are all mounted. */
const LATER =
  /^(?:Pulling|Pulled|Created|Started|BackOff|FailedCreatePodSandBox|AddedInterface)$/;
const NOT_YET = new Set([
  undefined,
  '',
  'ContainerCreating',
  'PodInitializing',
]);
const VOLUME = /\bfor volume "([^"]{1,253})"/;
const SUMMARY = /^Unable to (?:attach or )?mount volumes/;
const UNMOUNTED = /unmounted volumes=\[([^\]]{0,4096})\]/;
/** A specific failure this much older than the newest word about the same volume is over, in seconds. */
const STALE = 900;
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

/** When the last sign of a start was seen that went past the volumes: what failed before is over. */
export function passedAt(pod: Pod, events: readonly KubeEvent[]): number {
  const times = [
    ...containersOf(pod).flatMap(({ status: { state, lastState } }) => [
      state?.terminated?.finishedAt,
      lastState?.terminated?.finishedAt,
    ]),
    ...events
      .filter(({ reason = '' }) => LATER.test(reason))
      .map(({ lastSeen }) => lastSeen),
  ];
  return times.reduce(
    (latest, time) => Math.max(latest, parseTime(time) ?? -Infinity),
    -Infinity,
  );
}

interface Report {
  readonly i: number;
  readonly problem: VolumeProblem;
  readonly volume: string;
  readonly unmounted: readonly string[];
  readonly isVague: boolean;
  readonly text: string;
  readonly time: number;
  readonly count: number;
}

/** Says only that it took too long, or that the first attempt is still under way. */
const VAGUE =
  /DeadlineExceeded|deadline exceeded|code = Aborted|timed out waiting|operation .{0,80}already exists|not attached according to node status/i;

/** Without what a retry changes and what echoes the command line. */
function essence(message: string): string {
  return message
    .slice(0, 8192)
    .replace(/^\(combined from similar events\): /, '')
    .replace(/Mounting command:[^]{0,4096}?Output:/, 'Output:');
}

function reportOf(event: KubeEvent, i: number, pod: Pod): Report {
  const text = essence(event.message ?? '');
  const unmounted = UNMOUNTED.exec(text)?.[1]?.split(' ').filter(Boolean) ?? [];
  const tail = SUMMARY.test(text) ? text.slice(text.lastIndexOf(']')) : text;
  const volume = VOLUME.exec(text)?.[1] ?? unmounted[0] ?? '';
  const mounted = pod.spec.volumes.find(({ name }) => name === volume);
  const isSummary = SUMMARY.test(text);
  const found =
    event.reason === 'FailedAttachVolume'
      ? attachProblem(text)
      : mountProblem(tail, mounted, event.reason);
  // Nothing but that it took too long.
  const problem = isSummary && found === 'mount-failed' ? 'summary' : found;
  return {
    i,
    problem,
    volume,
    unmounted,
    isVague: isSummary || (problem === 'mount-failed' && VAGUE.test(text)),
    text: tail,
    time: parseTime(event.lastSeen) ?? Number.NaN,
    count: event.count,
  };
}

const ATTACHED = /^AttachVolume\.Attach succeeded for volume "([^"]{1,253})"/;

/** Reports of failures that nothing later has overtaken. */
function reportsOf(pod: Pod, events: readonly KubeEvent[]): Report[] {
  const passed = passedAt(pod, events);
  const attached = new Map<string, number>();
  for (const { reason, message = '', lastSeen } of events) {
    if (reason !== 'SuccessfulAttachVolume') continue;
    const volume = ATTACHED.exec(message.slice(0, 512))?.[1] ?? '';
    const time = parseTime(lastSeen) ?? -Infinity;
    attached.set(volume, Math.max(time, attached.get(volume) ?? -Infinity));
  }
  return events.flatMap((event, i) => {
    if (!FAILED.test(event.reason ?? '')) return [];
    const time = parseTime(event.lastSeen);
    if (time !== undefined && time <= passed) return [];
    const report = reportOf(event, i, pod);
    const done = attached.get(report.volume);
    const isAttach = event.reason === 'FailedAttachVolume';
    const isOver = isAttach && done !== undefined && !(report.time > done);
    return isOver ? [] : report;
  });
}

/** Newest first; of one second by text, so that the order of events does not matter. */
function byAge(a: Report, b: Report): number {
  if (a.time !== b.time) return (b.time || 0) - (a.time || 0);
  return a.text < b.text ? 1 : -1;
}

/** One report for each volume: the newest that says something, and no summary beside it. */
function tellingReports(reports: readonly Report[]): Report[] {
  const sorted = [...reports].sort(byAge);
  const newest = new Map<string, number>();
  const chosen = new Map<string, Report>();
  for (const report of sorted) {
    const { volume, time, isVague } = report;
    const last = newest.get(volume) ?? time;
    newest.set(volume, last);
    const before = chosen.get(volume);
    const isBetter =
      before?.isVague && !isVague && !(last - time > STALE * 1000);
    if (!before || isBetter) chosen.set(volume, report);
  }
  const all = [...chosen.values()];
  const rest = all.filter(({ problem }) => problem !== 'summary');
  return rest.length > 0 ? rest : all.slice(0, 1);
}

/** The claim a volume belongs to: by the claims, or because the pod has no other. */
function claimOf(
  volume: string,
  { pod, claims }: VolumeReading,
): string | undefined {
  const own = pod.spec.volumes.find(({ name }) => name === volume);
  const nameOf = ({ name, persistentVolumeClaim, ephemeral }: Volume) =>
    ephemeral
      ? `${pod.metadata.name}-${name}`
      : persistentVolumeClaim?.claimName;
  if (own) return nameOf(own);
  const bound =
    claims?.status === 'ok'
      ? claims.value.find(({ spec }) => spec.volumeName === volume)
      : undefined;
  if (bound) return bound.metadata.name;
  const names = pod.spec.volumes.flatMap(one => nameOf(one) ?? []);
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

/** Some thirty causes ask the same of the events. */
const toldBy = memoLast((events: readonly KubeEvent[], pod: Pod) =>
  tellingReports(reportsOf(pod, events)),
);

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
  return toldBy(events.value, pod)
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
