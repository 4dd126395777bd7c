import { createRouteRef } from '@backstage/core-plugin-api';

/** The tab's route, for apps of the old frontend system. */
export const rootRouteRef = createRouteRef({ id: 'pod-health' });
