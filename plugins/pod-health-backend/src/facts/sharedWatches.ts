import type { LoggerService } from '@backstage/backend-plugin-api';
import type { BackendStatus } from 'backstage-plugin-pod-health-common';
import type { PodHealthConfig } from '../config.types';
import { NO_METRICS, type Metrics } from '../metrics/metrics';
import { backendStatus } from './backendStatus';
import { EndedWatches, observeWatches } from './watchMetrics';
import { WatchMonitor } from './watchMonitor';
import { WatchPool, type WatchPoolOptions } from './watchPool';

/** What {@link SharedWatches} needs. */
export interface SharedWatchesOptions
  extends Pick<WatchPoolOptions, 'clusters' | 'clock' | 'random' | 'redact'> {
  readonly config: Pick<PodHealthConfig, 'watch'>;
  readonly logger: Pick<LoggerService, 'warn' | 'info'>;
  readonly metrics?: Metrics;
}

/** The watches of a replica, measured, and watched over themselves. */
export class SharedWatches {
  readonly pool: WatchPool;
  readonly #monitor: WatchMonitor;

  /** `makeRoom`: see WatchPool. */
  constructor(
    private readonly options: SharedWatchesOptions,
    makeRoom: (cluster: string) => boolean,
  ) {
    const { clusters, config, metrics = NO_METRICS } = options;
    const ended = new EndedWatches();
    this.pool = new WatchPool({
      ...options,
      maxNamespaces: config.watch.maxNamespaces,
      makeRoom,
      onEnd: watch => ended.add(watch),
    });
    this.#monitor = new WatchMonitor({ ...options, pool: this.pool });
    observeWatches(metrics, this.pool, ended, clusters);
  }

  /** How they are, for an operator. */
  status(): BackendStatus {
    const { clusters, config, clock } = this.options;
    const { maxNamespaces } = config.watch;
    const names = clusters.names();
    return backendStatus(this.pool, names, maxNamespaces, clock.now());
  }

  /** Ends all. */
  close(): void {
    this.#monitor.close();
    this.pool.close();
  }
}
