import { loadRecordings } from './alive/loadRecordings';
import { startDemoCluster } from './startDemoCluster';
import type { DemoCluster, DemoClusterOptions } from './types';

/**
 * Starts the double with everything recorded from a real cluster, alive: three teams' namespaces with fourteen services. What
 * `npm start` runs when it is given no cluster. Holds no roles: apply those of the account that will use it.
 */
export function startDemoPortalCluster(
  options: Omit<DemoClusterOptions, 'recordings'> = {},
): Promise<DemoCluster> {
  return startDemoCluster({ ...options, recordings: loadRecordings() });
}
