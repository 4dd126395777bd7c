import { KubeConfig } from '@kubernetes/client-node';
import { kubeConfigCluster } from '../clusters/kubeConfigCluster';
import { createKubeApi, type ClosableKubeApi } from '../kube/createKubeApi';
import { systemClock, type Clock } from '../time/clock';

/**
 * The cluster that KUBECONFIG names, through the plugin's own transport; `server`: by another of its API servers. Throws when KUBECONFIG is
 * not set.
 */
export async function realCluster({
  clock = systemClock,
  server,
}: {
  readonly clock?: Clock;
  readonly server?: string;
} = {}): Promise<ClosableKubeApi> {
  const file = process.env.KUBECONFIG;
  if (!file) {
    throw new Error('KUBECONFIG must name a cluster for these tests');
  }
  const known = await kubeConfigCluster('real', file, async () => {
    const config = new KubeConfig();
    config.loadFromFile(file);
    return config;
  });
  return createKubeApi({
    ...known,
    ...(server !== undefined && { server }),
    cluster: 'real',
    clock,
  });
}
