import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Redactor } from 'backstage-plugin-pod-health-node';
import { bundledSchema } from 'pod-diagnosis';
import { DEBUG_CONSENT, type Lang } from 'backstage-plugin-pod-health-common';
import type { PodHealthConfig } from '../config.types';
import type { EntityPods } from '../entity/types';
import { isNamespaceConsenting } from '../guards/isNamespaceConsenting';
import { NAMESPACES } from '../kube/kinds';
import type { KubeApi, KubeClusters } from '../kube/types';
import type { Clock, Timer } from '../time/clock';
import { CrashLogs } from './crashLogs';
import { EntityHealth, type Judgement } from './entityHealth';
import { healthReport } from './healthReport';
import type { Redact } from './redactMessages';
import { ReportJournal, type JournalEvent } from './reportJournal';
import { SchemaSource } from './schemaSource';
import { WatchPool } from './watchPool';

/** How long an entity is followed after its last viewer has left: people come back (as watchPool.ts does for watches). */
const LINGER_MS = 5 * 60_000;

/** What {@link HealthHub} needs. */
export interface HealthHubOptions {
  readonly clusters: KubeClusters;
  readonly config: PodHealthConfig;
  readonly clock: Clock;
  readonly random: () => number;
  /** For the cluster's own messages. */
  readonly redact: Redact;
  /** For log lines, besides. */
  readonly redactors: readonly Redactor[];
  readonly logger: Pick<LoggerService, 'error'>;
  /** A name that no other call gives, in this replica or another: letters, digits, `-`. */
  readonly newId: () => string;
}

/** An entity that is followed, and its reports by language. */
interface Followed {
  readonly key: string;
  readonly health: EntityHealth;
  readonly journals: Map<Lang, Journal>;
  viewers: number;
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
  /** Whether the last words of crashed containers are read and quoted; only for callers who may read logs. */
  readonly withLogs: boolean;
  readonly lang: Lang;
}

/** The health of entities, gathered once for all who look at the same one with the same rights. */
export class HealthHub {
  readonly #followed = new Map<string, Followed>();
  readonly #pool: WatchPool;
  readonly #schemas: SchemaSource;

  constructor(private readonly options: HealthHubOptions) {
    this.#pool = new WatchPool(options);
    this.#schemas = new SchemaSource(bundledSchema, options.clock);
  }

  /**
   * An entity's health until the signal aborts: what is known, or with `after` what a reader of this stream has missed, then each change.
   * A slow reader is told the newest, not each step on the way.
   */
  async *read(
    { where, withLogs, lang }: HealthView,
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<JournalEvent, void> {
    const followed = this.#enter(where, withLogs);
    const journal = this.#openJournal(followed, lang);
    try {
      yield* journal.reports.read(after, signal);
    } finally {
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
    this.#pool.close();
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
    const { clock, redact, redactors, logger } = this.options;
    const health = new EntityHealth({
      where,
      pool: this.#pool,
      clock,
      onDefect: error =>
        logger.error(`Judging ${where.entityRef} failed`, asError(error)),
      schemas: this.#schemas,
      ...(withLogs && {
        logs: new CrashLogs({
          clock,
          redact,
          redactors,
          mayRead: (api, namespace) => this.#mayRead(where, api, namespace),
        }),
      }),
    });
    const followed = { key, health, journals: new Map(), viewers: 0 };
    this.#followed.set(key, followed);
    return followed;
  }

  #leave(followed: Followed): void {
    followed.viewers--;
    if (followed.viewers > 0) {
      return;
    }
    const { key, health } = followed;
    followed.linger = this.options.clock.setTimer(LINGER_MS, () => {
      if (followed.viewers === 0 && this.#followed.get(key) === followed) {
        this.#followed.delete(key);
        health.close();
      }
    });
  }

  /** The reports of an entity in a language: written while somebody reads them. */
  #openJournal({ health, journals }: Followed, lang: Lang): Journal {
    const journal = journals.get(lang) ?? {
      reports: new ReportJournal(this.options.newId()),
      readers: 0,
    };
    journals.set(lang, journal);
    journal.readers++;
    journal.unsubscribe ??= health.subscribe(judgement =>
      journal.reports.put(healthReport(judgement, lang)),
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
