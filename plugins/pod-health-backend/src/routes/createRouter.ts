import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { LIMITS, openApiSpec } from 'backstage-plugin-pod-health-common';
import express, { type Router } from 'express';
import { errorMiddleware } from './errorResponse';
import { addHealthRoutes } from './healthRoutes';
import { addLogRoutes } from './logRoutes';
import { addOverviewRoutes } from './overviewRoutes';
import type { RouterOptions } from './routerOptions';
import { addSessionRoutes } from './sessionRoutes';
import { addStatusRoute } from './statusRoute';

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
  addOverviewRoutes(router, options);
  addLogRoutes(router, options);
  addSessionRoutes(router, options);
  addStatusRoute(router, options);
  outer.use(router);
  outer.use(errorMiddleware(options.logger));
  return outer;
}
