import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { podHealthApiRef } from './api/PodHealthApi';
import { PodHealthClient } from './api/PodHealthClient';
import { rootRouteRef } from './routes';

/**
 * The plugin for apps of the old frontend system.
 *
 * @public
 */
export const podHealthPlugin = createPlugin({
  id: 'pod-health',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: podHealthApiRef,
      deps: {
        discovery: discoveryApiRef,
        fetch: fetchApiRef,
        identity: identityApiRef,
      },
      factory: deps => new PodHealthClient(deps),
    }),
  ],
});

/**
 * The tab of an entity's page. Show it where {@link isPodHealthAvailable} holds.
 *
 * @public
 */
export const EntityPodHealthContent = podHealthPlugin.provide(
  createRoutableExtension({
    name: 'EntityPodHealthContent',
    component: () =>
      import('./diagnosis/HealthTab').then(module => module.HealthTab),
    mountPoint: rootRouteRef,
  }),
);
