import type { SchedulerServiceTaskInvocationDefinition } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { Inventory, WorkloadKind } from './inventory';
import { WorkloadEntityProvider } from './WorkloadEntityProvider';

const cart = {
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
  labels: {},
  annotations: {},
  podLabels: {},
  selector: { matchLabels: { app: 'cart' } },
} as const;

const found = (forbidden: WorkloadKind[] = []): Inventory => ({
  workloads: [cart],
  namespaces: new Map(),
  forbidden,
});

async function connected(readInventory: () => Promise<Inventory>) {
  const tasks: SchedulerServiceTaskInvocationDefinition[] = [];
  const applyMutation = jest.fn(async () => {});
  const logger = mockServices.logger.mock();
  const provider = new WorkloadEntityProvider({
    cluster: 'test',
    readInventory,
    runner: { run: async task => void tasks.push(task) },
    logger,
  });
  await provider.connect({
    applyMutation,
    refresh: jest.fn(),
  } as EntityProviderConnection); // the two methods a connection has
  const run = () => tasks[0].fn(new AbortController().signal);
  return { run, applyMutation, logger };
}

describe('WorkloadEntityProvider', () => {
  it('makes the catalog equal to what the cluster holds', async () => {
    const { run, applyMutation } = await connected(async () => found());
    await run();
    expect(applyMutation).toHaveBeenCalledTimes(1);
    expect(applyMutation).toHaveBeenCalledWith({
      type: 'full',
      entities: [
        {
          entity: expect.objectContaining({ kind: 'Component' }),
          locationKey: 'workloads:test',
        },
      ],
    });
  });

  it('leaves the catalog as it is when the cluster cannot be read', async () => {
    const { run, applyMutation } = await connected(async () => {
      throw new Error('connection refused');
    });
    await expect(run()).rejects.toThrow('connection refused');
    expect(applyMutation).not.toHaveBeenCalled();
  });

  it('says once which kinds it may not see', async () => {
    const { run, logger } = await connected(async () => found(['CronJob']));
    await run();
    await run();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('may not list CronJob'),
    );
  });
});
