/** A timer that has been armed. */
export interface Timer {
  /** Disarms it; harmless when it has fired. */
  cancel(): void;
}

/** Time as a parameter: everything the double does later, it does by this clock, so a test can move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some fixed moment; never jumps. */
  monotonic(): number;
  /** Calls back once, at least `ms` later. */
  setTimer(ms: number, callback: () => void): Timer;
}

/** setTimeout takes a signed 32-bit count of milliseconds and fires at once above it. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock. Its timers never keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(ms, callback) {
    const timer = setTimeout(callback, Math.min(ms, LONGEST_TIMER_MS));
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};

/** A moment as Kubernetes writes it: RFC 3339, whole seconds, UTC. */
export function kubeTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** A moment as a container runtime stamps a log line: nanoseconds, of which the double knows the milliseconds. */
export function runtimeStamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000000Z');
}
