import type { ContainerView } from '../../engine';
import { currentEnd, newestEvent, parseTime, probeTimes } from '../../engine';
import type {
  ContainerStateTerminated,
  KubeEvent,
  Pod,
  Probe,
} from '../../facts/objects';
import type { ToldFailure } from './probeFailure';
import { newestFailure } from './probeFailure';
import { isSameQuestion } from './probeQuestion';

/** That the kubelet ends a container for a probe, and how that is known. */
export interface ProbeKill {
  /** Index of the event that says it is killed; it may have been dropped or forgotten. */
  readonly killing?: number;
  /** The newest event that says what the probe met; of a guess, what the readiness probe that asks the same met. */
  readonly failure?: ToldFailure;
  /** No event tells: the way it ended and the time it took fit a kill by the probe. */
  readonly isGuess: boolean;
}

type KillingProbe = 'liveness' | 'startup';

/** Grace period when the pod names none, in seconds. */
const DEFAULT_GRACE_SECONDS = 30;
/** How long after the kubelet's word the end may come at most, over the grace period, in seconds. */
const SLACK_SECONDS = 30;

/** Since 1.14 `Container app failed liveness probe, will be restarted`; before, the words stood in a longer message. */
const KILLING: Readonly<Record<KillingProbe, RegExp>> = {
  liveness: /\bfailed liveness probe\b|\bliveness probe failed\b/i,
  startup: /\bfailed startup probe\b/i,
};

/** What a program ends with when it is told to stop: by TERM, by KILL, or in good order. */
const STOPPED = new Set([143, 137, 0]);

function isAbout({ involvedObject, message = '' }: KubeEvent, name: string) {
  const path = involvedObject.fieldPath;
  return path ? path.includes(`{${name}}`) : message.includes(` ${name} `);
}

/** Whether an end looks like a stop by the probe: a stop, not for lack of memory, and not before the probe could. */
function fits(
  { startedAt, finishedAt, exitCode = 1, reason }: ContainerStateTerminated,
  probe: Probe,
): boolean {
  const [start, end] = [parseTime(startedAt), parseTime(finishedAt)];
  if (!STOPPED.has(exitCode) || reason === 'OOMKilled') return false;
  if (!start || !end) return true;
  const { delay, period, failures } = probeTimes(probe);
  // Times are whole seconds.
  return (end - start) / 1000 >= delay + period * (failures - 1) - 1;
}

/** Whether the end came no later than a kill by a probe that failed from the start on. */
function isPrompt(
  { startedAt, finishedAt, exitCode }: ContainerStateTerminated,
  probe: Probe,
  grace: number,
): boolean {
  const [start, end] = [parseTime(startedAt), parseTime(finishedAt)];
  if (start === undefined || end === undefined || exitCode === 0) return false;
  const { patience, period } = probeTimes(probe);
  return (end - start) / 1000 <= patience + period + grace + SLACK_SECONDS;
}

/**
 * Of a probe whose own events are gone: the readiness probe asks the same and fails, and the container ended when the other had to
 * give up on it.
 */
function twinFailure(
  pod: Pod,
  events: readonly KubeEvent[],
  container: ContainerView,
  kind: KillingProbe,
  since: number,
): ProbeKill | undefined {
  const { livenessProbe, readinessProbe: twin } = container.spec ?? {};
  if (kind !== 'liveness' || !livenessProbe || !twin) return undefined;
  if (!isSameQuestion(livenessProbe, twin)) return undefined;
  const failure = newestFailure(events, pod, container, 'readiness');
  return failure && failure.lastSeen >= since
    ? { isGuess: true, failure }
    : undefined;
}

/** The newest event that says the container is killed for this probe. */
function killingOf(
  events: readonly KubeEvent[],
  name: string,
  kind: KillingProbe,
): number | undefined {
  return newestEvent(
    events,
    event =>
      event.reason === 'Killing' &&
      KILLING[kind].test((event.message ?? '').slice(0, 4096)) &&
      isAbout(event, name),
  );
}

/**
 * Whether the kubelet ended the container for a probe. The event must be near the end that the container shows, or come
 * after the start of the instance that runs. In a long loop it may be older: the kubelet sends at most 25 events about one
 * object, then one every five minutes, and drops the rest (client-go, EventSourceObjectSpamFilter). Without any event, the end
 * alone must fit; code 0 is then too little. Where only its own events are gone, a readiness probe that asks the same speaks for it.
 */
export function probeKillOf(
  pod: Pod,
  events: readonly KubeEvent[] | undefined,
  container: ContainerView,
  kind: KillingProbe,
  now: number,
): ProbeKill | undefined {
  const { spec, status, name } = container;
  const probe = spec?.[`${kind}Probe`];
  const ended = currentEnd(container, now)?.terminated;
  const isFitting = ended && probe && fits(ended, probe);
  if (!events)
    return isFitting && ended.exitCode !== 0 ? { isGuess: true } : undefined;
  const killing = killingOf(events, name, kind);
  const failure = newestFailure(events, pod, container, kind);
  const { running } = status.state ?? {};
  const moment = parseTime(ended?.finishedAt ?? running?.startedAt);
  if (moment === undefined && !ended) return undefined;
  const grace = pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  // A container that runs is being killed now only if the word came after it started.
  const slack = ended ? (grace + SLACK_SECONDS) * 1000 : 0;
  const since = moment === undefined ? -Infinity : moment - slack;
  const event = events[killing ?? -1];
  const seen = parseTime(event?.lastSeen) ?? (event ? Infinity : -Infinity);
  // Startup probes fail before each good start, too: with a liveness probe beside it, it takes more than a row.
  const isAlone = kind === 'liveness' || !spec?.livenessProbe;
  const isMany = isAlone && (status.restartCount ?? 0) >= 2;
  const isTold = failure && failure.lastSeen >= since;
  const isRow = isTold || (isMany && (killing ?? failure) !== undefined);
  if ((killing !== undefined && seen >= since) || (isFitting && isRow)) {
    return {
      isGuess: false,
      ...(killing !== undefined && { killing }),
      ...(failure && { failure }),
    };
  }
  return isFitting && isPrompt(ended, probe, grace)
    ? twinFailure(pod, events, container, kind, since)
    : undefined;
}
