import type { RequestHandler } from 'express';
import type { PodHealthDeps } from './deps';
import type { PodHealthConfig } from './config.types';
import type { EntityAccess } from './entity/types';
import { createTerminalGateway } from './gateway/createTerminalGateway';
import type { KubeClusters } from './kube/types';
import { createSessionService } from './sessions/createSessionService';
import { createDatabaseSessionStore } from './sessions/store/createDatabaseSessionStore';
import { NO_METRICS } from './metrics/metrics';
import type { SessionService } from './sessions/types';
import type { Clock } from './time/clock';

/** The debug shells of a running plugin. */
export interface Debug {
  readonly sessions: SessionService;
  readonly terminal: RequestHandler;
  /** Ends every shell with `server-restart`, then closes what browsers still hold. */
  beforeShutdown(): Promise<void>;
}

/** Joins the parts of the debug shell and starts them; `undefined` where debug is disabled, and nothing is stored then. */
export async function composeDebug(
  deps: PodHealthDeps,
  parts: {
    readonly config: PodHealthConfig;
    readonly entities: EntityAccess;
    readonly clusters: KubeClusters;
    readonly clock: Clock;
    readonly random: () => number;
  },
): Promise<Debug | undefined> {
  const { clock } = parts;
  const config = parts.config.debug;
  const { auditor, auth, logger, database, extensions } = deps;
  const { metrics = NO_METRICS } = deps;
  if (!config.enabled) {
    return undefined;
  }
  const sessions = createSessionService({
    ...parts,
    config,
    auditor,
    auth,
    logger,
    policies: extensions.debugPolicies,
    store: await createDatabaseSessionStore(database),
  });
  const gateway = createTerminalGateway({ sessions, config, logger, clock });
  metrics.observe('pod_health.session.open', () => [[sessions.size, {}]]);
  sessions.start();
  gateway.watchServers();
  return {
    sessions,
    terminal: gateway.handler,
    async beforeShutdown() {
      await sessions.shutdown();
      await gateway.close();
    },
  };
}
