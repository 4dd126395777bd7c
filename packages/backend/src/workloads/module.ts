import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { KubeConfig } from '@kubernetes/client-node';
import { readInventory } from './readInventory';
import { WorkloadEntityProvider } from './WorkloadEntityProvider';

/**
 * Fills the catalog with the workloads of the cluster of `podHealth.kubeconfig`, on the schedule of `portal.workloads.schedule` (every
 * minute unless set). Does nothing without a kubeconfig: the embedded cluster has a catalog file.
 */
export const workloadCatalogModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'workloads',
  register(reg) {
    reg.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, logger, scheduler }) {
        if (!config.has('podHealth.kubeconfig')) {
          return;
        }
        const kubeConfig = readKubeConfig(config);
        catalog.addEntityProvider(
          new WorkloadEntityProvider({
            cluster: kubeConfig.getCurrentContext(),
            readInventory: () => readInventory(kubeConfig),
            runner: scheduler.createScheduledTaskRunner(scheduleOf(config)),
            logger,
          }),
        );
      },
    });
  },
});

function readKubeConfig(config: RootConfigService): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(config.getString('podHealth.kubeconfig.file'));
  const context = config.getOptionalString('podHealth.kubeconfig.context');
  if (context) {
    kubeConfig.setCurrentContext(context);
  }
  return kubeConfig;
}

function scheduleOf(config: RootConfigService) {
  const schedule = config.getOptionalConfig('portal.workloads.schedule');
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : { frequency: { minutes: 1 }, timeout: { minutes: 2 } };
}
