import type { Problem } from 'backstage-plugin-pod-health-common';
import type { KubeApi, ListSelection } from '../kube/types';
import { backoffMs } from '../time/backoff';
import { pause, type Clock } from '../time/clock';
import { KeptObjects, type KeepOptions, type KeptEntry } from './keptObjects';
import {
  isSilence,
  isUnreadable,
  isWatchForbidden,
  problemOf,
} from './problem';
import { watchTimes } from './watchTimes';

/** A watch that the server closes sooner than this counts as a failure, so that a broken one cannot spin. */
const SHORT_WATCH_MS = 1_000;
/** A relist after 410, and a watch that is opened anew, waits up to this, so that a thousand watches do not ask at once. */
const JITTER_MS = 1_000;
/** Failures in a row after which the version is given up: a server put back to an older state does not know it. */
const VERSION_FAILURES = 3;
/** How often is listed where the account may not watch. */
const POLL_MS = 30_000;
/** After so many lists without a watch it is tried again: rights may have been granted. */
const POLLS_BEFORE_RETRY = 20;

/** Time, chance and what is kept of the objects. */
export interface WatchOptions<T> extends KeepOptions<T> {
  readonly clock: Clock;
  readonly random: () => number;
  /** Asked before the cluster is; throws where it may not be asked now, which counts as a failure like any other. */
  readonly admit?: (stopped: AbortSignal) => void;
  /** Told when a connection was silent for so long that it counts as dead: in milliseconds. */
  readonly onSilence?: (ms: number) => void;
}

/**
 * Whether what is known holds now. `loading`: nothing known yet. `live`: as the cluster is. `polled`: as it was at `asOf`, half a minute
 * ago at most, since the account may list and not watch. `stale`: as it was at `asOf`, the cluster cannot be followed since. `error`: nothing
 * known, and why.
 */
export type WatchStatus = 'loading' | 'live' | 'polled' | 'stale' | 'error';

/**
 * All objects of a selection, kept as they are in the cluster by one list and one watch. Resumes from the last version it saw when the
 * watch ends or breaks, so that nothing is missed; lists again when that version has expired, and backs off. A connection that
 * is back within a second was never away; what is known stays known meanwhile: a list is put in place whole, never emptied first.
 */
export class ObjectWatch<T> {
  readonly #stopped = new AbortController();
  readonly #listeners = new Set<() => void>();
  readonly #kept: KeptObjects<T>;
  /** Breaks the connection that follows changes; none before the cluster has accepted it. */
  #connection: AbortController | undefined;
  #status: WatchStatus = 'loading';
  #problem: Problem | undefined;
  #asOf = 0;
  #heardAt: number;
  #failures = 0;
  #lists = 0;
  #opens = 0;
  /** Where to go on from; `undefined`: list first. */
  #version: string | undefined;
  /** The newest version of any list: a later one may not be older. */
  #listed: string | undefined;
  /** Resolves when there is something to tell: the first list, or why there is none. */
  readonly settled: Promise<void>;

  constructor(
    readonly api: KubeApi,
    readonly selection: ListSelection,
    private readonly options: WatchOptions<T>,
  ) {
    this.#heardAt = options.clock.monotonic();
    this.#kept = new KeptObjects(options);
    this.settled = new Promise(resolve => {
      const settle = this.subscribe(() => {
        settle();
        resolve();
      });
      this.#stopped.signal.addEventListener('abort', () => resolve());
    });
    this.#run();
  }

  /** The same array until something changes. */
  get objects(): readonly T[] {
    return this.#kept.all;
  }

  get status(): WatchStatus {
    return this.#status;
  }

  /** Why it is `polled`, `stale` or in `error`. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** When {@link objects} were last known to hold: milliseconds since the epoch. */
  get asOf(): number {
    return this.#status === 'live' ? this.options.clock.now() : this.#asOf;
  }

  /** How long ago the cluster last said anything, in milliseconds. */
  get silentMs(): number {
    return this.options.clock.monotonic() - this.#heardAt;
  }

  /** How often all was listed: once, and again after faults. */
  get lists(): number {
    return this.#lists;
  }

