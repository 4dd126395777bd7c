import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { kubeConfigCluster } from './kubeConfigCluster';
import type { KnownCluster } from './knownCluster';

/** https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** How a pod learns about the cluster around it. */
export interface InClusterOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the service account's token and authority. */
  readonly root?: string;
}

/** The cluster the portal itself runs in, as `in-cluster`; `undefined` outside of one. */
export async function inCluster(
  options: InClusterOptions,
): Promise<KnownCluster | undefined> {
  const { environment, root = SERVICE_ACCOUNT } = options;
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } =
    environment;
  const tokenFile = join(root, 'token');
  if (!host || !port || !existsSync(tokenFile)) {
    return undefined;
  }
  const name = 'in-cluster';
  const address = isIPv6(host) ? `[${host}]` : host;
  return kubeConfigCluster(name, 'the cluster around us', async () => {
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [
        {
          name,
          server: `https://${address}:${port}`,
          caFile: join(root, 'ca.crt'),
          skipTLSVerify: false,
        },
      ],
      // client-node reads the file again each minute: the kubelet rotates it.
      users: [
        { name, authProvider: { name: 'tokenFile', config: { tokenFile } } },
      ],
      contexts: [{ name, cluster: name, user: name }],
      currentContext: name,
    });
    return config;
  });
}

/** The token of the pod the portal runs in. The kubelet rotates the file, so it is read each time. */
export async function inClusterToken(): Promise<string> {
  return (await readFile(join(SERVICE_ACCOUNT, 'token'), 'utf8')).trim();
}
