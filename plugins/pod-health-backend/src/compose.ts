import { randomUUID } from 'node:crypto';
import type { Router } from 'express';
import { createKubeClusters } from './clusters/createKubeClusters';
import { composeDebug, type Debug } from './composeDebug';
import { readPodHealthConfig } from './config';
import type { PodHealthConfig } from './config.types';
import type { PodHealthDeps } from './deps';
import { createEntityAccess } from './entity/createEntityAccess';
import { createEntityCatalog } from './entity/createEntityCatalog';
import type { EntityAccess, EntityCatalog } from './entity/types';
import { HealthHub } from './facts/healthHub';
import { redactSecrets } from './facts/redactSecrets';
import { StreamQuota } from './logs/streamQuota';
import { NO_METRICS } from './metrics/metrics';
import { createRouter } from './routes/createRouter';
import { systemClock, type Clock } from './time/clock';

/** The running plugin. */
export interface PodHealth {
  readonly router: Router;
  /** Refuses what is new, ends streams and shells with the reason; while the server still answers. */
  beforeShutdown(): Promise<void>;
  /** Gives back what is left. */
  shutdown(): Promise<void>;
}

/**
 * Builds the plugin's parts and joins them. Throws a sentence for an operator when a setting can never be right. Where debug
 * was asked for and cannot be guarded it warns, and diagnosis and logs work.
 */
export async function composePodHealth(
  deps: PodHealthDeps,
): Promise<PodHealth> {
  const { logger, extensions, metrics, clock = systemClock } = deps;
  const config = readConfig(deps);
  const clusters = await createKubeClusters({
    ...deps,
    sources: extensions.clusterSources,
    clock,
  });
  const random = Math.random; // for back-off only; nothing secret comes from it
  const parts = { clusters, clock, random, logger, config, metrics };
  const entities = createEntityAccess({ ...deps, ...parts });
  const catalog = createEntityCatalog({ ...deps, ...parts });
  const hub = new HealthHub({
    ...parts,
    redact: redactSecrets,
    redactors: extensions.redactors,
    newId: randomUUID,
  });
  const debug = await composeDebug(deps, { ...parts, entities });
  const stopping = new AbortController();
  const served = { ...parts, entities, catalog, hub, debug };
  return {
    router: composeRouter(deps, { ...served, stopping: stopping.signal }),
    async beforeShutdown() {
      stopping.abort();
      await debug?.beforeShutdown();
    },
    async shutdown() {
      hub.close();
      await clusters.close();
    },
  };
}

/** The settings; says in the log why debug was refused. */
function readConfig({ config, logger }: PodHealthDeps): PodHealthConfig {
  const read = readPodHealthConfig(config);
  if (read.debug.refusedBecause) {
    logger.warn(read.debug.refusedBecause.sentence);
  }
  return read;
}

/** What the routes are given. */
interface Parts {
  readonly config: PodHealthConfig;
  readonly clock: Clock;
  readonly random: () => number;
  readonly entities: EntityAccess;
  readonly catalog: EntityCatalog;
  readonly hub: HealthHub;
  readonly debug: Debug | undefined;
  /** Aborted when the backend stops. */
  readonly stopping: AbortSignal;
}

/** Hands each route the parts it calls. */
function composeRouter(deps: PodHealthDeps, parts: Parts): Router {
  const { config, clock, random, entities, catalog, hub, debug, stopping } =
    parts;
  const { httpAuth, permissions, logger, metrics = NO_METRICS } = deps;
  const { redactors } = deps.extensions;
  const streams = new StreamQuota();
  metrics.observe('pod_health.stream.clients', () => [
    [streams.size, { stream: 'log' }],
  ]);
  return createRouter({
    httpAuth,
    permissions,
    logger,
    config,
    hub,
    catalog,
    access: {
      entities,
      clock,
      reauthorizeMs: config.debug.reauthorizeMs,
      stopping,
    },
    logs: { entities, config, redactors, clock, random },
    streams,
    sessions: debug?.sessions,
    terminal: debug?.terminal,
  });
}
