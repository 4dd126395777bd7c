import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type {
  ClusterCredential,
  CredentialSource,
} from '../kube/transport/credentials';
import { checkedServer, type KnownCluster } from './knownCluster';

/** Loads a kubeconfig whose current context is the cluster; anew each time, past any cache. */
export type LoadKubeConfig = () => Promise<KubeConfig>;

/**
 * The cluster of a kubeconfig's current context. Credential plugins are not run before the first request. Throws a
 * sentence beginning with `where` when the context names no cluster or one we cannot talk to safely.
 */
export async function kubeConfigCluster(
  name: string,
  where: string,
  load: LoadKubeConfig,
): Promise<KnownCluster> {
  const first = await load();
  const cluster = first.getCurrentCluster();
  if (!cluster) {
    throw new Error(
      `${where}: context ${first.getCurrentContext()} names no cluster`,
    );
  }
  if (cluster.proxyUrl) {
    throw new Error(
      `${where}: cluster ${cluster.name} is behind proxy-url, which is not supported; make it reachable directly`,
    );
  }
  return {
    name,
    server: checkedServer(
      cluster.server,
      `${where}: server of cluster ${cluster.name}`,
    ),
    insecure: cluster.skipTLSVerify && cluster.server.startsWith('https:'),
    credentials: kubeConfigCredentials(first, load),
  };
}

/**
 * Credential by client-node: tokens, client certificates, exec plugins, OIDC, token files. A renewal loads the kubeconfig
 * anew, which empties the plugins' caches.
 */
export function kubeConfigCredentials(
  first: KubeConfig,
  load: LoadKubeConfig,
): CredentialSource {
  let current = first;
  let oidcAtLoad = oidcToken(first);
  return {
    async load(renew) {
      if (renew) {
        const next = await load();
        const token = oidcToken(next);
        // client-node renews OIDC tokens in memory only; the file's refresh token may be spent. Keep what it holds
        // unless somebody has logged in again.
        if (token === undefined || token !== oidcAtLoad) {
          current = next;
          oidcAtLoad = token;
        }
      }
      return credentialOf(current);
    },
  };
}

/** The id-token as it stands in the kubeconfig; undefined when the user is of another kind. */
function oidcToken(config: KubeConfig): string | undefined {
  const provider = config.getCurrentUser()?.authProvider;
  return provider?.name === 'oidc'
    ? String(provider.config?.['id-token'])
    : undefined;
}

async function credentialOf(config: KubeConfig): Promise<ClusterCredential> {
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const headers: Record<string, string> = {};
  for (const [header, value] of Object.entries(options.headers ?? {})) {
    headers[header.toLowerCase()] = String(value).trim();
  }
  if (options.auth) {
    const basic = Buffer.from(options.auth).toString('base64');
    headers.authorization = `Basic ${basic}`;
  }
  return {
    headers,
    tls: {
      ...pem('ca', options.ca),
      ...pem('cert', options.cert),
      ...pem('key', options.key),
      ...(options.servername && { servername: options.servername }),
      ...(options.rejectUnauthorized === false && {
        rejectUnauthorized: false as const,
      }),
    },
  };
}

function pem(field: 'ca' | 'cert' | 'key', value: unknown) {
  return typeof value === 'string' || Buffer.isBuffer(value)
    ? { [field]: value }
    : {};
}
