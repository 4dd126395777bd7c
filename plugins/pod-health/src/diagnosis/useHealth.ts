import { useApi } from '@backstage/frontend-plugin-api';
import type { Lang, Rows } from 'backstage-plugin-pod-health-common';
import { useCallback, useEffect, useState } from 'react';
import { podHealthApiRef, type EntityName } from '../api/PodHealthApi';
import { realPace } from '../api/retry';
import { keepHealth, type HealthState } from './healthFeed';

/** An entity's health, kept up to date while the component is shown. `entity` must be memoised. */
export function useHealth(entity: EntityName, lang: Lang) {
  const api = useApi(podHealthApiRef);
  const [attempt, setAttempt] = useState(0);
  const [rows, setRows] = useState<Rows>('first');
  const [state, setState] = useState<HealthState>({ connection: 'connecting' });
  useEffect(() => {
    const controller = new AbortController();
    setState(last => ({ connection: 'connecting', report: last.report }));
    keepHealth({
      open: (signal, after) =>
        api.streamHealth(entity, { lang, signal, after, rows }),
      pace: realPace,
      signal: controller.signal,
      onState: next =>
        setState(last => ({ ...next, report: next.report ?? last.report })),
    });
    return () => controller.abort();
  }, [api, entity, lang, rows, attempt]);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const showAll = useCallback(() => setRows('all'), []);
  // Asking for all once is enough, whether or not there are more than the server tells.
  return { ...state, retry, ...(rows === 'first' && { showAll }) };
}
