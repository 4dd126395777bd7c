import type { ContainerView, Text } from '../../engine';
import { both, count, duration, parseTime, secondsSince } from '../../engine';

/** How often a container was started anew, and the times that are known. Plain JSON, for the data of a finding. */
export interface Restarts {
  readonly count: number;
  /** Seconds since the last start. */
  readonly ago?: number;
  /** Seconds until the kubelet tries again; 0 when that is due. Absent when it does not wait, or it is not known how long. */
  readonly next?: number;
}

/** The kubelet looks at a pod at least this often, in seconds: a try comes that much later than it is due. */
const SYNC_SECONDS = 90;
/** First pause and longest, in seconds; each failure doubles it. */
const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 300;
/** As Go writes a duration: `5m0s`, `40s`, `1.5s`. */
const PAUSE =
  /\bback-?off (?:(?<h>\d{1,3})h)?(?:(?<m>\d{1,4})m)?(?:(?<s>\d{1,5}(?:\.\d{1,9})?)s)? restarting\b/i;

/** The pause that the kubelet makes, by its own word, else by the number of failures; in seconds. */
function pauseOf(message: string, restarts: number): number | undefined {
  const { h = 0, m = 0, s = 0 } = PAUSE.exec(message)?.groups ?? {};
  const told = Number(h) * 3600 + Number(m) * 60 + Number(s);
  if (told > 0) return told;
  // Another wording may hold another number, which is not to be guessed.
  return message === '' && restarts > 0
    ? Math.min(FIRST_PAUSE * 2 ** (restarts - 1), LONGEST_PAUSE)
    : undefined;
}

/**
 * Seconds until the next try: the pause begins when the container ended.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts
 */
function nextOf(
  { status: { state, lastState, restartCount = 0 } }: ContainerView,
  now: number,
): number | undefined {
  const { reason, message = '' } = state?.waiting ?? {};
  if (reason !== 'CrashLoopBackOff') return undefined;
  const ended = parseTime(lastState?.terminated?.finishedAt);
  const pause = pauseOf(message.slice(0, 1000), restartCount);
  if (ended === undefined || pause === undefined) return undefined;
  const left = pause - (now - ended) / 1000;
  // Long overdue, or further away than the pause: the clocks differ, or the data is old.
  return left < -SYNC_SECONDS || left > pause ? undefined : Math.max(0, left);
}

/** Reads how often a container was restarted, when the last time, and when it will be. */
export function restartsAt(container: ContainerView, now: number): Restarts {
  const { state, lastState, restartCount = 0 } = container.status;
  if (restartCount < 1) return { count: 0 };
  const { startedAt } =
    state?.running ?? state?.terminated ?? lastState?.terminated ?? {};
  const ago = secondsSince(startedAt, now);
  const next = nextOf(container, now);
  return {
    count: restartCount,
    ...(ago !== undefined && ago >= 0 && { ago }),
    ...(next !== undefined && { next }),
  };
}

/** Seconds below which "in about 0 s" is no news. */
const SOON = 5;

/** When the kubelet tries again, as the end of a sentence; empty when that is not known. */
function nextInWords({ next }: Restarts): Text {
  if (next === undefined) return both('', '');
  const { en, zh } = duration(next);
  return next < SOON
    ? both('; the next try is due now', '，即将再次尝试')
    : both(`; the next try is due in about ${en}`, `，下次尝试约在 ${zh}后`);
}

/** The times that are known, behind the number of restarts. */
export function timesInWords(restarts: Restarts): Text {
  const { count: times, ago } = restarts;
  const next = nextInWords(restarts);
  if (ago === undefined) return next;
  const { en, zh } = duration(ago);
  return both(
    `${times > 1 ? ', last' : ','} ${en} ago${next.en}`,
    `（${times > 1 ? '最近一次在 ' : ''}${zh}前）${next.zh}`,
  );
}

/** How often a container was restarted, as part of a sentence about it. */
export function restartsOf(restarts: Restarts): Text {
  const { count: times } = restarts;
  if (times === 0) return both('has not been restarted', '尚未重启');
  const { en, zh } = timesInWords(restarts);
  return both(
    `was restarted ${count(times, 'time')}${en}`,
    `已重启 ${times} 次${zh}`,
  );
}
