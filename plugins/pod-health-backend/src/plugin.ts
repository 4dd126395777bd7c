import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { podHealthPermissions } from 'backstage-plugin-pod-health-common';
import { composePodHealth } from './compose';
import { registerExtensionPoints } from './extensionPoints';
import { createMetrics } from './metrics/createMetrics';
import { metricsServiceRef } from './metrics/metricsServiceRef';

/**
 * Why an entity's pods are not healthy, their logs, and guarded debug sessions, under `/api/pod-health`. Wiring only.
 */
export const podHealthPlugin = createBackendPlugin({
  pluginId: 'pod-health',
  register(env) {
    const extensions = registerExtensionPoints(env);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
        userInfo: coreServices.userInfo,
      },
      async init({ httpRouter, permissionsRegistry, rootLifecycle, ...deps }) {
        permissionsRegistry.addPermissions(podHealthPermissions);
        const podHealth = await composePodHealth({
          ...deps,
          extensions,
          metrics: createMetrics(deps.metrics),
        });
        // A browser cannot send a token with an upgrade: its ticket is checked by the gateway (security.md T2, T3).
        httpRouter.addAuthPolicy({
          path: '/sessions/:id/terminal',
          allow: 'unauthenticated',
        });
        httpRouter.use(podHealth.router);
        rootLifecycle.addBeforeShutdownHook(() => podHealth.beforeShutdown());
        rootLifecycle.addShutdownHook(() => podHealth.shutdown());
      },
    });
  },
});
