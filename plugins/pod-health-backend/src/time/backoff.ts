/** Bounds of a back-off, in milliseconds. */
export interface BackoffBounds {
  readonly minMs: number;
  readonly maxMs: number;
}

/** What is used toward a cluster: from half a second to half a minute. */
export const CLUSTER_BACKOFF: BackoffBounds = { minMs: 500, maxMs: 30_000 };

/**
 * How long to wait before the next attempt: doubled with each failure in a row, and then anything from the half of it to all
 * of it, so that those who failed together do not come back together. `failures` counts from 1; `random` gives 0 to 1.
 */
export function backoffMs(
  failures: number,
  random: () => number,
  { minMs, maxMs }: BackoffBounds = CLUSTER_BACKOFF,
): number {
  const full = Math.min(maxMs, minMs * 2 ** (Math.max(1, failures) - 1));
  return Math.round(full * (0.5 + random() / 2));
}
