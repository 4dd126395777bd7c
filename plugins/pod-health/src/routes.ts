import { createRouteRef } from '@backstage/core-plugin-api';

/** The tab's route, for apps of the old frontend system. */
export const rootRouteRef = createRouteRef({ id: 'pod-health' });

/** The route of the page about all entities. */
export const overviewRouteRef = createRouteRef({ id: 'pod-health-overview' });

/** Where the tab is on an entity's page, as the README says to install it: card and overview lead there. */
export const TAB_PATH = '/pod-health';
