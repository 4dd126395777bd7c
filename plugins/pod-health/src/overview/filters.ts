import type { OverviewRow } from 'backstage-plugin-pod-health-common';
import type { OverviewFilter } from '../api/PodHealthApi';
import { kindOf, ROW_STATES, stateOfRow, type RowState } from './rowState';

/** What of the overview is shown. All of it is in the address, so that a link shows the same to everybody who may see it. */
export interface Filters extends OverviewFilter {
  /** None: all. Told apart in the browser, since a state is known only of what is followed. */
  readonly states: readonly RowState[];
}

/** Filters that the backend applies, by their names in the address. */
const ASKED = ['owner', 'kind', 'namespace', 'system', 'q'] as const;
/** Longest text the backend takes. */
const TEXT_LENGTH = 100;

/** The filters that an address names. What it names wrongly is left out. */
export function filtersOf(query: URLSearchParams): Filters {
  const named = (query.get('state') ?? '').split(',');
  const asked = ASKED.flatMap(name => {
    const value = query.get(name)?.trim().slice(0, TEXT_LENGTH);
    return value ? [[name, value]] : [];
  });
  return {
    ...Object.fromEntries(asked),
    states: ROW_STATES.filter(state => named.includes(state)),
  };
}

/** The address's query for filters; other parameters stay. */
export function queryOf(
  filters: Filters,
  before: URLSearchParams,
): URLSearchParams {
  const query = new URLSearchParams(before);
  const values = { ...filters, state: filters.states.join(',') };
  for (const name of [...ASKED, 'state'] as const) {
    const value = values[name];
    if (value) {
      query.set(name, value);
    } else {
      query.delete(name);
    }
  }
  return query;
}

/** What the backend is asked for. */
export function askedOf({ states: _, ...asked }: Filters): OverviewFilter {
  return asked;
}

/** Whether any filter is set. */
export function isFiltered({ states, ...asked }: Filters): boolean {
  return states.length > 0 || Object.values(asked).some(Boolean);
}

/** Rows that fit kind and text: also those that came for an earlier question, until the answer to this one is here. */
export function fitting(
  rows: readonly OverviewRow[],
  { kind, q }: Filters,
): readonly OverviewRow[] {
  const text = q?.toLowerCase();
  return rows.filter(
    ({ entity, title }) =>
      (!kind || kindOf(entity) === kind.toLowerCase()) &&
      (!text ||
        title.toLowerCase().includes(text) ||
        entity.split('/')[1].includes(text)),
  );
}

/** Rows that are in one of the wanted states. */
export function inStates(
  rows: readonly OverviewRow[],
  { states }: Filters,
): readonly OverviewRow[] {
  return states.length === 0
    ? rows
    : rows.filter(row => states.includes(stateOfRow(row)));
}
