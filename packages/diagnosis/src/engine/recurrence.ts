import type { ContainerStateTerminated } from '../facts/objects';
import { parseTime, secondsSince } from '../facts/time';
import type { ContainerView } from './containerView';

/**
 * The kubelet forgets a container's back-off after it ran this long, in seconds (twice the longest back-off of 300 s). A
 * failure older than that is history, not a fault.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export const CRASH_MEMORY_SECONDS = 600;

/** Whether an end was a failure: exit code or signal other than 0, or a reason other than `Completed`. */
export function failed({ exitCode, reason, signal }: ContainerStateTerminated) {
  return (
    (exitCode !== undefined && exitCode !== 0) ||
    (signal !== undefined && signal !== 0) ||
    (reason !== undefined && reason !== 'Completed')
  );
}

/** A container that runs at least this long, and {@link RECOVERY_FACTOR} times as long as it did before, has recovered. */
const RECOVERY_SECONDS = 120;
const RECOVERY_FACTOR = 10;
/** From so many restarts on, failures at most so far apart on average, in seconds, are a row and no accidents. */
const ROWS: readonly { readonly restarts: number; readonly period: number }[] =
  [
    { restarts: 3, period: 7200 },
    { restarts: 5, period: 43_200 },
  ];

/** Seconds between two times; `undefined` when either is unknown. */
function secondsFrom(from?: string, to?: string): number | undefined {
  const end = parseTime(to);
  return end === undefined ? undefined : secondsSince(from, end);
}

/**
 * Whether the failure before is one of a row that goes on: often enough, the last instance ran about as long as the others, and
 * the container runs less than twice that now. A leak that kills it each half hour is no history, however well it runs in between.
 */
function isInRow(
  { status, podStarted }: ContainerView,
  end: ContainerStateTerminated,
  ran: number,
): boolean {
  const { restartCount = 0 } = status;
  const lasted = secondsFrom(podStarted, end.finishedAt);
  if (restartCount === 0 || lasted === undefined || !failed(end)) return false;
  const period = lasted / restartCount;
  const before = secondsFrom(end.startedAt, end.finishedAt) ?? period;
  return (
    ran <= 2 * period &&
    before <= 3 * period &&
    ROWS.some(row => restartCount >= row.restarts && period <= row.period)
  );
}

/** Ends that somebody asked for, or that the node brought about: they say nothing of the next. */
const NOT_ITS_OWN = new Set([0, 130, 143, 255]);
/** A container that was killed once is told for this long, in seconds: what took it away may come back within the hour. */
const KILL_SECONDS = 3600;
const KILLED = 137;
/** Lack of memory comes back for as long as this, in seconds, while the container has not lived longer than before. */
const MEMORY_SECONDS = 86_400;

/**
 * Whether the container has not yet lived as long as the instance that failed, so that nothing shows that it will not fail again: in
 * its first minutes; after repeated lack of memory, which is the same each time, for a day.
 */
function isYetToProveItself(
  { exitCode = 0, reason }: ContainerStateTerminated,
  times: {
    readonly ran: number;
    readonly before: number | undefined;
    readonly restartCount: number;
  },
): boolean {
  const { ran, before, restartCount } = times;
  if (before === undefined || NOT_ITS_OWN.has(exitCode)) return false;
  const isLeak =
    reason === 'OOMKilled' && restartCount >= 2 && ran < MEMORY_SECONDS;
  return (
    (ran < CRASH_MEMORY_SECONDS && ran < before) ||
    (isLeak && ran <= 2 * before)
  );
}

/**
 * Whether it was killed within the hour, for lack of memory or by nobody knows whom. What killed it stands outside the program, so
 * that outliving the instance before proves nothing.
 */
function wasJustKilled(
  { exitCode, reason }: ContainerStateTerminated,
  ran: number,
): boolean {
  const isKilled = exitCode === KILLED || reason === 'OOMKilled';
  return isKilled && ran < KILL_SECONDS;
}

/**
 * Whether a container that runs now crashed so lately that it may do so again: it runs less than the crash memory, and crashed
 * more than once or is not ready; or it crashes in a row; or it has yet to live as long as before; or it was just killed. But for a
 * kill, not when it already runs far longer than it did before.
 */
export function isFlapping(container: ContainerView, now: number): boolean {
  const { state, lastState, restartCount = 0, ready } = container.status;
  const ran = secondsSince(state?.running?.startedAt, now);
  const end = lastState?.terminated;
  if (ran === undefined || !end) return false;
  if (wasJustKilled(end, ran)) return true;
  const before = secondsFrom(end.startedAt, end.finishedAt);
  const recovered =
    before !== undefined &&
    ran > RECOVERY_SECONDS &&
    ran > RECOVERY_FACTOR * before;
  if (recovered) return false;
  return (
    (ran < CRASH_MEMORY_SECONDS && (restartCount >= 2 || ready !== true)) ||
    isInRow(container, end, ran) ||
    isYetToProveItself(end, { ran, before, restartCount })
  );
}
