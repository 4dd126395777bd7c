import type { Detected, Neighbours, Quote, Text } from '../../engine';
import {
  both,
  count,
  duration,
  needed,
  neighboursOf,
  newestEvent,
  newestEvents,
  parseTime,
  quoteOf,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeEvent, Pod } from '../../facts/objects';
import type { FactValues, Subject } from '../../facts/snapshot';
import type { Place } from './kubectl';
import { placeOf } from './kubectl';
import type { SandboxProblem } from './sandboxProblems';
import { essence, pluginIn, sandboxProblem } from './sandboxProblems';
import {
  isFailure,
  isOfUnreadyNode,
  isTooEarly,
  lastLife,
  sandboxIsMissing,
} from './sandboxState';

/** What every cause about sandboxes may read besides the pod. */
export const SANDBOX_FACTS = [
  'events',
  'nodes',
  'scheduledPods',
  'namespacePods',
] as const;

/** What a cause about sandboxes is given. */
export interface SandboxReading {
  readonly pod: Pod;
  readonly events: Fact<FactValues['events']>;
  readonly nodes: Fact<FactValues['nodes']>;
  readonly scheduledPods: Fact<FactValues['scheduledPods']>;
  readonly namespacePods: Fact<FactValues['namespacePods']>;
  readonly subject: Subject;
  readonly now: number;
}

/** What the words of each cause need. */
export interface SandboxData extends Place {
  readonly node: string;
  /** Failed tries that the events count. */
  readonly times: number;
  /** Seconds since the first of them. */
  readonly lasts?: number;
  /** Seconds since the last of them, if it is long ago. */
  readonly quiet?: number;
  /** The network plugin that the message names. */
  readonly plugin?: string;
  readonly neighbours?: Neighbours;
}

/** A sandbox that the node cannot make. */
export interface SandboxFailure {
  readonly problem: SandboxProblem;
  /** The {@link essence} of what was said. */
  readonly said: string;
  readonly data: SandboxData;
  readonly quotes: readonly Quote[];
}

/** Say how it failed, not why: an earlier event that says why is better. */
const SYMPTOMS: ReadonlySet<SandboxProblem> = new Set<SandboxProblem>([
  'sandbox-timeout',
  'sandbox-not-created',
]);
/** The kubelet tries every ten to fifteen seconds, and each try may take four minutes; older words are no longer current. */
const CURRENT_SECONDS = 900;

function problemOf({ reason, message = '' }: KubeEvent, podName: string) {
  const said = essence(message, podName);
  if (reason === 'FailedPrepareDynamicResources')
    return { said, problem: 'dra-not-prepared' as const }; // literal type of SandboxProblem
  if (reason === 'NetworkNotReady')
    return { said, problem: 'cni-not-installed' as const }; // the same
  return { said, problem: sandboxProblem(said) };
}

/** The event that says most: the newest that tells why, unless it is much older than the newest of all. */
function tellingEvent(
  events: readonly KubeEvent[],
  current: (event: KubeEvent) => boolean,
  podName: string,
): number | undefined {
  const newest = newestEvent(events, current);
  if (newest === undefined) return undefined;
  const end = parseTime(events[newest]?.lastSeen);
  const read = new Set(newestEvents(events.filter(current)));
  const tells = newestEvent(events, event => {
    if (!read.has(event)) return false;
    const age = (end ?? 0) - (parseTime(event.lastSeen) ?? end ?? 0);
    return (
      age <= CURRENT_SECONDS * 1000 &&
      !SYMPTOMS.has(problemOf(event, podName).problem)
    );
  });
  return tells ?? newest;
}

function quotesOf(
  pod: Pod,
  events: FactValues['events'],
  i: number,
): readonly Quote[] {
  const c = pod.status.conditions.findIndex(
    ({ type }) => type === 'PodReadyToStartContainers',
  );
  return [
    ...quoteOf('events', events, `${i}.message`),
    ...quoteOf('events', events, `${i}.reason`),
    ...quoteOf('events', events, `${i}.count`),
    ...quoteOf('pod', pod, `status.conditions.${c}.status`),
    ...quoteOf('pod', pod, 'spec.nodeName'),
  ];
}

/** A try is given up after four minutes; in milliseconds, with some slack. */
const LONGEST_TRY = 300_000;

/** When the first try began: of a pod that never had a sandbox when its node took it, for a try may take minutes until it is told. */
function firstTry(
  pod: Pod,
  failures: readonly { readonly firstSeen?: string }[],
): number {
  const told = Math.min(
    ...failures.map(one => parseTime(one.firstSeen) ?? Infinity),
  );
  const { startTime, containerStatuses, initContainerStatuses } = pod.status;
  const began = [...containerStatuses, ...initContainerStatuses].some(
    ({ containerID, lastState }) => containerID ?? lastState?.terminated,
  );
  const taken = began ? undefined : parseTime(startTime);
  const isSame = taken !== undefined && told - taken <= LONGEST_TRY;
  return isSame ? Math.min(told, taken) : told;
}

