import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import FavoriteBorder from '@material-ui/icons/FavoriteBorder';
import {
  KUBERNETES_ID,
  KUBERNETES_LABEL_SELECTOR,
} from 'backstage-plugin-pod-health-common';
import { podHealthApiRef } from '../api/PodHealthApi';
import { PodHealthClient } from '../api/PodHealthClient';
import { overviewRouteRef, TAB_PATH } from '../routes';

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

type CardParams = Parameters<typeof EntityCardBlueprint.make>[0]['params'];

/** Entities that say which pods are theirs: the same question as isPodHealthAvailable, in a form that app-config can replace. */
const hasPods: Extract<CardParams, { loader: unknown }>['filter'] = {
  $any: [
    { [`metadata.annotations.${KUBERNETES_ID}`]: { $exists: true } },
    {
      [`metadata.annotations.${KUBERNETES_LABEL_SELECTOR}`]: { $exists: true },
    },
  ],
};

/** The tab; it appears by itself on entities that have pods. */
const entityPodHealthContent = EntityContentBlueprint.make({
  params: {
    path: TAB_PATH,
    title: 'Pod Health',
    group: 'operation',
    filter: hasPods,
    loader: () =>
      import('../diagnosis/HealthTab').then(({ HealthTab }) => <HealthTab />),
  },
});

/** The card on the overview of the same entities. */
const entityPodHealthCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: hasPods,
    loader: () =>
      import('../card/EntityHealthCard').then(({ EntityHealthCard }) => (
        <EntityHealthCard />
      )),
  },
});

/** The page about all entities; with title and icon it has its place in the navigation, too. */
const podHealthPage = PageBlueprint.make({
  params: {
    path: '/pod-health',
    title: 'Pod Health',
    icon: <FavoriteBorder />,
    routeRef: convertLegacyRouteRef(overviewRouteRef),
    loader: async () => {
      const [{ Content }, { OverviewPage }] = await Promise.all([
        import('@backstage/core-components'),
        import('../overview/OverviewPage'),
      ]);
      return (
        <Content>
          <OverviewPage />
        </Content>
      );
    },
  },
});

export default createFrontendPlugin({
  pluginId: 'pod-health',
  routes: { overview: convertLegacyRouteRef(overviewRouteRef) },
  extensions: [
    podHealthApi,
    entityPodHealthContent,
    entityPodHealthCard,
    podHealthPage,
  ],
});
