import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type { ClusterSource } from 'backstage-plugin-pod-health-node';
import { createKubeApi, type ClosableKubeApi } from '../kube/createKubeApi';
import type { KubeClusters } from '../kube/types';
import type { Metrics } from '../metrics/metrics';
import type { Clock } from '../time/clock';
import { inCluster, type InClusterOptions } from './inCluster';
import { kubeConfigCluster } from './kubeConfigCluster';
import { kubeconfigFileClusters } from './kubeconfigFile';
import { kubernetesConfigClusters } from './kubernetesConfig';
import type { KnownCluster } from './knownCluster';

/** What the clusters are made of. */
export interface KubeClustersOptions {
  /** The app's whole configuration. */
  readonly config: Config;
  /** From the extension point, in the order of adding. */
  readonly sources?: readonly ClusterSource[];
  readonly logger: LoggerService;
  readonly clock: Clock;
  readonly metrics?: Metrics;
  /** How to see whether we run in a cluster. Default: the process's own environment. */
  readonly around?: InClusterOptions;
}

/** {@link KubeClusters} and their connections. */
export interface ClosableKubeClusters extends KubeClusters {
  /** Breaks every connection to every cluster. */
  close(): Promise<void>;
}

/**
 * All clusters, in this order: the extension point's, the Kubernetes plugin's configuration, `podHealth.kubeconfig` and
 * `podHealth.clusters`; if those name none, the cluster the portal runs in. Connects to nothing. Throws a sentence for
 * an operator when the configuration cannot be right; with no cluster at all it warns, and knows none.
 */
export async function createKubeClusters(
  options: KubeClustersOptions,
): Promise<ClosableKubeClusters> {
  const { logger } = options;
  const apis = connectAll(await knownClusters(options), options);
  if (apis.size === 0) {
    logger.warn(
      'Pod Health knows no cluster: set podHealth.kubeconfig or kubernetes.clusterLocatorMethods, or run it in a cluster',
    );
  }
  return {
    names: () => [...apis.keys()],
    cluster(name) {
      const api = apis.get(name);
      if (!api) {
        throw new PodHealthError('cluster-not-found', `no cluster ${name}`, {
          cluster: name,
        });
      }
      return api;
    },
    async close() {
      await Promise.all([...apis.values()].map(api => api.close()));
    },
  };
}

function connectAll(
  clusters: readonly KnownCluster[],
  { logger, clock, metrics }: KubeClustersOptions,
): Map<string, ClosableKubeApi> {
  const apis = new Map<string, ClosableKubeApi>();
  for (const known of clusters) {
    const { name } = known;
    if (apis.has(name)) {
      throw new Error(
        `two clusters are called ${name}; entities name clusters, so each needs a name of its own`,
      );
    }
    if (known.warning) {
      logger.warn(known.warning);
    }
    if (known.insecure) {
      logger.warn(
        `cluster ${name} has skipTLSVerify: debug shells are refused there`,
      );
    }
    apis.set(name, createKubeApi({ ...known, cluster: name, clock, metrics }));
  }
  return apis;
}

async function knownClusters(
  options: KubeClustersOptions,
): Promise<readonly KnownCluster[]> {
  const { config, logger, sources = [] } = options;
  const fromSources: KnownCluster[] = [];
  for (const source of sources) {
    for (const { name, loadKubeConfig } of await source.clusters()) {
      fromSources.push(
        await kubeConfigCluster(name, `cluster ${name}`, loadKubeConfig),
      );
    }
  }
  const kubernetes = kubernetesConfigClusters(config);
  kubernetes.warnings.forEach(warning => logger.warn(warning));
  const configured = [
    ...fromSources,
    ...kubernetes.clusters,
    ...(await kubeconfigFileClusters(config)),
  ];
  if (configured.length > 0) {
    return configured;
  }
  const { around = { environment: process.env } } = options;
  const ours = await inCluster(around);
  return ours ? [ours] : [];
}
