import type { Overview, OverviewChange, OverviewRow } from './api';
import { applyListChange, listChange } from './healthChange';

const rowKey = ({ entity }: OverviewRow) => entity;

/**
 * What turns one overview into a later one; `undefined` when they say the same and only time has passed. Pure. The rows of both are in the order
 * of their references.
 */
export function overviewChange(
  before: Overview,
  after: Overview,
): OverviewChange | undefined {
  const { removed, set } = listChange(before.rows, after.rows, rowKey) ?? {};
  const { notFollowed } = after;
  const isMore =
    JSON.stringify(before.notFollowed) !== JSON.stringify(notFollowed);
  if (!removed && !set && !isMore) {
    return undefined;
  }
  return {
    asOf: after.asOf,
    ...(removed && { removed: [...removed] }),
    ...(set && { set: [...set] }),
    ...(isMore && { notFollowed }),
  };
}

/** The overview that a change leads to. Throws `protocol-error` when the change was made for another overview. */
export function applyOverviewChange(
  overview: Overview,
  { asOf, removed, set, notFollowed = overview.notFollowed }: OverviewChange,
): Overview {
  const rows = applyListChange(overview.rows, { removed, set }, rowKey);
  return { asOf, notFollowed, rows: rows.sort(byReference) };
}

/** The order of rows on the wire: by reference, in the order of its code units, the same on both sides. */
export function byReference(a: OverviewRow, b: OverviewRow): number {
  if (a.entity === b.entity) {
    return 0;
  }
  return a.entity < b.entity ? -1 : 1;
}
