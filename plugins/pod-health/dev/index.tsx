import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
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
  ],
});

createDevApp({ features: [gallery] });
