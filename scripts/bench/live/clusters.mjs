// The clusters the bench runs on: the double and, where KUBECONFIG names one, a real cluster. Both are asked the same.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { kubectl, writeAccountKubeconfig } from '../../cluster/account.mjs';
import { loadTypeScript, root } from '../../loadTypeScript.mjs';
import { KubeClient } from './kubeClient.mjs';
import { benchPod, benchSecret, managedFields, wellStatus } from './pods.mjs';

/** Who asks: the account of Pod Health, and that of the plugin it is compared with. */
export const ACCOUNT = 'system:serviceaccount:pod-health:pod-health';
export const RIVAL = 'system:serviceaccount:bench-live:rival';

const POD = { apiVersion: 'v1', kind: 'Pod' };
const namespaceObject = name => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});
const serviceAccount = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'rival', namespace: 'bench-live' },
};
const rivalRights = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'bench-live-rival' },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: 'bench-live-rival',
  },
  subjects: [
    { kind: 'ServiceAccount', name: 'rival', namespace: 'bench-live' },
  ],
};
/** It lists what it is configured to by default, secrets not among them. */
const rivalRole = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'bench-live-rival' },
  rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }],
};

/** The double. */
export async function doubleCluster(work) {
  const { startDemoCluster } = await loadTypeScript(
    'packages/demo-cluster/src/index.ts',
  );
  const { loadAllYaml } = await import('@kubernetes/client-node');
  const roles = ['read.yaml', 'debug.yaml'].flatMap(file =>
    loadAllYaml(
      readFileSync(
        path.join(root, 'plugins/pod-health-backend/rbac', file),
        'utf8',
      ),
    ).filter(object => object?.kind),
  );
  const cluster = await startDemoCluster({
    objects: [...roles, serviceAccount, rivalRole, rivalRights],
  });
  const kubeconfig = user => {
    const file = path.join(work, `${user.replaceAll(':', '-')}.kubeconfig`);
    writeFileSync(file, cluster.kubeconfig({ user }), { mode: 0o600 });
    return file;
  };
  return {
    name: 'double',
    context: 'demo',
    kubeconfig,
    async addPods(namespace, names, app) {
      cluster.apply(namespaceObject(namespace));
      cluster.apply(benchSecret(namespace));
      for (const name of names) {
        const pod = benchPod(namespace, name, app);
        const now = Date.now();
        const metadata = { ...pod.metadata, managedFields: managedFields(now) };
        cluster.apply({ ...pod, metadata, status: wellStatus(now) });
      }
    },
    async setStatus(namespace, name, status) {
      cluster.setStatus({ ...POD, namespace, name }, status);
    },
    mark: async () => cluster.requests.length,
    requestsSince: async (mark, user) =>
      cluster.requests
        .slice(mark)
        .filter(each => each.user === user)
        .map(({ verb, path: asked }) => `${verb} ${asked}`),
    raw: asked => new KubeClient(kubeconfig('admin')).text(asked),
    close: () => cluster.close(),
  };
}

/** The cluster of KUBECONFIG, whose audit log tells who asked what. */
export async function realCluster(work) {
  const admin = new KubeClient(process.env.KUBECONFIG);
  const log =
    process.env.POD_HEALTH_AUDIT_LOG ??
    path.join(process.env.PODCLUSTER_STATE ?? '', 'log', 'audit.log');
  const account = path.join(work, 'account.kubeconfig');
  writeAccountKubeconfig(account);
  const apply = object => kubectl(['apply', '-f', '-'], JSON.stringify(object));
  apply(namespaceObject('bench-live'));
  [serviceAccount, rivalRole, rivalRights].forEach(apply);
  const rival = path.join(work, 'rival.kubeconfig');
  writeFileSync(rival, rivalKubeconfig(account), { mode: 0o600 });
  const namespaces = new Set(['bench-live']);
  return {
    name: 'real cluster',
    context: 'pod-health',
    kubeconfig: user => (user === RIVAL ? rival : account),
    async addPods(namespace, names, app) {
      namespaces.add(namespace);
      apply(namespaceObject(namespace));
      apply(benchSecret(namespace));
      await admin.waitForServiceAccount(namespace);
      for (const name of names) {
        await admin.createPod(benchPod(namespace, name, app));
        await admin.patchStatus(namespace, name, wellStatus(Date.now()));
      }
    },
    setStatus: (namespace, name, status) =>
      admin.patchStatus(namespace, name, status),
    mark: async () => statSync(log).size,
    requestsSince: async (mark, user) => auditedSince(log, mark, user),
    raw: asked => admin.text(asked),
    async close() {
      kubectl([
        'delete',
        'namespace',
        ...namespaces,
        '--wait=false',
        '--ignore-not-found',
      ]);
      for (const kind of ['clusterrole', 'clusterrolebinding']) {
        kubectl(['delete', kind, 'bench-live-rival', '--ignore-not-found']);
      }
    },
  };
}

function rivalKubeconfig(account) {
  const config = JSON.parse(readFileSync(account, 'utf8'));
  const token = kubectl([
    'create',
    'token',
    'rival',
    '--namespace',
    'bench-live',
    '--duration',
    '2h',
  ]).trim();
  config.users[0].user = { token };
  return JSON.stringify(config);
}

/** One entry for each request that came in after a place of the log. */
function auditedSince(log, mark, user) {
  const entries = readFileSync(log)
    .subarray(mark)
    .toString('utf8')
    .split('\n')
    .filter(line => line.endsWith('}'))
    .map(line => JSON.parse(line))
    .filter(entry => entry.user?.username === user);
  const byId = new Map(entries.map(entry => [entry.auditID, entry]));
  return [...byId.values()].map(
    ({ verb, requestURI }) => `${verb} ${requestURI}`,
  );
}
