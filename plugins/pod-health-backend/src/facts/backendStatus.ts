import type { BackendStatus } from 'backstage-plugin-pod-health-common';
import type { WatchPool } from './watchPool';
import { watchState } from './watchState';

/** How the watches of all clusters are, the stuck ones first. `now`: milliseconds since the epoch. */
export function backendStatus(
  pool: Pick<WatchPool, 'watches' | 'namespaces'>,
  clusters: readonly string[],
  maxNamespaces: number,
  now: number,
): BackendStatus {
  const all = pool.watches().map(one => ({ ...one, state: watchState(one) }));
  const isStuck = all.some(({ state }) => state.stuck);
  return {
    status: isStuck ? 'stuck' : 'ok',
    asOf: new Date(now).toISOString(),
    clusters: clusters.map(name => ({
      name,
      namespaces: pool.namespaces(name),
      maxNamespaces,
      watches: all
        .filter(({ cluster }) => cluster === name)
        .map(({ state }) => state)
        .sort((a, b) => Number(b.stuck) - Number(a.stuck)),
    })),
  };
}
