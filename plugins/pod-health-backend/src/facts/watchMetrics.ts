import { summed, type Metrics, type Reading } from '../metrics/metrics';
import type { KubeClusters } from '../kube/types';
import type { PooledWatch, WatchPool } from './watchPool';
import { isWatchStuck } from './watchState';

type Total = 'pod_health.watch.restarts' | 'pod_health.watch.relists';

/** What ended watches have done; a sum that fell with the end of one would look like a restart of the process. */
export class EndedWatches {
  #restarts: readonly Reading<'pod_health.watch.restarts'>[] = [];
  #relists: readonly Reading<'pod_health.watch.relists'>[] = [];

  add(ended: PooledWatch): void {
    this.#restarts = this.restartsWith([ended]);
    this.#relists = this.relistsWith([ended]);
  }

  /** Restarts of those that ended and of these. */
  restartsWith(running: readonly PooledWatch[]) {
    return withRunning(this.#restarts, running, ({ restarts }) => restarts);
  }

  /** Relists of those that ended and of these. */
  relistsWith(running: readonly PooledWatch[]) {
    return withRunning(this.#relists, running, ({ lists }) =>
      Math.max(0, lists - 1),
    );
  }
}

function withRunning<Name extends Total>(
  ended: readonly Reading<Name>[],
  running: readonly PooledWatch[],
  valueOf: (watch: PooledWatch['watch']) => number,
): Reading<Name>[] {
  return summed<Name>([
    ...ended,
    ...running.map(
      one => [valueOf(one.watch), attributesOf(one)] as Reading<Name>, // both have the attributes cluster and resource
    ),
  ]);
}

/** Measures the watches of a pool from now on. */
export function observeWatches(
  metrics: Metrics,
  pool: WatchPool,
  ended: EndedWatches,
  clusters: KubeClusters,
): void {
  metrics.observe('pod_health.watch.count', () =>
    summed(
      pool
        .watches()
        .map(one => [1, { ...attributesOf(one), status: one.watch.status }]),
    ),
  );
  metrics.observe('pod_health.watch.stuck', () =>
    summed(
      pool
        .watches()
        .map(one => [Number(isWatchStuck(one.watch)), attributesOf(one)]),
    ),
  );
  metrics.observe('pod_health.watch.objects', () =>
    summed(
      pool.watches().map(one => [one.watch.objects.length, attributesOf(one)]),
    ),
  );
  metrics.observe('pod_health.watch.restarts', () =>
    ended.restartsWith(pool.watches()),
  );
  metrics.observe('pod_health.watch.relists', () =>
    ended.relistsWith(pool.watches()),
  );
  metrics.observe('pod_health.watch.namespaces', () =>
    clusters.names().map(cluster => [pool.namespaces(cluster), { cluster }]),
  );
}

function attributesOf({ cluster, watch }: PooledWatch) {
  return { cluster, resource: watch.selection.kind.resource };
}
