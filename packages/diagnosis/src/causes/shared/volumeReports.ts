import { containersOf, memoLast, newestEvents, parseTime } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeEvent, Pod, Volume } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { VolumeProblem } from './volumeProblem';
import { attachProblem, mountProblem } from './volumeProblem';

const FAILED =
  /^(?:FailedMount|FailedAttachVolume|FailedMapVolume|FailedMountOnFilesystemMismatch)$/;
/** Only reported of a pod whose volumes are all mounted. */
const LATER =
  /^(?:Pulling|Pulled|Created|Started|BackOff|FailedCreatePodSandBox|AddedInterface)$/;
const VOLUME = /\bfor volume ["“'‘]([^"”'’]{1,253})["”'’]/;
const SUMMARY = /^Unable to (?:attach or )?mount volumes/;
const UNPROCESSED = /failed to process volumes=\[([^\]]{0,4096})\]/;
const UNMOUNTED = /unmounted volumes=\[([^\]]{0,4096})\]/;
/** A specific failure this much older than the newest word about the same volume is over, in seconds. */
const STALE = 900;
/** While summaries still list the volume it holds longer: the same words are then only reported more seldom. */
const STILL_LISTED = 3600;
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

/** What one event says of a volume. */
export interface Report {
  readonly i: number;
  readonly problem: VolumeProblem;
  readonly volume: string;
  readonly unmounted: readonly string[];
  /** Volumes of the pod's own names that a summary says are still missing. */
  readonly missing: readonly string[];
  readonly isVague: boolean;
  readonly text: string;
  readonly time: number;
  /** When it was said for the first time. */
  readonly since: number;
  readonly count: number;
}

/**
 * Says only that it took too long, that the first attempt is still under way, that an earlier step has not been done, that the driver
 * went away meanwhile, or nothing but a number.
 */
