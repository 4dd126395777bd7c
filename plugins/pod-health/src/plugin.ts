import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { podHealthApiRef } from './api/PodHealthApi';
import { PodHealthClient } from './api/PodHealthClient';
import { overviewRouteRef, rootRouteRef } from './routes';

/**
 * The plugin for apps of the old frontend system.
 *
 * @public
 */
export const podHealthPlugin = createPlugin({
  id: 'pod-health',
  routes: { root: rootRouteRef, overview: overviewRouteRef },
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

/**
 * A card for the overview of an entity's page: whether its pods are well. Show it where {@link isPodHealthAvailable} holds.
 *
 * @public
 */
export const EntityPodHealthCard = podHealthPlugin.provide(
  createComponentExtension({
    name: 'EntityPodHealthCard',
    component: {
      lazy: () =>
        import('./card/EntityHealthCard').then(
          module => module.EntityHealthCard,
        ),
    },
  }),
);

/**
 * The page about all entities that the reader may see.
 *
 * @public
 */
export const PodHealthPage = podHealthPlugin.provide(
  createRoutableExtension({
    name: 'PodHealthPage',
    component: () =>
      import('./overview/PodHealthPage').then(module => module.PodHealthPage),
    mountPoint: overviewRouteRef,
  }),
);
