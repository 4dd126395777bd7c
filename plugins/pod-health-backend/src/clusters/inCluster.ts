import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { KubeConfig } from '@kubernetes/client-node';
import { kubeConfigCluster } from './kubeConfigCluster';
import type { KnownCluster } from './knownCluster';

/** https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
const TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** The cluster the portal itself runs in, as its pod sees it; `undefined` outside of one. */
export async function inCluster(
  environment: NodeJS.ProcessEnv,
): Promise<KnownCluster | undefined> {
  if (!environment.KUBERNETES_SERVICE_HOST || !existsSync(TOKEN_FILE)) {
    return undefined;
  }
  return kubeConfigCluster('in-cluster', 'the cluster around us', async () => {
    const config = new KubeConfig();
    config.loadFromCluster();
    return config;
  });
}

/** The token of the pod the portal runs in. The kubelet rotates the file, so it is read each time. */
export async function inClusterToken(): Promise<string> {
  return (await readFile(TOKEN_FILE, 'utf8')).trim();
}
