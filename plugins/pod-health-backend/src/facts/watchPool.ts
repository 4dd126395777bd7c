import type { KubeEvent } from 'pod-diagnosis';
import type { KubeClusters, ListSelection } from '../kube/types';
import type { Clock, Timer } from '../time/clock';
import { listedKind } from './listedKinds';
import { ObjectWatch } from './objectWatch';
import { redactMessages, type Redact } from './redactMessages';

/** How long a watch goes on after its last user has left: people reload, and come back. */
const LINGER_MS = 5 * 60_000;
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
}

interface Entry {
  readonly watch: ObjectWatch<unknown>;
  users: number;
  linger?: Timer;
}

/** One watch for everybody who asks for the same objects of a cluster. Started by the first, ended five minutes after the last. */
export class WatchPool {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly options: WatchPoolOptions) {}

  /** How many watches run. */
  get size(): number {
    return this.#entries.size;
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
    const { resource } = selection.kind;
    const { project } = listedKind(resource);
    const watch = new ObjectWatch<unknown>(
      clusters.cluster(cluster),
      selection,
      {
        clock,
        random,
        project: object => redactMessages(project(object), redact),
        ...(resource === 'events' && {
          keep: { most: EVENTS_KEPT, order: byLastSeen },
        }),
      },
    );
    const entry: Entry = { watch, users: 0 };
    this.#entries.set(key, entry);
    return entry;
  }

  #release(key: string, entry: Entry): void {
    entry.users--;
    if (entry.users === 0) {
      entry.linger = this.options.clock.setTimer(LINGER_MS, () => {
        if (entry.users === 0 && this.#entries.get(key) === entry) {
          this.#entries.delete(key);
          entry.watch.stop();
        }
      });
    }
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
