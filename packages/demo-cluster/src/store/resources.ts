/** A kind of object the server knows. */
export interface Resource {
  /** `''` for the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural, lower case, as in paths. */
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const row = (
  group: string,
  version: string,
  resource: string,
  kind: string,
  namespaced = true,
): Resource => ({ group, version, resource, kind, namespaced });

/** Every kind the double serves. The names are those of the API's discovery documents. */
export const RESOURCES: readonly Resource[] = [
  row('', 'v1', 'pods', 'Pod'),
  row('', 'v1', 'events', 'Event'),
  row('', 'v1', 'namespaces', 'Namespace', false),
  row('', 'v1', 'nodes', 'Node', false),
  row('', 'v1', 'configmaps', 'ConfigMap'),
  row('', 'v1', 'secrets', 'Secret'),
  row('', 'v1', 'services', 'Service'),
  row('', 'v1', 'endpoints', 'Endpoints'),
  row('', 'v1', 'serviceaccounts', 'ServiceAccount'),
  row('', 'v1', 'persistentvolumeclaims', 'PersistentVolumeClaim'),
  row('', 'v1', 'persistentvolumes', 'PersistentVolume', false),
  row('', 'v1', 'resourcequotas', 'ResourceQuota'),
  row('', 'v1', 'limitranges', 'LimitRange'),
  row('', 'v1', 'replicationcontrollers', 'ReplicationController'),
  row('apps', 'v1', 'deployments', 'Deployment'),
  row('apps', 'v1', 'replicasets', 'ReplicaSet'),
  row('apps', 'v1', 'statefulsets', 'StatefulSet'),
  row('apps', 'v1', 'daemonsets', 'DaemonSet'),
  row('batch', 'v1', 'jobs', 'Job'),
  row('batch', 'v1', 'cronjobs', 'CronJob'),
  row(
    'autoscaling',
    'v2',
    'horizontalpodautoscalers',
    'HorizontalPodAutoscaler',
  ),
  row('policy', 'v1', 'poddisruptionbudgets', 'PodDisruptionBudget'),
  row('networking.k8s.io', 'v1', 'ingresses', 'Ingress'),
  row('networking.k8s.io', 'v1', 'networkpolicies', 'NetworkPolicy'),
  row('storage.k8s.io', 'v1', 'storageclasses', 'StorageClass', false),
  row('scheduling.k8s.io', 'v1', 'priorityclasses', 'PriorityClass', false),
  row('coordination.k8s.io', 'v1', 'leases', 'Lease'),
  row('rbac.authorization.k8s.io', 'v1', 'roles', 'Role'),
  row('rbac.authorization.k8s.io', 'v1', 'rolebindings', 'RoleBinding'),
  row('rbac.authorization.k8s.io', 'v1', 'clusterroles', 'ClusterRole', false),
  row(
    'rbac.authorization.k8s.io',
    'v1',
    'clusterrolebindings',
    'ClusterRoleBinding',
    false,
  ),
];

const core = (resource: string): Resource => {
  const found = RESOURCES.find(r => r.group === '' && r.resource === resource);
  if (!found) {
    throw new Error(`${resource} is missing from the table`);
  }
  return found;
};

export const PODS = core('pods');
export const EVENTS = core('events');
export const NAMESPACES = core('namespaces');

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(resource: Resource): string {
  return resource.group
    ? `${resource.group}/${resource.version}`
    : resource.version;
}

/** `deployments.apps`, or `pods`: how the API's messages name a resource. */
export function qualifiedName(group: string, resource: string): string {
  return group ? `${resource}.${group}` : resource;
}

/** The resource of a path's parts, or undefined. */
export function resourceByPath(
  group: string,
  version: string,
  resource: string,
): Resource | undefined {
  return RESOURCES.find(
    r => r.group === group && r.version === version && r.resource === resource,
  );
}

/** The resource of an object. Throws for a kind the server does not know. */
export function resourceOf(object: {
  apiVersion: string;
  kind: string;
}): Resource {
  const found = RESOURCES.find(
    r => r.kind === object.kind && apiVersionOf(r) === object.apiVersion,
  );
  if (!found) {
    throw new Error(
      `The demo cluster does not serve ${object.apiVersion} ${object.kind}`,
    );
  }
  return found;
}
