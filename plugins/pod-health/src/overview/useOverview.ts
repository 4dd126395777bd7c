import { useApi } from '@backstage/frontend-plugin-api';
import type { Lang } from 'backstage-plugin-pod-health-common';
import { useCallback, useEffect, useState } from 'react';
import { podHealthApiRef, type OverviewFilter } from '../api/PodHealthApi';
import { realPace } from '../api/retry';
import { keepOverview, type OverviewState } from './overviewFeed';

/** All entities' health, kept up to date while the component is shown. `filter` must be memoised. */
export function useOverview(filter: OverviewFilter, lang: Lang) {
  const api = useApi(podHealthApiRef);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<OverviewState & { scope?: string }>({
    connection: 'connecting',
  });
  useEffect(() => {
    const controller = new AbortController();
    // Rows of another owner or system are not shown for a moment even; of another text they are, as far as they fit.
    const scope = JSON.stringify({ ...filter, q: undefined });
    setState(({ overview, ...last }) => ({
      connection: 'connecting',
      scope,
      ...(last.scope === scope && { overview }),
    }));
    keepOverview({
      open: signal => api.streamOverview(filter, { lang, signal }),
      pace: realPace,
      signal: controller.signal,
      onState: next =>
        setState(last => ({
          ...next,
          scope,
          overview: next.overview ?? last.overview,
        })),
    });
    return () => controller.abort();
  }, [api, filter, lang, attempt]);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, retry };
}
