import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { KubeConfig } from '@kubernetes/client-node';
import {
  startDemoPortalCluster,
  type DemoCluster,
  type KubeObject,
} from 'pod-health-demo-cluster';
import { parseAllDocuments } from 'yaml';

/** The account of rbac/*.yaml: the portal holds no more rights in the embedded cluster than in an adopter's. */
const ACCOUNT = 'system:serviceaccount:pod-health:pod-health';

const ROLES = ['read.yaml', 'debug.yaml'];

/** Starts the embedded cluster and applies the roles the plugin ships. The caller closes it. */
export async function startEmbeddedCluster(): Promise<DemoCluster> {
  const cluster = await startDemoPortalCluster();
  for (const file of ROLES) {
    for (const object of await readManifest(file)) {
      cluster.apply(object);
    }
  }
  return cluster;
}

/** How the portal gets into the embedded cluster: by a token of the shipped account. */
export function kubeConfigOf(cluster: DemoCluster): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(cluster.kubeconfig({ user: ACCOUNT }));
  return config;
}

async function readManifest(file: string): Promise<KubeObject[]> {
  const rbac = resolvePackagePath(
    'backstage-plugin-pod-health-backend',
    'rbac',
  );
  const text = await readFile(path.join(rbac, file), 'utf8');
  return parseAllDocuments(text)
    .map(document => document.toJS() as KubeObject | null) // our own manifests, applied to real clusters by e2e/cluster
    .filter(object => object !== null);
}
