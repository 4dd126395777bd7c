import { access } from 'node:fs/promises';
import type { Config } from '@backstage/config';
import { KubeConfig } from '@kubernetes/client-node';
import { kubeConfigCluster } from './kubeConfigCluster';
import type { KnownCluster } from './knownCluster';

/**
 * Clusters of the app's configuration that name a kubeconfig file:
 *
 * ```yaml
 * podHealth:
 *   kubeconfig: { file: /etc/portal/kubeconfig, context: prod, name: production }   # one cluster
 *   clusters:                                                                       # or several
 *     - name: staging
 *       kubeconfig: { file: /etc/portal/kubeconfig, context: staging }
 * ```
 *
 * Without `context` the file's current one is taken; without `name` the context's name. Throws a sentence for an operator.
 */
export async function kubeconfigFileClusters(
  config: Config,
): Promise<KnownCluster[]> {
  const clusters: KnownCluster[] = [];
  const single = config.getOptionalConfig('podHealth.kubeconfig');
  if (single) {
    clusters.push(
      await fileCluster(
        single,
        'podHealth.kubeconfig',
        single.getOptionalString('name'),
      ),
    );
  }
  const several = config.getOptionalConfigArray('podHealth.clusters') ?? [];
  for (const [index, entry] of several.entries()) {
    clusters.push(
      await fileCluster(
        entry.getConfig('kubeconfig'),
        `podHealth.clusters[${index}].kubeconfig`,
        entry.getString('name'),
      ),
    );
  }
  return clusters;
}

async function fileCluster(
  config: Config,
  where: string,
  name: string | undefined,
): Promise<KnownCluster> {
  const file = config.getString('file');
  const context = config.getOptionalString('context');
  const load = () => loadFile(file, context, where);
  const first = await load();
  return kubeConfigCluster(name ?? first.getCurrentContext(), where, load);
}

async function loadFile(
  file: string,
  context: string | undefined,
  where: string,
): Promise<KubeConfig> {
  await access(file).catch(() => {
    throw new Error(`${where}.file: ${file} cannot be read`);
  });
  const kubeConfig = new KubeConfig();
  try {
    kubeConfig.loadFromFile(file);
  } catch {
    // A YAML parser's message quotes the file, credentials included.
    throw new Error(`${where}.file: ${file} is not a kubeconfig`);
  }
  const wanted = context ?? kubeConfig.getCurrentContext();
  if (!kubeConfig.getContextObject(wanted)) {
    const known = kubeConfig.getContexts().map(each => each.name);
    throw new Error(
      `${where}.context: ${file} has no context ${
        wanted || '(none named)'
      }; it has ${known.join(', ') || 'none'}`,
    );
  }
  kubeConfig.setCurrentContext(wanted);
  return kubeConfig;
}