const VAGUE =
  /DeadlineExceeded|deadline exceeded|context canceled|code = Aborted|timed out waiting|operation .{0,80}already exists|not attached according to node status|(?:has not|hasn't) been (?:attached|staged) yet|(?:is|was) not (?:yet )?staged|staging (?:target )?path .{0,300}(?:not (?:a )?mount|not mounted|does not exist)|transport is closing|error reading from server|(?:desc = |: )(?:(?:command )?exit status \d{1,3}|(?:internal|unknown) error|EOF)?\s*$/i;
/** Where such words may hide what another report says. */
const SAYS_LITTLE: ReadonlySet<VolumeProblem> = new Set([
  'mount-failed',
  'attach-failed',
  'attach-silent',
]);

/** Without what a retry changes and what echoes the command line. */
function essence(message: string): string {
  return message
    .slice(0, 8192)
    .replace(/^\(combined from similar events\): /, '')
    .replace(/Mounting command:[^]{0,4096}?Output:/, 'Output:');
}

const namesAfter = (list: RegExp, text: string): string[] =>
  list.exec(text)?.[1]?.split(' ').filter(Boolean) ?? [];

/** What a mount failed by; a node that holds the volume may be the pod's own. */
function mountHere(
  text: string,
  volume: Volume | undefined,
  reason: string | undefined,
  own: string = '',
): VolumeProblem {
  const problem = mountProblem(text, volume, reason);
  const isOwn =
    problem === 'attached-elsewhere' &&
    text.split(/[\s"'“”(),;:]+/).includes(own);
  return isOwn ? 'mount-failed' : problem;
}

function reportOf(event: KubeEvent, i: number, pod: Pod): Report {
  const text = essence(event.message ?? '');
  const unmounted = namesAfter(UNMOUNTED, text);
  const tail = SUMMARY.test(text) ? text.slice(text.lastIndexOf(']')) : text;
  const volume = VOLUME.exec(text)?.[1] ?? unmounted[0] ?? '';
  const mounted = pod.spec.volumes.find(({ name }) => name === volume);
  const isSummary = SUMMARY.test(text);
  const found =
    event.reason === 'FailedAttachVolume'
      ? attachProblem(text)
      : mountHere(tail, mounted, event.reason, pod.spec.nodeName);
  const time = parseTime(event.lastSeen) ?? Number.NaN;
  // Nothing but that it took too long.
  const problem = isSummary && found === 'mount-failed' ? 'summary' : found;
  return {
    i,
    problem,
    volume,
    unmounted,
    missing: [...unmounted, ...namesAfter(UNPROCESSED, text)],
    isVague: isSummary || (SAYS_LITTLE.has(problem) && VAGUE.test(text)),
    text: tail,
    time,
    since: parseTime(event.firstSeen) ?? time,
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
  return newestFailures(events, passed).flatMap(({ event, i }) => {
    const report = reportOf(event, i, pod);
    const done = attached.get(report.volume);
    const isAttach = event.reason === 'FailedAttachVolume';
    const isOver = isAttach && done !== undefined && !(report.time > done);
    return isOver ? [] : report;
  });
}

/** The newest events of a failure that came after this time, with their places. */
function newestFailures(events: readonly KubeEvent[], passed: number) {
  const isFailure = ({ reason = '', lastSeen }: KubeEvent) => {
    const time = parseTime(lastSeen);
    return FAILED.test(reason) && (time === undefined || time > passed);
  };
  const read = new Set(newestEvents(events.filter(isFailure)));
  return events.flatMap((event, i) => (read.has(event) ? { event, i } : []));
}

/** Newest first; of one second by text, so that the order of events does not matter. */
function byAge(a: Report, b: Report): number {
  if (a.time !== b.time) return (b.time || 0) - (a.time || 0);
  return a.text < b.text ? 1 : -1;
}

/** The claim behind a volume of a pod: named, or made from the pod's own template. */
export const nameOfClaim = (
  pod: Pod,
  { name, persistentVolumeClaim, ephemeral }: Volume,
): string | undefined =>
  ephemeral ? `${pod.metadata.name}-${name}` : persistentVolumeClaim?.claimName;

type Claims = Fact<FactValues['claims']> | undefined;

/** The pod's own name for a volume that an event names, perhaps by its persistent volume; `undefined` when it is not known. */
function ownName(volume: string, pod: Pod, claims: Claims): string | undefined {
  if (pod.spec.volumes.some(({ name }) => name === volume)) return volume;
  const claim =
    claims?.status === 'ok'
      ? claims.value.find(({ spec }) => spec.volumeName === volume)?.metadata
          .name
      : undefined;
  return pod.spec.volumes.find(
    one => claim !== undefined && nameOfClaim(pod, one) === claim,
  )?.name;
}

/** Without what a newer summary no longer lists: the node has mounted it since. */
function stillMissing(
  reports: readonly Report[],
  pod: Pod,
  claims: Claims,
): Report[] {
  const [newest] = reports
    .filter(({ missing }) => missing.length > 0)
    .sort(byAge);
  if (!newest) return [...reports];
  return reports.filter(({ volume, time }) => {
    const own = ownName(volume, pod, claims);
    return (
      own === undefined || newest.missing.includes(own) || !(time < newest.time)
    );
  });
}

function newestWords(
  pod: Pod,
  events: readonly KubeEvent[],
  claims: Claims,
): Report[] {
  const reports = stillMissing(reportsOf(pod, events), pod, claims);
  const sorted = [...reports].sort(byAge);
  const newest = new Map<string, Report>();
  const chosen = new Map<string, Report>();
  for (const report of sorted) {
    const { volume, time, isVague } = report;
    const last = newest.get(volume) ?? report;
    const patience = last.problem === 'summary' ? STILL_LISTED : STALE;
    // Whatever is not a summary is a newer word of the fault itself.
    if (!newest.has(volume) || last.problem === 'summary')
      newest.set(volume, report);
    const before = chosen.get(volume);
    // What is vague may be said again for hours; it counts from when it took the place of other words.
    const from = last.problem === 'summary' ? last.time : last.since;
    const isBetter =
      before?.isVague && !isVague && !(from - time > patience * 1000);
    if (!before || isBetter) chosen.set(volume, report);
  }
  const all = [...chosen.values()];
  const rest = all.filter(({ problem }) => problem !== 'summary');
  return rest.length > 0 ? rest : all.slice(0, 1);
}

const remembered = () => memoLast(newestWords);
/** Some thirty causes ask the same of a pod, some with its claims. */
const byEvents = remembered();
const byClaimsToo = remembered();

/** One report for each volume: the newest that says something, and no summary beside it. */
export function tellingReports(
  pod: Pod,
  events: readonly KubeEvent[],
  claims: Claims,
): readonly Report[] {
  return (claims ? byClaimsToo : byEvents)(pod, events, claims);
}
