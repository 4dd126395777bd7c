import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock, Timer } from '../time/clock';
import type { PooledWatch, WatchPool } from './watchPool';
import { isWatchStuck } from './watchState';

/** How often is looked: what is over sooner is nobody's concern. */
const LOOK_MS = 30_000;
/** A watch is told as recovered after so long without trouble, so that one that comes and goes is not told each time. */
const STEADY_MS = 2 * 60_000;
/** So many are named in one line. */
const NAMED = 5;

/** What {@link WatchMonitor} needs. */
export interface WatchMonitorOptions {
  readonly pool: Pick<WatchPool, 'watches'>;
  readonly clock: Clock;
  readonly logger: Pick<LoggerService, 'warn' | 'info'>;
}

/**
 * Tells the operator's log of watches that are stuck: one line for those of a cluster that have just been found stuck, and one when they
 * have recovered.
 */
export class WatchMonitor {
  /** Those that were told as stuck, and when they were last seen so. */
  readonly #stuckAt = new Map<PooledWatch['watch'], number>();
  #next: Timer | undefined;

  constructor(private readonly options: WatchMonitorOptions) {
    this.#arm();
  }

  close(): void {
    this.#next?.cancel();
  }

  #arm(): void {
    this.#next = this.options.clock.setTimer(LOOK_MS, () => {
      this.#look();
      this.#arm();
    });
  }

  #look(): void {
    const { pool, clock, logger } = this.options;
    const watches = pool.watches();
    const now = clock.monotonic();
    const stuck = watches.filter(({ watch }) => isWatchStuck(watch));
    const fresh = stuck.filter(({ watch }) => !this.#stuckAt.has(watch));
    stuck.forEach(({ watch }) => this.#stuckAt.set(watch, now));
    const recovered = watches.filter(
      ({ watch }) => now - (this.#stuckAt.get(watch) ?? now) >= STEADY_MS,
    );
    for (const [cluster, some] of byCluster(fresh)) {
      logger.warn(`Watches of cluster ${cluster} are stuck: ${named(some)}`);
    }
    for (const [cluster, some] of byCluster(recovered)) {
      logger.info(`Watches of cluster ${cluster} recovered: ${named(some)}`);
    }
    const running = new Set(watches.map(({ watch }) => watch));
    recovered.forEach(({ watch }) => running.delete(watch));
    for (const watch of this.#stuckAt.keys()) {
      if (!running.has(watch)) {
        this.#stuckAt.delete(watch);
      }
    }
  }
}

function byCluster(watches: readonly PooledWatch[]) {
  const groups = new Map<string, PooledWatch[]>();
  for (const one of watches) {
    groups.set(one.cluster, [...(groups.get(one.cluster) ?? []), one]);
  }
  return groups;
}

/** `pods in shop (stale, cluster-unreachable, silent for 65 s)`, and how many more. One in error never heard anything. */
function named(watches: readonly PooledWatch[]): string {
  const names = watches.slice(0, NAMED).map(({ watch }) => {
    const { selection, status, problem, silentMs } = watch;
    const { namespace } = selection;
    const where = namespace === undefined ? '' : ` in ${namespace}`;
    const why = problem ? `, ${problem.code}` : '';
    const silent =
      status === 'error' ? '' : `, silent for ${Math.round(silentMs / 1000)} s`;
    return `${selection.kind.resource}${where} (${status}${why}${silent})`;
  });
  const more = watches.length - names.length;
  return [...names, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
