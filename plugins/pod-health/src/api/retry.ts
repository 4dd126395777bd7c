/** Time and chance, so that tests can hold both. */
export interface Pace {
  /** Resolves after `milliseconds`, or at once when the signal is aborted. Never rejects. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** 0 up to 1. */
  random(): number;
}

/** First and longest pause between two attempts, in milliseconds (security.md R1). */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/** The pause before attempt `attempt` (1 is the first repetition): doubling, half of it by chance, so that pages do not come back all at once. */
export function pauseBefore(attempt: number, random: number): number {
  const full = Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE);
  return full / 2 + (full / 2) * random;
}

/** The browser's own time and chance. */
export const realPace: Pace = {
  wait: (milliseconds, signal) =>
    new Promise(resolve => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const over = new AbortController();
      const timer = setTimeout(() => over.abort(), milliseconds);
      const stop = () => over.abort();
      signal.addEventListener('abort', stop);
      over.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        resolve();
      });
    }),
  random: Math.random,
};
