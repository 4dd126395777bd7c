import {
  PodHealthError,
  type Problem,
} from 'backstage-plugin-pod-health-common';
import type { KubeApi, ListSelection, RawObject } from '../kube/types';
import { backoffMs } from '../time/backoff';
import { pause, type Clock } from '../time/clock';
import { problemOf } from './problem';

/** A watch that the server closes sooner than this counts as a failure, so that a broken one cannot spin. */
const SHORT_WATCH_MS = 1_000;
/** A relist after 410 waits up to this, so that a thousand watches do not list at once. */
const RELIST_JITTER_MS = 1_000;

/** Time, chance and what to do with failures nobody is told about. */
export interface WatchOptions<T> {
  readonly clock: Clock;
  readonly random: () => number;
  /** From the API's object to what is kept of it. */
  readonly project: (object: RawObject) => T;
  /** At most so many objects are kept; the first in `order` are dropped. Absent: all. */
  readonly keep?: {
    readonly most: number;
    readonly order: (a: T, b: T) => number;
  };
}

/**
 * Whether what is known holds now. `loading`: nothing known yet. `live`: as the cluster is. `stale`: as it was at `asOf`, the
 * cluster cannot be followed since. `error`: nothing known, and why.
 */
export type WatchStatus = 'loading' | 'live' | 'stale' | 'error';

/**
 * All objects of a selection, kept as they are in the cluster by one list and one watch. Resumes from the last version it saw
 * when the server ends the watch; lists again when that version has expired or the connection failed, and backs off. What is known stays known meanwhile: a list is put in place
 * whole, never emptied first.
 */
export class ObjectWatch<T> {
  readonly #stopped = new AbortController();
  readonly #listeners = new Set<() => void>();
  #objects = new Map<string, T>();
  #status: WatchStatus = 'loading';
  #problem: Problem | undefined;
  #asOf = 0;
  #failures = 0;
  /** Resolves when there is something to tell: the first list, or why there is none. */
  readonly settled: Promise<void>;

  constructor(
    readonly api: KubeApi,
    readonly selection: ListSelection,
    private readonly options: WatchOptions<T>,
  ) {
    this.settled = new Promise(resolve => {
      const settle = this.subscribe(() => {
        settle();
        resolve();
      });
      this.#stopped.signal.addEventListener('abort', () => resolve());
    });
    this.#run();
  }

  get objects(): readonly T[] {
    return [...this.#objects.values()];
  }

  get status(): WatchStatus {
    return this.#status;
  }

  /** Why it is `stale` or in `error`. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** When {@link objects} were last known to hold: milliseconds since the epoch. */
  get asOf(): number {
    return this.#status === 'live' ? this.options.clock.now() : this.#asOf;
  }

  /** Calls back after every change. Returns what ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the watch for good. */
  stop(): void {
    this.#stopped.abort();
    this.#listeners.clear();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    let version: string | undefined;
    while (!signal.aborted) {
      try {
        version ??= await this.#list();
        version = await this.#follow(version);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (error instanceof PodHealthError && error.code === 'watch-expired') {
          version = undefined;
          await this.#wait(this.options.random() * RELIST_JITTER_MS);
        } else {
          version = undefined; // only a list says at once that all is well again
          await this.#fail(error);
        }
      }
    }
  }

  async #list(): Promise<string> {
    const { signal } = this.#stopped;
    const list = await this.api.list(this.selection, { signal });
    const entries = list.items.map(
      item => [keyOf(item), this.options.project(item)] as const,
    );
    const { keep } = this.options;
    if (keep) {
      entries.sort(([, a], [, b]) => keep.order(a, b));
      entries.splice(0, entries.length - keep.most);
    }
    this.#objects = new Map(entries);
    this.#status = 'live';
    this.#problem = undefined;
    this.#tell();
    return list.resourceVersion;
  }

  /** Follows changes from a version until the server ends the watch; answers the version to go on from. */
  async #follow(from: string): Promise<string> {
    const { clock, random } = this.options;
    const started = clock.monotonic();
    const lasted = () => clock.monotonic() - started >= SHORT_WATCH_MS;
    let version = from;
    try {
      for await (const { type, object } of this.api.watch(this.selection, {
        resourceVersion: from,
        signal: this.#stopped.signal,
      })) {
        version = object.metadata?.resourceVersion ?? version;
        if (type !== 'BOOKMARK') {
          this.#apply(type, object);
          this.#tell();
        }
      }
    } finally {
      this.#failures = lasted() ? 0 : this.#failures;
    }
    if (!lasted()) {
      this.#failures++;
      await this.#wait(backoffMs(this.#failures, random));
    }
    return version;
  }

  #apply(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: RawObject): void {
    const key = keyOf(object);
    if (type === 'DELETED') {
      this.#objects.delete(key);
      return;
    }
    this.#objects.set(key, this.options.project(object));
    const oldest = this.#objects.keys().next();
    if (
      this.options.keep &&
      this.#objects.size > this.options.keep.most &&
      !oldest.done
    ) {
      this.#objects.delete(oldest.value);
    }
  }

  async #fail(error: unknown): Promise<void> {
    const known = this.#status === 'live' || this.#status === 'stale';
    if (this.#status === 'live') {
      this.#asOf = this.options.clock.now();
    }
    this.#status = known ? 'stale' : 'error';
    this.#problem = problemOf(error);
    this.#failures++;
    this.#tell();
    await this.#wait(backoffMs(this.#failures, this.options.random));
  }

  #wait(ms: number): Promise<void> {
    return pause(this.options.clock, ms, this.#stopped.signal);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}

/** Objects are told apart by uid; one without (a broken server) by its name. */
function keyOf({ metadata }: RawObject): string {
  return metadata?.uid ?? `${metadata?.namespace}/${metadata?.name}`;
}
