import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { Inventory } from './inventory';
import { workloadEntities } from './workloadEntities';

/** What the provider works with. */
export interface WorkloadEntityProviderOptions {
  /** Names the cluster in the entities' location. */
  readonly cluster: string;
  readonly readInventory: () => Promise<Inventory>;
  readonly runner: SchedulerServiceTaskRunner;
  readonly logger: LoggerService;
}

/**
 * Keeps the catalog equal to the workloads of one cluster. When the cluster cannot be read the entities stay as they were, and the
 * next run tries again.
 */
export class WorkloadEntityProvider implements EntityProvider {
  private lastForbidden = '';

  constructor(private readonly options: WorkloadEntityProviderOptions) {}

  getProviderName(): string {
    return `workloads:${this.options.cluster}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.options.runner.run({
      id: `${this.getProviderName()}:refresh`,
      fn: () => this.refresh(connection),
    });
  }

  private async refresh(connection: EntityProviderConnection): Promise<void> {
    const { cluster, logger, readInventory } = this.options;
    const inventory = await readInventory();
    this.warnOf(inventory);
    const entities = workloadEntities(
      inventory,
      `url:https://${cluster}.kubernetes.invalid/`,
    );
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    logger.debug(`${entities.length} workloads of ${cluster} in the catalog`);
  }

  private warnOf({ forbidden }: Inventory): void {
    const kinds = forbidden.join(', ');
    if (kinds && kinds !== this.lastForbidden) {
      this.options.logger.warn(
        `The account may not list ${kinds} of ${this.options.cluster}: workloads of these kinds are not in the catalog`,
      );
    }
    this.lastForbidden = kinds;
  }
}
