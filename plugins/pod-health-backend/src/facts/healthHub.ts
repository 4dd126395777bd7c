import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Redactor } from 'backstage-plugin-pod-health-node';
import { bundledSchema } from 'pod-diagnosis';
import { DEBUG_CONSENT } from 'backstage-plugin-pod-health-common';
import type { PodHealthConfig } from '../config.types';
import type { EntityPods } from '../entity/types';
import { isNamespaceConsenting } from '../guards/isNamespaceConsenting';
import { NAMESPACES } from '../kube/kinds';
import type { KubeApi, KubeClusters } from '../kube/types';
import type { Clock, Timer } from '../time/clock';
import { CrashLogs } from './crashLogs';
import { EntityHealth, type Judgement } from './entityHealth';
import type { Redact } from './redactMessages';
import { SchemaSource } from './schemaSource';
import { WatchPool } from './watchPool';

/** How long an entity is followed after its last viewer has left: people reload. */
const LINGER_MS = 30_000;

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
}

interface Followed {
  readonly health: EntityHealth;
  viewers: number;
  linger?: Timer;
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
   * Follows an entity's health until the signal aborts: calls back with what is known, then with each new judgement. With
   * `withLogs` the last words of crashed containers are read and quoted; only for callers who may read logs.
   */
  follow(
    where: EntityPods,
    withLogs: boolean,
    listener: (judgement: Judgement) => void,
    signal: AbortSignal,
  ): void {
    const key = keyOf(where, withLogs);
    const followed =
      this.#followed.get(key) ?? this.#begin(key, where, withLogs);
    followed.viewers++;
    followed.linger?.cancel();
    const { health } = followed;
    const unsubscribe = health.subscribe(listener);
    if (health.latest) {
      listener(health.latest);
    }
    const leave = () => {
      signal.removeEventListener('abort', leave);
      unsubscribe();
      this.#leave(key, followed);
    };
    signal.addEventListener('abort', leave);
    if (signal.aborted) {
      leave();
    }
  }

  /** The next judgement, or the latest when there is one. Rejects with the signal's reason. */
  once(
    where: EntityPods,
    withLogs: boolean,
    signal: AbortSignal,
  ): Promise<Judgement> {
    const done = new AbortController();
    const either = AbortSignal.any([signal, done.signal]);
    return new Promise((resolve, reject) => {
      either.addEventListener('abort', () => reject(either.reason), {
        once: true,
      });
      this.follow(
        where,
        withLogs,
        judgement => {
          resolve(judgement);
          done.abort();
        },
        either,
      );
    });
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
    const followed: Followed = { health, viewers: 0 };
    this.#followed.set(key, followed);
    return followed;
  }

  #leave(key: string, followed: Followed): void {
    followed.viewers--;
    if (followed.viewers === 0) {
      followed.linger = this.options.clock.setTimer(LINGER_MS, () => {
        if (followed.viewers === 0 && this.#followed.get(key) === followed) {
          this.#followed.delete(key);
          followed.health.close();
        }
      });
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
