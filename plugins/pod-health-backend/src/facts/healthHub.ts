import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Redactor } from 'backstage-plugin-pod-health-node';
import { bundledSchema } from 'pod-diagnosis';
import {
  DEBUG_CONSENT,
  type BackendStatus,
  type Lang,
  type Rows,
} from 'backstage-plugin-pod-health-common';
import type { PodHealthConfig } from '../config.types';
import type { EntityPods } from '../entity/types';
import { isNamespaceConsenting } from '../guards/isNamespaceConsenting';
import { NAMESPACES } from '../kube/kinds';
import type { KubeApi } from '../kube/types';
import { NO_METRICS } from '../metrics/metrics';
import type { Timer } from '../time/clock';
import { CauseTally } from './causeTally';
import { ContainerLogs } from './containerLogs';
import { EntityHealth, type Judgement } from './entityHealth';
import { healthReport } from './healthReport';
import { ReportJournal, type JournalEvent } from './reportJournal';
import { SchemaSource } from './schemaSource';
import { SharedWatches, type SharedWatchesOptions } from './sharedWatches';

/** How long an entity is followed after its last viewer has left: people reload, and come back. */
const LINGER_MS = 5 * 60_000;

/** What {@link HealthHub} needs. */
export interface HealthHubOptions extends SharedWatchesOptions {
  readonly config: PodHealthConfig;
  /** For log lines, besides. */
  readonly redactors: readonly Redactor[];
  readonly logger: Pick<LoggerService, 'error' | 'warn' | 'info'>;
  /** A name that no other call gives, in this replica or another: letters, digits, `-`. */
  readonly newId: () => string;
}

/** An entity that is followed, and its reports by what is asked of them. */
interface Followed {
  readonly key: string;
  readonly where: EntityPods;
  readonly health: EntityHealth;
  readonly journals: Map<`${Lang}/${Rows}`, Journal>;
  viewers: number;
  /** Ends it; set while nobody looks, the longest left first in the hub's map. */
  linger?: Timer;
}

interface Journal {
  readonly reports: ReportJournal;
  readers: number;
  unsubscribe?: () => void;
}

/** Whose health is read, with which rights and in which language. */
export interface HealthView {
  readonly where: EntityPods;
  /** Whether logs of sick pods are read and quoted; only for callers who may read logs. */
  readonly withLogs: boolean;
  readonly lang: Lang;
  readonly rows: Rows;
}

/** The health of entities, gathered once for all who look at the same one with the same rights. */
export class HealthHub {
  readonly #followed = new Map<string, Followed>();
  readonly #watches: SharedWatches;
  readonly #schemas: SchemaSource;
  readonly #tally: CauseTally;
  #streams = 0;

  constructor(private readonly options: HealthHubOptions) {
    const { clock, metrics = NO_METRICS } = options;
    this.#watches = new SharedWatches(options, cluster =>
      this.#makeRoom(cluster),
    );
    this.#schemas = new SchemaSource(bundledSchema, clock);
    this.#tally = new CauseTally(metrics);
    metrics.observe('pod_health.stream.clients', () => [
      [this.#streams, { stream: 'health' }],
    ]);
  }

  /** How the watches are. */
  status(): BackendStatus {
    return this.#watches.status();
  }

