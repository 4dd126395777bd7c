import { readFile } from 'node:fs/promises';
import type { Config } from '@backstage/config';
import { tokenCredentials } from '../kube/transport/credentials';
import { inClusterToken } from './inCluster';
import { checkedServer, type KnownCluster } from './knownCluster';

/** Where the Kubernetes plugin keeps a cluster's auth provider inside `authMetadata`. */
const AUTH_PROVIDER = 'kubernetes.io/auth-provider';

/** What the Kubernetes plugin's configuration gives us, and what of it we cannot use. */
export interface KubernetesConfigClusters {
  readonly clusters: readonly KnownCluster[];
  /** Sentences for the start's log. */
  readonly warnings: readonly string[];
}

/**
 * Clusters of the Kubernetes plugin's own configuration, `kubernetes.clusterLocatorMethods` of type `config` and
 * `localKubectlProxy`: https://backstage.io/docs/features/kubernetes/configuration. Auth providers `serviceAccount` and
 * `localKubectlProxy` work; a cluster with another one is listed and answers "not authorised", so that nobody takes its
 * absence for health. Throws a sentence for an operator.
 */
export function kubernetesConfigClusters(
  config: Config,
): KubernetesConfigClusters {
  const clusters: KnownCluster[] = [];
  const warnings: string[] = [];
  const methods =
    config.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  methods.forEach((method, index) => {
    const where = `kubernetes.clusterLocatorMethods[${index}]`;
    const type = method.getString('type');
    if (type === 'config') {
      method
        .getConfigArray('clusters')
        .forEach((cluster, at) =>
          clusters.push(configCluster(cluster, `${where}.clusters[${at}]`)),
        );
    } else if (type === 'localKubectlProxy') {
      clusters.push(localProxy());
    } else {
      warnings.push(
        `${where} is of type ${type}, which Pod Health does not read: add its clusters through clusterSourceExtensionPoint`,
      );
    }
  });
  return { clusters, warnings };
}

function configCluster(config: Config, where: string): KnownCluster {
  const name = config.getString('name');
  const server = checkedServer(config.getString('url'), `${where}.url`);
  const skip = config.getOptionalBoolean('skipTLSVerify') ?? false;
  const base = { name, server, insecure: skip && server.startsWith('https:') };
  const provider =
    metadata(config, AUTH_PROVIDER) ?? config.getOptionalString('authProvider');
  switch (provider) {
    case 'serviceAccount':
      return { ...base, credentials: serviceAccount(config, where, skip) };
    case 'localKubectlProxy':
      return { ...base, credentials: tokenCredentials({}) };
    case undefined:
      throw new Error(`${where}.authProvider is missing`);
    default:
      return {
        ...base,
        credentials: {
          load: () =>
            Promise.reject(new Error(`authProvider ${provider} unsupported`)),
        },
        warning: `${where}.authProvider is ${provider}, which Pod Health cannot use: cluster ${name} will answer "not authorised". Use serviceAccount, podHealth.clusters or clusterSourceExtensionPoint`,
      };
  }
}

/** A token written in the configuration, or, without one, that of the pod the portal itself runs in. */
function serviceAccount(config: Config, where: string, skip: boolean) {
  const token =
    metadata(config, 'serviceAccountToken') ??
    config.getOptionalString('serviceAccountToken');
  const caData = config.getOptionalString('caData');
  const caFile = config.getOptionalString('caFile');
  if (caData !== undefined && !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(caData)) {
    throw new Error(`${where}.caData is not base64`);
  }
  return {
    async load(renew: boolean) {
      const ca = caFile
        ? await readFile(caFile)
        : caData && Buffer.from(caData, 'base64');
      return tokenCredentials({
        token: token ?? inClusterToken,
        tls: {
          ...(ca && { ca }),
          ...(skip && { rejectUnauthorized: false as const }),
        },
      }).load(renew);
    },
  };
}

function localProxy(): KnownCluster {
  return {
    name: 'local',
    server: 'http://localhost:8001',
    insecure: false,
    credentials: tokenCredentials({}),
  };
}

/** `authMetadata` has keys with dots and slashes, which a configuration path cannot name. */
function metadata(config: Config, key: string): string | undefined {
  const block = config.getOptional<Record<string, unknown>>('authMetadata');
  const value = block?.[key];
  return typeof value === 'string' ? value : undefined;
}
