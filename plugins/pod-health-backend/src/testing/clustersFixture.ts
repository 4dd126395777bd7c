import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { ClusterSource } from 'backstage-plugin-pod-health-node';
import type { DemoCluster } from 'pod-health-demo-cluster';
import {
  createKubeClusters,
  type ClosableKubeClusters,
} from '../clusters/createKubeClusters';
import { PODS } from '../kube/kinds';
import { FakeClock } from './fakeClock';

/** A folder for kubeconfigs, and the clusters a test makes from configurations. */
export class ClustersFixture {
  readonly logger = mockServices.logger.mock();
  readonly #opened: ClosableKubeClusters[] = [];

  private constructor(readonly demo: DemoCluster, readonly folder: string) {}

  static async create(demo: DemoCluster): Promise<ClustersFixture> {
    const folder = await mkdtemp(join(tmpdir(), 'pod-health-clusters-'));
    return new ClustersFixture(demo, folder);
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map(clusters => clusters.close()));
    await rm(this.folder, { recursive: true });
  }

  /** The clusters of an app's configuration, in no cluster unless `around` says so. */
  async clusters(
    config: JsonObject,
    more: {
      sources?: ClusterSource[];
      around?: { environment: Record<string, string>; root: string };
    } = {},
  ): Promise<ClosableKubeClusters> {
    const clusters = await createKubeClusters({
      config: new ConfigReader(config),
      logger: this.logger,
      clock: new FakeClock(),
      around: { environment: {} },
      ...more,
    });
    this.#opened.push(clusters);
    return clusters;
  }

  /** Writes a kubeconfig for the double, contexts `demo` and `other`; `user` is the user's part of it. */
  async kubeconfig(
    user: JsonObject,
    cluster: JsonObject = {},
  ): Promise<string> {
    const file = join(this.folder, 'kubeconfig');
    const ca = Buffer.from(this.demo.ca).toString('base64');
    const server = {
      server: this.demo.url,
      'certificate-authority-data': ca,
      ...cluster,
    };
    await writeFile(
      file,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'demo',
        contexts: ['demo', 'other'].map(name => ({
          name,
          context: { cluster: 'demo', user: 'me' },
        })),
        clusters: [{ name: 'demo', cluster: server }],
        users: [{ name: 'me', user }],
      }),
    );
    return file;
  }

  /** The double as the Kubernetes plugin's configuration has it, called `prod`. */
  kubernetes(more: JsonObject = {}): JsonObject {
    const cluster = {
      name: 'prod',
      url: this.demo.url,
      authProvider: 'serviceAccount',
      serviceAccountToken: this.demo.token('admin'),
      caData: Buffer.from(this.demo.ca).toString('base64'),
      ...more,
    };
    return {
      kubernetes: {
        clusterLocatorMethods: [{ type: 'config', clusters: [cluster] }],
      },
    };
  }
}

/** How many pods a cluster lists; proves that we get in. */
export async function podsIn(
  clusters: ClosableKubeClusters,
  name: string,
): Promise<number> {
  return (await clusters.cluster(name).list({ kind: PODS })).items.length;
}
