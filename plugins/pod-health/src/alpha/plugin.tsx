import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  KUBERNETES_ID,
  KUBERNETES_LABEL_SELECTOR,
} from 'backstage-plugin-pod-health-common';
import { podHealthApiRef } from '../api/PodHealthApi';
import { PodHealthClient } from '../api/PodHealthClient';

const podHealthApi = ApiBlueprint.make({
  params: define =>
    define({
      api: podHealthApiRef,
      deps: {
        discovery: discoveryApiRef,
        fetch: fetchApiRef,
        identity: identityApiRef,
      },
      factory: deps => new PodHealthClient(deps),
    }),
});

/** The tab; it appears by itself on entities that say which pods are theirs. */
const entityPodHealthContent = EntityContentBlueprint.make({
  params: {
    path: '/pod-health',
    title: 'Pod Health',
    group: 'operation',
    // The same question as isPodHealthAvailable, in a form that app-config can replace.
    filter: {
      $any: [
        { [`metadata.annotations.${KUBERNETES_ID}`]: { $exists: true } },
        {
          [`metadata.annotations.${KUBERNETES_LABEL_SELECTOR}`]: {
            $exists: true,
          },
        },
      ],
    },
    loader: () =>
      import('../diagnosis/HealthTab').then(({ HealthTab }) => <HealthTab />),
  },
});

export default createFrontendPlugin({
  pluginId: 'pod-health',
  extensions: [podHealthApi, entityPodHealthContent],
});
