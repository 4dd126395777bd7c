import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type { KubeEvent } from 'pod-diagnosis';
import type { KubeClusters, ListSelection } from '../kube/types';
import type { Clock, Timer } from '../time/clock';
import { listedKind } from './listedKinds';
import { longestLeft, NamespaceLimit, type Place } from './namespaceLimit';
import { ObjectWatch } from './objectWatch';
import { redactMessages, type Redact } from './redactMessages';

/**
 * How long a watch goes on after its last user has left. Entities are kept for five minutes after their last viewer (healthHub.ts); this is for what
 * changes hands between them.
 */
const LINGER_MS = 5_000;
/** Newest events kept of a namespace (security.md R16). */
const EVENTS_KEPT = 10_000;

/** A share in a watch. */
export interface WatchLease {
  readonly watch: ObjectWatch<unknown>;
  /** Gives the share back; once. */
  release(): void;
}

/** What {@link WatchPool} needs. */
export interface WatchPoolOptions {
  readonly clusters: KubeClusters;
  readonly clock: Clock;
  readonly random: () => number;
  readonly redact: Redact;
  /** How many namespaces of one cluster may be watched; absent: any number. */
  readonly maxNamespaces?: number;
  /** Asked for room in a cluster when all its watches are held: gives up a share that nobody looks at, or answers false. */
  readonly makeRoom?: (cluster: string) => boolean;
  /** Told of each watch that was ended. */
  readonly onEnd?: (ended: PooledWatch) => void;
}

/** A watch of the pool. */
export interface PooledWatch {
  readonly cluster: string;
  readonly watch: ObjectWatch<unknown>;
}

interface Entry extends PooledWatch {
  readonly place: Place;
  users: number;
  /** When its last user left; by the monotonic clock. */
  leftAt: number;
  linger?: Timer;
}

/**
 * One watch for everybody who asks for the same objects of a cluster. Started by the first, ended five minutes after the last, or sooner
 * when a cluster has as many watched namespaces as it may have and another is asked for. One that finds no room is in `error` with
 * `too-many-namespaces`, and tries again as after any failure.
 */
export class WatchPool {
  readonly #entries = new Map<string, Entry>();
  readonly #limit: NamespaceLimit;

  constructor(private readonly options: WatchPoolOptions) {
    this.#limit = new NamespaceLimit(options.maxNamespaces ?? Infinity);
  }

  /** How many watches run. */
  get size(): number {
    return this.#entries.size;
  }

  /** All that run. */
  watches(): readonly PooledWatch[] {
    return [...this.#entries.values()];
  }

  /** How many namespaces of a cluster are watched. */
  namespaces(cluster: string): number {
    return this.#limit.size(cluster);
  }

  /** A share in the watch of these objects. Throws `cluster-not-found`. */
  acquire(cluster: string, selection: ListSelection): WatchLease {
    const key = keyOf(cluster, selection);
    const entry =
      this.#entries.get(key) ?? this.#start(key, cluster, selection);
    entry.users++;
    entry.linger?.cancel();
    let released = false;
    return {
      watch: entry.watch,
      release: () => {
        if (!released) {
          released = true;
          this.#release(key, entry);
        }
      },
    };
  }

  /** Ends all watches. */
  close(): void {
    for (const { watch, linger } of this.#entries.values()) {
      linger?.cancel();
      watch.stop();
    }
    this.#entries.clear();
  }

  #start(key: string, cluster: string, selection: ListSelection): Entry {
    const { clusters, clock, random, redact } = this.options;
    const { namespace, kind } = selection;
    const { resource } = kind;
    const place: Place = { cluster, namespace };
    const { project } = listedKind(resource);
    const watch = new ObjectWatch<unknown>(
      clusters.cluster(cluster),
      selection,
      {
        clock,
        random,
        admit: stopped => this.#admit(place, stopped),
        onSilence: ms => this.#reopenSilent(cluster, ms),
        project: object => redactMessages(project(object), redact),
        ...(resource === 'events' && {
          keep: { most: EVENTS_KEPT, order: byLastSeen },
        }),
      },
    );
    const entry: Entry = { cluster, place, watch, users: 0, leftAt: 0 };
    this.#entries.set(key, entry);
    return entry;
  }

  #release(key: string, entry: Entry): void {
    const { clock } = this.options;
    entry.users--;
    if (entry.users > 0 || this.#entries.get(key) !== entry) {
      return;
    }
    entry.leftAt = clock.monotonic();
    if (!this.#limit.has(entry.place)) {
      // It waits for room, and nobody waits with it.
      this.#end(key, entry);
      return;
    }
    entry.linger = clock.setTimer(LINGER_MS, () => {
      if (entry.users === 0) {
        this.#end(key, entry);
      }
    });
  }

  #end(key: string, entry: Entry): void {
    entry.linger?.cancel();
    entry.watch.stop();
    this.#entries.delete(key);
    this.#limit.giveBack(entry.place);
    this.options.onEnd?.(entry);
  }

  /**
   * A connection to this cluster was found dead, having been silent for so long: those that were silent as long may be dead too, and not all of
   * them can find that out soon (events have no bookmarks). They go on over new ones.
   */
  #reopenSilent(cluster: string, ms: number): void {
    for (const entry of this.#entries.values()) {
      if (entry.cluster === cluster && entry.watch.silentMs >= ms) {
        entry.watch.reopen();
      }
    }
  }

  /**
   * Lets a watch ask its cluster; namespaces that nobody looks at make room for it, the longest left first. Throws `too-many-namespaces`.
   */
  #admit(place: Place, stopped: AbortSignal): void {
    const { cluster } = place;
    while (!stopped.aborted && !this.#limit.fits(place)) {
      if (!this.#endLongestLeft(cluster) && !this.options.makeRoom?.(cluster)) {
        throw new PodHealthError(
          'too-many-namespaces',
          `${this.#limit.most} namespaces of ${cluster} are watched already`,
          { ...place, limit: this.#limit.most },
        );
      }
    }
    // What was given up to make room may have been its own last share.
    if (!stopped.aborted) {
      this.#limit.take(place);
    }
  }

  /** Ends all watches of the namespace that nobody has looked at for the longest time; false when somebody looks at each. */
  #endLongestLeft(cluster: string): boolean {
    const inside = [...this.#entries].filter(
      ([, { place }]) => place.cluster === cluster && this.#limit.has(place),
    );
    const idle = longestLeft(inside.map(([, entry]) => entry));
    const ended = inside.filter(([, { place }]) => place.namespace === idle);
    if (idle !== undefined) {
      ended.forEach(([key, entry]) => this.#end(key, entry));
    }
    return idle !== undefined;
  }
}

function byLastSeen(a: unknown, b: unknown): number {
  // Both were made by projectEvent.
  const [first, second] = [a as KubeEvent, b as KubeEvent];
  return (first.lastSeen ?? '') < (second.lastSeen ?? '') ? -1 : 1;
}

function keyOf(cluster: string, selection: ListSelection): string {
  const { kind, namespace, labelSelector, fieldSelector } = selection;
  return JSON.stringify([
    cluster,
    kind.group,
    kind.version,
    kind.resource,
    namespace ?? null,
    labelSelector ?? null,
    fieldSelector ?? null,
  ]);
}