const sumOf = (events: readonly KubeEvent[]) =>
  events.reduce((sum, { count: times }) => sum + times, 0);

/** When it was last tried: now, where the next try may still be under way. */
function lastTry(events: readonly KubeEvent[], now: number): number {
  const last = Math.max(
    ...events.map(({ lastSeen }) => parseTime(lastSeen) ?? now),
  );
  return now - last > LONGEST_TRY ? last : now;
}

function judge(reading: SandboxReading): SandboxFailure | undefined {
  const { pod, events, subject, now } = reading;
  const missing = sandboxIsMissing(pod);
  if (!missing || (missing === 'possible' && events.status !== 'ok'))
    return undefined;
  const known = needed('events', events);
  const alive = lastLife(pod, known);
  const isCurrent = (event: KubeEvent) =>
    isFailure(event) && (parseTime(event.lastSeen) ?? Infinity) >= alive;
  const i = tellingEvent(known, isCurrent, subject.name);
  const event = i === undefined ? undefined : known[i];
  if (i === undefined || !event) return undefined;
  const { said, problem } = problemOf(event, subject.name);
  const failures = known.filter(isCurrent);
  const times = sumOf(failures);
  // Each time the sandbox is made anew is one more try.
  const again = known.filter(
    ({ reason, lastSeen }) =>
      reason === 'SandboxChanged' && (parseTime(lastSeen) ?? 0) >= alive,
  );
  const last = lastTry([...failures, ...again], now);
  if (isTooEarly(reading, problem, times)) return undefined;
  const first = firstTry(pod, failures);
  const plugin = pluginIn(said);
  const neighbours = neighboursOf(pod, reading, now);
  return {
    problem,
    said,
    data: {
      ...placeOf(subject),
      node: pod.spec.nodeName ?? '',
      times: Math.max(times, sumOf(again)),
      ...(first < last && { lasts: Math.round((last - first) / 1000) }),
      ...(last < now && { quiet: Math.round((now - last) / 1000) }),
      ...(plugin !== undefined && { plugin }),
      ...(neighbours && { neighbours }),
    },
    quotes: quotesOf(pod, known, i),
  };
}

type Known = readonly [SandboxReading, SandboxFailure | undefined];

/** Some twenty causes ask the same of a pod. */
const seen = new WeakMap<Pod, Known>();

/**
 * Why the node cannot make the pod's sandbox; `undefined` when it can, or it is too early to say. Ends the cause unchecked when only
 * events that are missing could tell.
 */
export function sandboxFailure(
  reading: SandboxReading,
): SandboxFailure | undefined {
  const { pod, events, nodes, scheduledPods, namespacePods, now } = reading;
  const before = seen.get(pod);
  const [asked, answer] = before ?? [];
  if (
    asked?.events === events &&
    asked.nodes === nodes &&
    asked.scheduledPods === scheduledPods &&
    asked.namespacePods === namespacePods &&
    asked.now === now
  ) {
    return answer;
  }
  const failure = judge(reading);
  seen.set(pod, [reading, failure]);
  return failure;
}

/** The failure as a finding, when it is of this problem: with what the cause itself reads out of the message. */
export function sandboxFinding<M extends object>(
  reading: SandboxReading,
  problem: SandboxProblem,
  more: (failure: SandboxFailure) => {
    readonly data: M;
    readonly quotes?: readonly Quote[];
  },
): Detected<SandboxData & M>[] {
  const failure = sandboxFailure(reading);
  if (failure?.problem !== problem) return [];
  const { data, quotes = [] } = more(failure);
  return [
    {
      data: { ...failure.data, ...data },
      ...(isOfUnreadyNode(reading, problem) && { givesWay: true }),
      quotes: [...failure.quotes, ...quotes],
    },
  ];
}

/** "12 times in 5 min". */
export function triesInWords({ times, lasts, quiet }: SandboxData): Text {
  const gap = quiet === undefined ? undefined : duration(quiet);
  const ago = gap
    ? both(` (last ${gap.en} ago)`, `（最近一次在 ${gap.zh}前）`)
    : both('', '');
  if (times < 2) return both(`once${ago.en}`, `1 次${ago.zh}`);
  const tries = both(count(times, 'time'), `${times} 次`);
  if (lasts === undefined)
    return both(`${tries.en}${ago.en}`, `${tries.zh}${ago.zh}`);
  const time = duration(lasts);
  return both(
    `${tries.en} in ${time.en}${ago.en}`,
    `${tries.zh}，历时 ${time.zh}${ago.zh}`,
  );
}

/** What cannot be while a pod has no sandbox: what is known of its containers is of an earlier one. */
export const WITHOUT_SANDBOX: readonly string[] = ['crashing/*', 'not-ready/*'];
