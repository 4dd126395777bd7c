import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { loadAllYaml } from '@kubernetes/client-node';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

interface Manifest {
  kind: string;
  metadata: { name: string; namespace?: string };
  rules?: Rule[];
  roleRef?: { kind: string; name: string };
  subjects?: { kind: string; name: string; namespace: string }[];
}

function manifests(file: string): Manifest[] {
  const path = resolvePackagePath(
    'backstage-plugin-pod-health-backend',
    'rbac',
    file,
  );
  return loadAllYaml(readFileSync(path, 'utf8')) as Manifest[];
}

/** Everything a file grants, as `verb group/resource`. */
function grants(file: string): string[] {
  return manifests(file)
    .flatMap(manifest => manifest.rules ?? [])
    .flatMap(rule =>
      rule.apiGroups.flatMap(group =>
        rule.resources.flatMap(resource =>
          rule.verbs.map(
            verb => `${verb} ${group ? `${group}/` : ''}${resource}`,
          ),
        ),
      ),
    )
    .sort();
}

const watched = (resource: string) =>
  ['get', 'list', 'watch'].map(verb => `${verb} ${resource}`);

describe('the shipped roles (T14)', () => {
  it('read.yaml grants this and nothing else', () => {
    expect(grants('read.yaml')).toEqual(
      [
        ...['pods', 'events', 'nodes', 'batch/jobs', 'batch/cronjobs'].flatMap(
          watched,
        ),
        ...['replicasets', 'deployments', 'statefulsets', 'daemonsets'].flatMap(
          resource => watched(`apps/${resource}`),
        ),
        'get pods/log',
        'get namespaces',
        ...['persistentvolumeclaims', 'persistentvolumes'].flatMap(watched),
        ...['storageclasses', 'volumeattachments'].flatMap(resource =>
          watched(`storage.k8s.io/${resource}`),
        ),
        ...watched('networking.k8s.io/networkpolicies'),
        ...[
          'resourcequotas',
          'limitranges',
          'serviceaccounts',
          'services',
        ].flatMap(watched),
      ].sort(),
    );
  });

  it('debug.yaml grants this and nothing else', () => {
    expect(grants('debug.yaml')).toEqual(
      [
        'get pods',
        'get namespaces',
        'patch pods/ephemeralcontainers',
        'get pods/attach',
        'create pods/attach',
      ].sort(),
    );
  });

  it.each(['read.yaml', 'debug.yaml'])(
    '%s binds its own role to the one service account',
    file => {
      const all = [...manifests('read.yaml'), ...manifests(file)];
      const named = (kind: string) =>
        all.filter(each => each.kind === kind).map(each => each.metadata.name);
      const bindings = manifests(file).filter(
        each => each.kind === 'ClusterRoleBinding',
      );
      expect(bindings).toHaveLength(1);
      const [{ roleRef, subjects }] = bindings;
      expect(named('ClusterRole')).toContain(roleRef?.name);
      expect(subjects).toEqual([
        {
          kind: 'ServiceAccount',
          name: 'pod-health',
          namespace: 'pod-health',
        },
      ]);
      expect(named('ServiceAccount')).toContain('pod-health');
    },
  );
});
