import { useApi } from '@backstage/frontend-plugin-api';
import type { Lang } from 'backstage-plugin-pod-health-common';
import { useCallback, useEffect, useState } from 'react';
import { podHealthApiRef, type EntityName } from '../api/PodHealthApi';
import { realPace } from '../api/retry';
import { keepHealth, type HealthState } from './healthFeed';

/** An entity's health, kept up to date while the component is shown. `entity` must be memoised. */
export function useHealth(entity: EntityName, lang: Lang) {
  const api = useApi(podHealthApiRef);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<HealthState>({ connection: 'connecting' });
  useEffect(() => {
    const controller = new AbortController();
    setState(last => ({ connection: 'connecting', report: last.report }));
    keepHealth({
      open: (signal, after) =>
        api.streamHealth(entity, { lang, signal, after }),
      pace: realPace,
      signal: controller.signal,
      onState: next =>
        setState(last => ({ ...next, report: next.report ?? last.report })),
    });
    return () => controller.abort();
  }, [api, entity, lang, attempt]);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, retry };
}
