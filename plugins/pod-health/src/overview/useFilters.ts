import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { filtersOf, queryOf, type Filters } from './filters';

/** Changes some of the filters. `typing`: one of many steps that a person does not want to go back through. */
export type ChangeFilters = (
  changes: Partial<Filters>,
  options?: { readonly typing?: boolean },
) => void;

/** The filters in the address bar. */
export function useFilters(): readonly [Filters, ChangeFilters] {
  const [query, setQuery] = useSearchParams();
  const text = query.toString();
  const filters = useMemo(() => filtersOf(new URLSearchParams(text)), [text]);
  const change = useCallback<ChangeFilters>(
    (changes, { typing = false } = {}) => {
      const before = new URLSearchParams(text);
      const next = queryOf({ ...filtersOf(before), ...changes }, before);
      setQuery(next, { replace: typing });
    },
    [setQuery, text],
  );
  return [filters, change];
}
