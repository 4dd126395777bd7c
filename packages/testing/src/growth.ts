/** Characters of a hostile text. */
const MEGABYTE = 1_000_000;
/** How much shorter the text is that it is compared with. */
const TIMES = 8;
/** Less than this is no measure of anything, in milliseconds. */
const NOTHING_MS = 2;
const ROUNDS = 3;

/** CPU time of some work, in milliseconds: what else the machine does is not in it. */
export function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

/**
 * Whether eight times the input costs far more than eight times as much: what is quadratic costs sixty-four times. `cost`: CPU milliseconds of
 * so many characters, or of whatever `most` counts; the best of three counts, so that a busy machine does not decide. A ratio within one run, and no limit in seconds: it
 * holds on any machine.
 */
export function explodes(
  cost: (size: number) => number,
  most: number = MEGABYTE,
): boolean {
  const whole = best(() => cost(most));
  if (whole < TIMES * NOTHING_MS) return false;
  const part = best(() => cost(most / TIMES));
  return whole > 3 * TIMES * Math.max(part, NOTHING_MS);
}

function best(measure: () => number): number {
  return Math.min(...Array.from({ length: ROUNDS }, measure));
}
