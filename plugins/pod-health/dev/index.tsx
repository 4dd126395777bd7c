import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { podHealthApiRef } from '../src/api/PodHealthApi';
import { GalleryApi } from './GalleryApi';

const gallery = createFrontendPlugin({
  pluginId: 'pod-health',
  extensions: [
    ApiBlueprint.make({
      params: define =>
        define({
          api: podHealthApiRef,
          deps: {},
          factory: () => new GalleryApi(),
        }),
    }),
    PageBlueprint.make({
      params: {
        path: '/',
        loader: () => import('./Gallery').then(({ Gallery }) => <Gallery />),
      },
    }),
    // Where the links of the page about all entities lead.
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: convertLegacyRouteRef(entityRouteRef),
        loader: async () => <a href="/">The gallery has no catalog</a>,
      },
    }),
  ],
});

createDevApp({ features: [gallery] });
