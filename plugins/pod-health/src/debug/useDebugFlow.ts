import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Session,
  SessionRequest,
} from 'backstage-plugin-pod-health-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  podHealthApiRef,
  type EntityName,
  type PodHealthApi,
} from '../api/PodHealthApi';
import { realPace } from '../api/retry';
import { problemOf } from '../errors/problem';
import { flowOf, followStart, type DebugFlow } from './debugFlow';

/** Drives the dialog: starts a session and follows it until its terminal can be opened. Leaving the page stops the following only. */
export function useDebugFlow(entity: EntityName, resumed?: Session) {
  const api = useApi(podHealthApiRef);
  const [flow, setFlow] = useState<DebugFlow>(() =>
    resumed ? flowOf(resumed) : { phase: 'checklist' },
  );
  const { follow, stop } = useFollowing(api, setFlow);
  useEffect(() => {
    if (resumed) {
      follow(resumed);
    }
    return stop;
  }, [follow, stop, resumed]);
  const start = useCallback(
    async (request: SessionRequest) => {
      setFlow({ phase: 'starting' });
      try {
        await follow(await api.createSession(entity, request));
      } catch (error) {
        setFlow({ phase: 'failed', problem: problemOf(error) });
      }
    },
    [api, entity, follow],
  );
  const session = flow.phase === 'checklist' ? undefined : flow.session;
  const end = useCallback(async () => {
    stop();
    if (session) {
      // What cannot be ended from here ends by its own limits; the reader wants to leave.
      await api.endSession(session.id).catch(() => undefined);
    }
  }, [api, session, stop]);
  const back = useCallback(() => setFlow({ phase: 'checklist' }), []);
  return { flow, start, end, back };
}

/** Follows one session at a time: the next one takes the place of the last. */
function useFollowing(api: PodHealthApi, onFlow: (flow: DebugFlow) => void) {
  const following = useRef(new AbortController());
  const stop = useCallback(() => following.current.abort(), []);
  const follow = useCallback(
    (session: Session) => {
      following.current.abort();
      following.current = new AbortController();
      const { signal } = following.current;
      return followStart({ session, api, pace: realPace, signal, onFlow });
    },
    [api, onFlow],
  );
  return { follow, stop };
}
