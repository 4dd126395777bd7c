import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { KubeConfig } from '@kubernetes/client-node';

/** A cluster, and how to get in. */
export interface ClusterDefinition {
  /**
   * What entities call it (`backstage.io/kubernetes-cluster`) and people see. Unique among all sources.
   */
  readonly name: string;
  /**
   * Loads a kubeconfig whose current context is this cluster, with a credential of any kind client-node knows: token,
   * token file, client certificate, exec plugin, OIDC. Called at start, and again when the cluster has refused the
   * credential: it must then not answer from a cache. May reject; the cluster then counts as not authorised until a
   * later call succeeds. At start, a rejection stops the plugin, with the error's message.
   */
  loadKubeConfig(): Promise<KubeConfig>;
}

/** Where clusters come from, besides `kubernetes.*` and `podHealth.*` of the app's configuration. */
export interface ClusterSource {
  /** Asked once, when the plugin starts. A rejection stops the start, with the error's message. */
  clusters(): Promise<readonly ClusterDefinition[]>;
}

/** Collects {@link ClusterSource}s. */
export interface ClusterSourceExtensionPoint {
  /** Adds a source. Its clusters come before those of the configuration, in the order of adding. */
  addClusterSource(source: ClusterSource): void;
}

/**
 * For modules that know clusters nobody wrote into the configuration: a fleet's inventory, a cloud's list.
 *
 * @example
 * ```ts
 * createBackendModule({
 *   pluginId: 'pod-health',
 *   moduleId: 'fleet',
 *   register(env) {
 *     env.registerInit({
 *       deps: { clusters: clusterSourceExtensionPoint },
 *       async init({ clusters }) {
 *         clusters.addClusterSource(new FleetClusters());
 *       },
 *     });
 *   },
 * });
 * ```
 */
export const clusterSourceExtensionPoint =
  createExtensionPoint<ClusterSourceExtensionPoint>({
    id: 'pod-health.cluster-source',
  });
