import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { clusterSourceExtensionPoint } from 'backstage-plugin-pod-health-node';
import { kubeConfigOf, startEmbeddedCluster } from './startEmbeddedCluster';

/** Name of the embedded cluster on the page and in annotations. */
export const EMBEDDED_CLUSTER = 'demo';

/**
 * Starts the embedded cluster (recordings of a real one, served alive over HTTPS on a free port of this machine) and hands it to
 * Pod Health as the one cluster. Does nothing when `podHealth.kubeconfig` names a real cluster.
 */
export const embeddedClusterModule = createBackendModule({
  pluginId: 'pod-health',
  moduleId: 'embedded-cluster',
  register(reg) {
    reg.registerInit({
      deps: {
        clusters: clusterSourceExtensionPoint,
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
      },
      async init({ clusters, config, lifecycle, logger }) {
        if (config.has('podHealth.kubeconfig')) {
          return;
        }
        const cluster = await startEmbeddedCluster();
        lifecycle.addShutdownHook(() => cluster.close());
        logger.info(`The embedded cluster answers at ${cluster.url}`);
        clusters.addClusterSource({
          clusters: async () => [
            {
              name: EMBEDDED_CLUSTER,
              loadKubeConfig: async () => kubeConfigOf(cluster),
            },
          ],
        });
      },
    });
  },
});
