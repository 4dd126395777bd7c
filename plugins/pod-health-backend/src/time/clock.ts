/** A timer that has been armed. */
export interface Timer {
  /** Disarms it; harmless when it has fired. */
  cancel(): void;
}

/** Time as a parameter: shipped code never asks the machine for it directly, so tests can move it. */
export interface Clock {
  /** Milliseconds since the epoch, for what people and other systems read. May jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds since some fixed moment; never jumps. Every deadline inside one process is kept by this one. */
  monotonic(): number;
  /** Calls back once, at least `ms` later. Never keeps the process alive. */
  setTimer(ms: number, callback: () => void): Timer;
}

/** setTimeout takes a signed 32-bit count of milliseconds and fires at once above it. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms, LONGEST_TIMER_MS));
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Resolves after `ms`, or at once when the signal aborts; never rejects, so the caller looks at the signal itself. */
export function pause(
  clock: Clock,
  ms: number,
  signal?: AbortSignal,
): Promise<void> {
  if (signal?.aborted) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const over = new AbortController();
    const done = () => {
      over.abort();
      resolve();
    };
    const timer = clock.setTimer(ms, done);
    over.signal.addEventListener('abort', () => timer.cancel());
    signal?.addEventListener('abort', done, { signal: over.signal });
  });
}

/**
 * Waits for a promise, `ms` at most. Resolves with `undefined` when the time is over; the promise goes on and its
 * later rejection is not reported.
 */
export async function within<T>(
  clock: Clock,
  ms: number,
  promise: Promise<T>,
): Promise<T | undefined> {
  const over = new AbortController();
  try {
    return await Promise.race([
      promise,
      pause(clock, ms, over.signal).then(() => undefined),
    ]);
  } finally {
    over.abort();
    promise.catch(() => {}); // the caller has left; the loser of the race has nobody to report to
  }
}
