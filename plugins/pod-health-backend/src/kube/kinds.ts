import type { ResourceKind } from './types';

/** The kinds this plugin reads or asks about, as the API's paths spell them. */
export const PODS: ResourceKind = core('pods');
export const EVENTS: ResourceKind = core('events');
export const NODES: ResourceKind = core('nodes');
export const NAMESPACES: ResourceKind = core('namespaces');
export const PERSISTENT_VOLUME_CLAIMS: ResourceKind = core(
  'persistentvolumeclaims',
);
export const REPLICASETS: ResourceKind = apps('replicasets');
export const DEPLOYMENTS: ResourceKind = apps('deployments');
export const STATEFULSETS: ResourceKind = apps('statefulsets');
export const DAEMONSETS: ResourceKind = apps('daemonsets');
export const JOBS: ResourceKind = {
  group: 'batch',
  version: 'v1',
  resource: 'jobs',
};
export const CRONJOBS: ResourceKind = {
  group: 'batch',
  version: 'v1',
  resource: 'cronjobs',
};
export const SERVICES: ResourceKind = core('services');
export const SERVICE_ACCOUNTS: ResourceKind = core('serviceaccounts');
export const RESOURCE_QUOTAS: ResourceKind = core('resourcequotas');
export const LIMIT_RANGES: ResourceKind = core('limitranges');
export const PERSISTENT_VOLUMES: ResourceKind = core('persistentvolumes');
export const STORAGE_CLASSES: ResourceKind = storage('storageclasses');
export const VOLUME_ATTACHMENTS: ResourceKind = storage('volumeattachments');
export const NETWORK_POLICIES: ResourceKind = {
  group: 'networking.k8s.io',
  version: 'v1',
  resource: 'networkpolicies',
};
export const SELF_SUBJECT_ACCESS_REVIEWS: ResourceKind = {
  group: 'authorization.k8s.io',
  version: 'v1',
  resource: 'selfsubjectaccessreviews',
};

function core(resource: string): ResourceKind {
  return { group: '', version: 'v1', resource };
}

function storage(resource: string): ResourceKind {
  return { group: 'storage.k8s.io', version: 'v1', resource };
}

function apps(resource: string): ResourceKind {
  return { group: 'apps', version: 'v1', resource };
}
