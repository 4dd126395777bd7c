import type { ContainerView } from '../../../engine';
import { currentEnd, newestEvent, parseTime } from '../../../engine';
import type {
  ContainerStateTerminated,
  KubeEvent,
  Probe,
} from '../../../facts/objects';
import { probeTiming } from './answer';

/** The kubelet's word that it ends a container for a probe. Indices into the events. */
export interface Blow {
  readonly probe: 'liveness' | 'startup';
  /** The event that says it is killed; it may have been dropped or forgotten. */
  readonly killing?: number;
  /** The newest event that says what the probe met. */
  readonly unhealthy?: number;
}

/** How long after the kubelet's word the end may come at most, over the grace period, in seconds. */
const SLACK_SECONDS = 30;

/** Since 1.14 `Container app failed liveness probe, will be restarted`; before, the words stood in a longer message. */
const KILLING = /\bfailed (liveness|startup) probe\b/i;
const UNHEALTHY = /^(Liveness|Startup) probe (?:failed|errored)/;

/** What a program ends with when it is told to stop: by TERM, by KILL, or in good order. */
const STOPPED = new Set([143, 137, 0]);

function isAbout({ involvedObject, message = '' }: KubeEvent, name: string) {
  const path = involvedObject.fieldPath;
  return path ? path.includes(`{${name}}`) : message.includes(` ${name} `);
}

/** Whether an end that no fresh event explains is one of a row of kills: it was stopped, and not before the probe could. */
function isOneOfMany(
  { startedAt, finishedAt, exitCode = 1 }: ContainerStateTerminated,
  restarts: number,
  probe: Probe | undefined,
): boolean {
  const [start, end] = [parseTime(startedAt), parseTime(finishedAt)];
  if (restarts < 2 || !STOPPED.has(exitCode) || !start || !end) return false;
  const { delay, period, failures } = probeTiming(probe);
  // Times are whole seconds.
  return (end - start) / 1000 >= delay + period * (failures - 1) - 1;
}

/**
 * Whether the kubelet ended the container for a probe. The event must be near the end that the container shows, or come
 * after the start of the instance that runs. In a long loop it may be older: the kubelet sends at most 25 events about one
 * object, then one every five minutes, and drops the rest (client-go, EventSourceObjectSpamFilter).
 *
 * @param grace - the pod's grace period, in seconds
 */
export function blowOf(
  events: readonly KubeEvent[],
  container: ContainerView,
  grace: number,
  now: number,
): Blow | undefined {
  const { spec, status, name } = container;
  const newest = (reason: string, words: RegExp) =>
    newestEvent(
      events,
      event =>
        event.reason === reason &&
        words.test(event.message ?? '') &&
        isAbout(event, name),
    );
  const killing = newest('Killing', KILLING);
  const said = newest('Unhealthy', UNHEALTHY);
  const told = events[killing ?? said ?? -1];
  if (!told) return undefined;
  const probe = /startup probe/i.test(told.message ?? '')
    ? 'startup'
    : 'liveness';
  const end = currentEnd(container, now)?.terminated;
  const moment = parseTime(end?.finishedAt ?? status.state?.running?.startedAt);
  if (moment === undefined) return undefined;
  // A container that runs is being killed now only if the word came after it started.
  const since = end ? moment - (grace + SLACK_SECONDS) * 1000 : moment;
  const seen = parseTime(told.lastSeen) ?? -Infinity;
  const isFresh = killing !== undefined && seen >= since;
  const isRow =
    end && isOneOfMany(end, status.restartCount ?? 0, spec?.[`${probe}Probe`]);
  if (!isFresh && !isRow) return undefined;
  return {
    probe,
    ...(killing !== undefined && { killing }),
    ...(said !== undefined && { unhealthy: said }),
  };
}
