import type {
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { RequestHandler } from 'express';
import type { PodHealthConfig } from '../config.types';
import type { EntityCatalog } from '../entity/types';
import type { HealthHub } from '../facts/healthHub';
import type { PodLogOptions } from '../logs/openPodLog';
import type { StreamQuota } from '../logs/streamQuota';
import type { SessionService } from '../sessions/types';
import type { AccessSignalOptions } from './accessSignal';

/** What the routes call. */
export interface RouterOptions {
  readonly httpAuth: Pick<HttpAuthService, 'credentials'>;
  readonly permissions: Pick<PermissionsService, 'authorize'>;
  readonly logger: Pick<LoggerService, 'error' | 'debug'>;
  readonly config: PodHealthConfig;
  readonly access: AccessSignalOptions;
  readonly hub: HealthHub;
  readonly catalog: EntityCatalog;
  readonly logs: PodLogOptions;
  readonly streams: StreamQuota;
  /** Absent where debug is disabled. */
  readonly sessions?: SessionService;
  /** Handles the terminal's upgrade requests; absent where debug is disabled. */
  readonly terminal?: RequestHandler;
}
