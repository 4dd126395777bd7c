import type { Router } from 'express';
import { createKubeClusters } from './clusters/createKubeClusters';
import { composeDebug } from './composeDebug';
import { readPodHealthConfig } from './config';
import type { PodHealthDeps } from './deps';
import { createEntityAccess } from './entity/createEntityAccess';
import { HealthHub } from './facts/healthHub';
import { redactSecrets } from './facts/redactSecrets';
import { StreamQuota } from './logs/streamQuota';
import { createRouter } from './routes/createRouter';
import { systemClock } from './time/clock';

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
  const { logger, extensions, clock = systemClock } = deps;
  const config = readPodHealthConfig(deps.config);
  if (config.debug.refusedBecause) {
    logger.warn(config.debug.refusedBecause.sentence);
  }
  const clusters = await createKubeClusters({
    config: deps.config,
    sources: extensions.clusterSources,
    logger,
    clock,
  });
  const entities = createEntityAccess({ ...deps, clusters, config, clock });
  const random = Math.random; // for back-off only; nothing secret comes from it
  const { redactors } = extensions;
  const parts = { clusters, clock, random, logger };
  const hub = new HealthHub({
    ...parts,
    config,
    redact: redactSecrets,
    redactors,
  });
  const debug = await composeDebug(deps, { ...parts, config, entities });
  const stopping = new AbortController();
  const router = createRouter({
    httpAuth: deps.httpAuth,
    logger,
    config,
    hub,
    access: {
      entities,
      clock,
      reauthorizeMs: config.debug.reauthorizeMs,
      stopping: stopping.signal,
    },
    logs: { entities, config, redactors, clock, random },
    streams: new StreamQuota(),
    sessions: debug?.sessions,
    terminal: debug?.terminal,
  });
  return {
    router,
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
