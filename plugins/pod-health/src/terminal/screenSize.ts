import { LIMITS } from 'backstage-plugin-pod-health-common';

/** A terminal's size in characters. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The smallest size this page ever asks for. Below it no program is usable, and one impossible size (2 rows by 7 columns) is the
 * signal by which the portal ends a shell (facts.md, "Ending a shell"): a small window must never send it.
 */
const SMALLEST: ScreenSize = { columns: 20, rows: 5 };

/** The size to use when `columns` by `rows` would fit. Anything that is no number counts as too small. */
export function usableSize(columns: number, rows: number): ScreenSize {
  return {
    columns: within(columns, SMALLEST.columns),
    rows: within(rows, SMALLEST.rows),
  };
}

function within(side: number, smallest: number): number {
  return side > smallest
    ? Math.min(Math.floor(side), LIMITS.terminalMax)
    : smallest;
}