  /**
   * An entity's health until the signal aborts: what is known, or with `after` what a reader of this stream has missed, then each change.
   * A slow reader is told the newest, not each step on the way.
   */
  async *read(
    { where, withLogs, lang, rows }: HealthView,
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<JournalEvent, void> {
    const followed = this.#enter(where, withLogs);
    const journal = this.#openJournal(followed, lang, rows);
    this.#streams++;
    try {
      yield* journal.reports.read(after, signal);
    } finally {
      this.#streams--;
      this.#closeJournal(journal);
      this.#leave(followed);
    }
  }

  /**
   * Calls back with the judgement at hand, if there is one, then with each new one, until the answer is called. No log is read, and no report is
   * written. Throws `cluster-not-found`.
   */
  follow(
    where: EntityPods,
    listener: (judgement: Judgement) => void,
  ): () => void {
    return this.#subscribe(where, false, listener);
  }

  /** What all clusters say, be it that they do not answer. Rejects with the signal's reason. */
  async once(
    where: EntityPods,
    withLogs: boolean,
    signal: AbortSignal,
  ): Promise<Judgement> {
    signal.throwIfAborted();
    let leave = () => {};
    try {
      return await new Promise((resolve, reject) => {
        const refuse = () => reject(signal.reason);
        signal.addEventListener('abort', refuse, { once: true });
        const unsubscribe = this.#subscribe(where, withLogs, judgement => {
          if (judgement.clusters.every(({ status }) => status !== 'loading')) {
            resolve(judgement);
          }
        });
        leave = () => {
          signal.removeEventListener('abort', refuse);
          unsubscribe();
        };
      });
    } finally {
      leave();
    }
  }

  /** Ends everything. */
  close(): void {
    for (const { health, linger } of this.#followed.values()) {
      linger?.cancel();
      health.close();
    }
    this.#followed.clear();
    this.#watches.close();
  }

  #subscribe(
    where: EntityPods,
    withLogs: boolean,
    listener: (judgement: Judgement) => void,
  ): () => void {
    const followed = this.#enter(where, withLogs);
    const unsubscribe = followed.health.subscribe(listener);
    return () => {
      unsubscribe();
      this.#leave(followed);
    };
  }

  #enter(where: EntityPods, withLogs: boolean): Followed {
    const key = keyOf(where, withLogs);
    const followed =
      this.#followed.get(key) ?? this.#begin(key, where, withLogs);
    followed.viewers++;
    followed.linger?.cancel();
    return followed;
  }

  #begin(key: string, where: EntityPods, withLogs: boolean): Followed {
    const { clock, redact, redactors, logger, metrics } = this.options;
    const health = new EntityHealth({
      where,
      pool: this.#watches.pool,
      clock,
      onDefect: error =>
        logger.error(`Judging ${where.entityRef} failed`, asError(error)),
      schemas: this.#schemas,
      metrics,
      tally: this.#tally,
      ...(withLogs && {
        logs: new ContainerLogs({
          clock,
          redact,
          redactors,
          mayRead: (api, namespace) => this.#mayRead(where, api, namespace),
        }),
      }),
    });
    const followed = { key, where, health, journals: new Map(), viewers: 0 };
    this.#followed.set(key, followed);
    return followed;
  }

  #leave(followed: Followed): void {
    followed.viewers--;
    if (followed.viewers > 0) {
      return;
    }
    // The map's order is that of leaving.
    this.#followed.delete(followed.key);
    this.#followed.set(followed.key, followed);
    followed.linger = this.options.clock.setTimer(LINGER_MS, () =>
      this.#drop(followed),
    );
  }

  /** Follows it no longer, if nobody looks. */
  #drop(followed: Followed): void {
    const { key, health, viewers, linger } = followed;
    if (viewers === 0 && this.#followed.get(key) === followed) {
      linger?.cancel();
      this.#followed.delete(key);
      health.close();
    }
  }

  /** Gives up the entity in a cluster that nobody has looked at for the longest time. */
  #makeRoom(cluster: string): boolean {
    const idle = [...this.#followed.values()].find(
      ({ viewers, where }) => viewers === 0 && where.clusters.includes(cluster),
    );
    if (idle) {
      this.#drop(idle);
    }
    return idle !== undefined;
  }

  /** The reports of an entity in a language: written while somebody reads them. */
  #openJournal(
    { health, journals }: Followed,
    lang: Lang,
    rows: Rows,
  ): Journal {
    const key = `${lang}/${rows}` as const;
    const journal = journals.get(key) ?? {
      reports: new ReportJournal(this.options.newId()),
      readers: 0,
    };
    journals.set(key, journal);
    journal.readers++;
    journal.unsubscribe ??= health.subscribe(judgement =>
      journal.reports.put(healthReport(judgement, lang, rows)),
    );
    return journal;
  }

  #closeJournal(journal: Journal): void {
    journal.readers--;
    if (journal.readers === 0) {
      journal.unsubscribe?.();
      journal.unsubscribe = undefined;
    }
  }

  /** A diagnosis quotes log lines, so it needs the same consent as the log itself. */
  async #mayRead(
    where: EntityPods,
    api: KubeApi,
    namespace: string,
  ): Promise<boolean> {
    if (!this.options.config.logs.requireConsent) {
      return true;
    }
    const { metadata } = await api.get(NAMESPACES, namespace);
    return isNamespaceConsenting(metadata?.annotations?.[DEBUG_CONSENT], where);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function keyOf(where: EntityPods, withLogs: boolean): string {
  const { entityRef, owners, labelSelector, namespace, clusters } = where;
  return JSON.stringify([
    entityRef,
    owners,
    labelSelector,
    namespace ?? null,
    clusters,
    withLogs,
  ]);
}