  /** How often the watch was opened again: its time was over, or it broke. */
  get restarts(): number {
    return Math.max(0, this.#opens - 1);
  }

  /** Calls back after every change. Returns what ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Goes on from the last version over a new connection; for one that may be dead and cannot be told from a quiet one. */
  reopen(): void {
    this.#connection?.abort();
  }

  /** Ends the watch for good. */
  stop(): void {
    this.#stopped.abort();
    this.#listeners.clear();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        this.options.admit?.(signal);
        this.#version ??= await this.#list('live');
        await this.#follow(this.#version);
      } catch (error) {
        if (!signal.aborted) {
          await this.#recover(error);
        }
      }
    }
  }

  /** What is done about an error before the next try. */
  async #recover(error: unknown): Promise<void> {
    const { code } = problemOf(error);
    if (isSilence(error)) {
      this.options.onSilence?.(this.silentMs);
    }
    if (code === 'watch-expired') {
      this.#version = undefined;
      await this.#wait(this.options.random() * JITTER_MS);
    } else if (isWatchForbidden(error)) {
      await this.#poll(error);
    } else {
      await this.#fail(error);
    }
  }

  async #list(status: 'live' | 'polled', why?: Problem): Promise<string> {
    const { signal } = this.#stopped;
    const list = await this.api.listProjected<KeptEntry<T>>(
      this.selection,
      this.#kept.entryOf,
      { signal, notOlderThan: this.#listed },
    );
    this.#kept.replace(list.items);
    this.#lists += 1;
    this.#listed = list.resourceVersion;
    this.#revive(status, why);
    return list.resourceVersion;
  }

  /** Follows changes from a version until the server ends the watch, or {@link reopen} does. */
  async #follow(from: string): Promise<void> {
    const { clock, random } = this.options;
    const connection = new AbortController();
    this.#opens += 1;
    let opened = Infinity;
    const lasted = () => clock.monotonic() - opened >= SHORT_WATCH_MS;
    try {
      for await (const { type, object } of this.api.watch(this.selection, {
        resourceVersion: from,
        signal: AbortSignal.any([this.#stopped.signal, connection.signal]),
        onOpen: () => {
          opened = clock.monotonic();
          this.#opened(connection);
        },
        ...watchTimes(this.selection, random),
      })) {
        this.#heardAt = clock.monotonic();
        this.#version = object.metadata?.resourceVersion ?? this.#version;
        if (type !== 'BOOKMARK') {
          this.#kept.apply(type, object);
          this.#tell();
        }
      }
    } finally {
      this.#connection = undefined;
      this.#failures = lasted() ? 0 : this.#failures;
    }
    if (!lasted()) {
      this.#failures++;
      await this.#wait(backoffMs(this.#failures, random));
    } else if (connection.signal.aborted) {
      await this.#wait(random() * JITTER_MS);
    }
  }

  /** The cluster has taken the watch: what was missed will come now. */
  #opened(connection: AbortController): void {
    this.#connection = connection;
    if (this.#status === 'live') {
      this.#heardAt = this.options.clock.monotonic();
    } else {
      this.#revive('live');
    }
  }

  #revive(status: 'live' | 'polled', problem?: Problem): void {
    const { clock } = this.options;
    this.#status = status;
    this.#problem = problem;
    this.#asOf = clock.now();
    this.#heardAt = clock.monotonic();
    this.#tell();
  }

  /** Lists from time to time instead, until a list fails or it is time to try whether the account may watch by now. */
  async #poll(error: unknown): Promise<void> {
    const { signal } = this.#stopped;
    const why = problemOf(error);
    this.#revive('polled', why);
    for (let polls = 0; polls < POLLS_BEFORE_RETRY; polls++) {
      await this.#wait(POLL_MS);
      if (signal.aborted) {
        return;
      }
      try {
        this.#version = await this.#list('polled', why);
        this.#failures = 0;
      } catch (failure) {
        await this.#fail(failure);
      }
    }
  }

  async #fail(error: unknown): Promise<void> {
    this.#failures++;
    if (isUnreadable(error) || this.#failures >= VERSION_FAILURES) {
      this.#version = undefined;
    }
    const wasKnown = this.#status !== 'loading' && this.#status !== 'error';
    if (this.#status === 'live') {
      this.#asOf = this.options.clock.now() - this.silentMs;
    }
    const isFirst = this.#status === 'live' && this.#failures === 1;
    if (!isFirst) {
      this.#status = wasKnown ? 'stale' : 'error';
      this.#problem = problemOf(error);
      this.#tell();
    }
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
