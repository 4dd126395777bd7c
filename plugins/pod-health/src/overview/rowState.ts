import type { OverviewRow, Verdict } from 'backstage-plugin-pod-health-common';
import type { Tone } from '../diagnosis/verdict';

/**
 * How an entity is doing, as the overview sorts and counts it. `unplaced`: its catalog entry does not say well enough which pods are its own;
 * `asking`: its clusters have not answered yet.
 */
export type RowState = Verdict | 'unplaced' | 'asking';

/** From what needs attention first to what needs none. */
export const ROW_STATES: readonly RowState[] = [
  'failing',
  'degraded',
  'unknown',
  'unplaced',
  'asking',
  'no-pods',
  'healthy',
];

/** States that somebody should look at. */
const NEEDS_ATTENTION: readonly RowState[] = [
  'failing',
  'degraded',
  'unknown',
  'unplaced',
];

/** What is not known must never look like what is good (security.md R24). */
export const STATE_TONES: Readonly<Record<RowState, Tone>> = {
  failing: 'bad',
  degraded: 'warning',
  unknown: 'unknown',
  unplaced: 'warning',
  asking: 'unknown',
  'no-pods': 'unknown',
  healthy: 'good',
};

/** The state of a row. */
export function stateOfRow({ health, problem }: OverviewRow): RowState {
  if (problem) {
    return 'unplaced';
  }
  return health ? stateOf(health.verdict, health.cause) : 'asking';
}

/** A verdict as a state: a service that cannot create pods is as bad as one whose pods fail. */
export function stateOf(verdict: Verdict, cause: unknown): RowState {
  return verdict === 'no-pods' && cause !== undefined ? 'failing' : verdict;
}

/** Whether somebody should look at it. */
export function needsAttention(row: OverviewRow): boolean {
  return NEEDS_ATTENTION.includes(stateOfRow(row));
}

/** How many rows are in each state, those in none left out, in the order of {@link ROW_STATES}. */
export function countStates(
  rows: readonly OverviewRow[],
): readonly (readonly [RowState, number])[] {
  const states = rows.map(stateOfRow);
  return ROW_STATES.map(
    state => [state, states.filter(each => each === state).length] as const,
  ).filter(([, count]) => count > 0);
}

/** Kind of an entity reference. */
export function kindOf(entity: string): string {
  return entity.split(':')[0];
}
