// The portal that is measured.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startPortal } from '../../startPortal.mjs';
import { root } from '../../toolchain.mjs';
import { ACCOUNT } from './clusters.mjs';

/** Where the pods of the one entity are. */
export const NAMESPACE = 'bench-shop';
export const APP = 'bench';
/** 10,000 pods, as an entity that names no namespace finds them. */
export const LARGE = { app: 'large', namespaces: 20, podsOfEach: 500 };

const entityOf = (name, annotations) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-label-selector': `app=${name}`,
      ...annotations,
    },
  },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/checkout',
  },
});
/** What everybody looks at. */
export const SHOP = entityOf(APP, {
  'backstage.io/kubernetes-namespace': NAMESPACE,
});

/** A portal whose catalog holds the bench's entities alone, and which asks the cluster for nothing of its own. */
export function portalOn(cluster, folder) {
  const catalog = path.join(folder, 'catalog.yaml');
  const entities = [SHOP, entityOf(LARGE.app, {})];
  writeFileSync(
    catalog,
    entities.map(each => JSON.stringify(each)).join('\n---\n'),
  );
  const config = path.join(folder, 'app-config.yaml');
  const people = path.join(root, 'packages/backend/catalog/people.yaml');
  writeFileSync(
    config,
    JSON.stringify({
      // Each commit of a database on disk stops the one thread of the portal, and the disk is not what is measured here.
      backend: { database: { connection: ':memory:' } },
      catalog: {
        locations: [people, catalog].map(target => ({ type: 'file', target })),
      },
      portal: {
        workloads: {
          schedule: { frequency: { hours: 24 }, timeout: { minutes: 1 } },
        },
      },
    }),
  );
  return startPortal({
    port: 0,
    kubeconfig: cluster.kubeconfig(ACCOUNT),
    context: cluster.context,
    configs: [config],
    dataDir: path.join(folder, 'data'),
    logFile: path.join(folder, 'portal.log'),
    say: () => {},
  });
}
