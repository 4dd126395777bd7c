import type { Problem } from 'backstage-plugin-pod-health-common';
import { useCallback, useEffect, useState } from 'react';
import { problemOf } from '../errors/problem';

/** A value being read. `refreshing` keeps the last value while a new one is on its way. */
export interface Loaded<T> {
  readonly value?: T;
  readonly problem?: Problem;
  readonly loading: boolean;
  /** Reads it again. */
  readonly reload: () => void;
}

/** Reads a value when `read` changes, and drops the answer of a reading that is no longer wanted. `read` must be memoised. */
export function useLoaded<T>(
  read: (signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({
    loading: true,
  });
  useEffect(() => {
    const controller = new AbortController();
    const settle = (next: Omit<Loaded<T>, 'reload'>) =>
      controller.signal.aborted || setState(next);
    setState(last => ({ value: last.value, loading: true }));
    read(controller.signal).then(
      value => settle({ value, loading: false }),
      error => settle({ problem: problemOf(error), loading: false }),
    );
    return () => controller.abort();
  }, [read, attempt]);
  const reload = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, reload };
}
