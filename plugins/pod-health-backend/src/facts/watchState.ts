import type { WatchState } from 'backstage-plugin-pod-health-common';
import type { ObjectWatch } from './objectWatch';
import type { PooledWatch } from './watchPool';
import { longestSilenceMs } from './watchTimes';

/** From the end of a silence until a second try has failed as well: the connection's and the answer's deadlines, and the pause between. */
const RETRY_MS = 30_000;

type Watched = Pick<
  ObjectWatch<unknown>,
  'status' | 'problem' | 'selection' | 'silentMs'
>;

/**
 * Whether a watch does not follow its cluster though it should: it says so, or it has been silent for longer than a living one can be. A
 * resource that the account may not read is not stuck: it was not granted, and is reported as not checked.
 */
export function isWatchStuck({
  status,
  problem,
  selection,
  silentMs,
}: Watched): boolean {
  if (status === 'stale' || status === 'error') {
    return problem?.code !== 'cluster-forbidden';
  }
  return silentMs > longestSilenceMs(selection) + RETRY_MS;
}

/** A watch as an operator sees it. Names no pod. */
export function watchState({ watch }: PooledWatch): WatchState {
  const { selection, status, problem, silentMs, restarts, lists } = watch;
  return {
    resource: selection.kind.resource,
    ...(selection.namespace !== undefined && {
      namespace: selection.namespace,
    }),
    ...(selection.labelSelector !== undefined && {
      labelSelector: selection.labelSelector,
    }),
    status,
    stuck: isWatchStuck(watch),
    objects: watch.objects.length,
    silentSeconds: Math.round(silentMs / 1000),
    restarts,
    lists,
    ...(problem && { problem: { code: problem.code, details: {} } }),
  };
}
