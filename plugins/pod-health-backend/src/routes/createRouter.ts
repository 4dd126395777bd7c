import type {
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { LIMITS, openApiSpec } from 'backstage-plugin-pod-health-common';
import express, { type RequestHandler, type Router } from 'express';
import type { PodHealthConfig } from '../config.types';
import type { HealthHub } from '../facts/healthHub';
import type { PodLogOptions } from '../logs/openPodLog';
import type { StreamQuota } from '../logs/streamQuota';
import type { SessionService } from '../sessions/types';
import type { AccessSignalOptions } from './accessSignal';
import { errorMiddleware } from './errorResponse';
import { addHealthRoutes } from './healthRoutes';
import { addLogRoutes } from './logRoutes';
import { addSessionRoutes } from './sessionRoutes';

/** What the routes call. */
export interface RouterOptions {
  readonly httpAuth: Pick<HttpAuthService, 'credentials'>;
  readonly logger: Pick<LoggerService, 'error' | 'debug'>;
  readonly config: PodHealthConfig;
  readonly access: AccessSignalOptions;
  readonly hub: HealthHub;
  readonly logs: PodLogOptions;
  readonly streams: StreamQuota;
  /** Absent where debug is disabled. */
  readonly sessions?: SessionService;
  /** Handles the terminal's upgrade requests; absent where debug is disabled. */
  readonly terminal?: RequestHandler;
}

/**
 * The HTTP interface of openapi.yaml. Requests that it does not allow are refused before a route sees them; every error has
 * the body `Error`.
 */
export function createRouter(options: RouterOptions): Router {
  const outer = express.Router();
  outer.use(express.json({ limit: LIMITS.requestBodyBytes, strict: true }));
  const router: Router = createValidatedOpenApiRouter(openApiSpec, {
    middleware: [(_request, _response, next) => next()], // the body is parsed above, with its limit
    validatorOptions: { validateFormats: true },
  });
  addHealthRoutes(router, options);
  addLogRoutes(router, options);
  addSessionRoutes(router, options);
  outer.use(router);
  outer.use(errorMiddleware(options.logger));
  return outer;
}
