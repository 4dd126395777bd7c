import type { OverviewRow } from 'backstage-plugin-pod-health-common';
import { ROW_STATES, stateOfRow, type RowState } from './rowState';

/** Where a row stands, and the state it stands there for. */
interface Place {
  readonly entity: string;
  readonly state: RowState;
}

/** Places that rows keep while somebody points at them. */
export type RowOrder = readonly Place[];

/** Rows as they are shown. */
export interface ShownRows {
  readonly rows: readonly OverviewRow[];
  /** How many would stand elsewhere, be new or be gone in the best order. */
  readonly changes: number;
}

/** The worst first; those of one state by their titles. */
export function worstFirst(rows: readonly OverviewRow[]): OverviewRow[] {
  const rank = (row: OverviewRow) => ROW_STATES.indexOf(stateOfRow(row));
  return [...rows].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      a.title.localeCompare(b.title) ||
      a.entity.localeCompare(b.entity),
  );
}

/** The places of rows as they stand. */
export function orderOf(rows: readonly OverviewRow[]): RowOrder {
  return rows.map(row => ({ entity: row.entity, state: stateOfRow(row) }));
}

/**
 * Rows in places that are kept: each with what is known now, also when it would be filtered out by now; new ones at the end. Nothing moves under
 * a pointer, except that what no longer exists goes.
 *
 * @param wanted the rows that belong here now
 * @param known all rows there are
 */
export function inOrder(
  order: RowOrder,
  wanted: readonly OverviewRow[],
  known: readonly OverviewRow[],
): ShownRows {
  const byEntity = new Map(known.map(row => [row.entity, row]));
  const isWanted = new Set(wanted.map(({ entity }) => entity));
  const placed = new Set(order.map(({ entity }) => entity));
  const kept = order.flatMap(({ entity, state }) => {
    const row = byEntity.get(entity);
    const isOld = row && (stateOfRow(row) !== state || !isWanted.has(entity));
    return row ? [{ row, isOld }] : [];
  });
  const fresh = worstFirst(wanted.filter(({ entity }) => !placed.has(entity)));
  return {
    rows: [...kept.map(({ row }) => row), ...fresh],
    changes: kept.filter(({ isOld }) => isOld).length + fresh.length,
  };
}
