import {
  projectAttachment,
  projectClaim,
  projectEvent,
  projectLimitRange,
  projectNetworkPolicy,
  projectNode,
  projectPod,
  projectQuota,
  projectService,
  projectServiceAccount,
  projectStorageClass,
  projectVolume,
  projectWorkload,
  type FactName,
} from 'pod-diagnosis';

/** What a list of some resource is to the engine. */
export interface ListedKind {
  /** Kind of its objects. */
  readonly kind: string;
  /** Reads one object by an allow list: values, arguments and annotations are dropped before anything is kept (security.md T21). */
  readonly project: (object: unknown) => unknown;
  /** The facts that are made of it. */
  readonly facts: readonly FactName[];
}

const workload = (kind: string): ListedKind => ({
  kind,
  // The objects of a list carry no kind of their own.
  project: object => projectWorkload({ kind, ...(object as object) }), // RawObject
  facts: ['owners', 'revisions'],
});

const LISTED: Readonly<Record<string, ListedKind>> = {
  pods: {
    kind: 'Pod',
    project: projectPod,
    facts: ['siblings', 'namespacePods'],
  },
  events: {
    kind: 'Event',
    project: projectEvent,
    facts: ['events', 'ownerEvents', 'podEvents', 'claimEvents'],
  },
  nodes: { kind: 'Node', project: projectNode, facts: ['nodes'] },
  services: { kind: 'Service', project: projectService, facts: ['services'] },
  serviceaccounts: {
    kind: 'ServiceAccount',
    project: projectServiceAccount,
    facts: ['serviceAccounts'],
  },
  resourcequotas: {
    kind: 'ResourceQuota',
    project: projectQuota,
    facts: ['quotas'],
  },
  limitranges: {
    kind: 'LimitRange',
    project: projectLimitRange,
    facts: ['limitRanges'],
  },
  networkpolicies: {
    kind: 'NetworkPolicy',
    project: projectNetworkPolicy,
    facts: ['networkPolicies'],
  },
  persistentvolumeclaims: {
    kind: 'PersistentVolumeClaim',
    project: projectClaim,
    facts: ['claims'],
  },
  persistentvolumes: {
    kind: 'PersistentVolume',
    project: projectVolume,
    facts: ['volumes'],
  },
  storageclasses: {
    kind: 'StorageClass',
    project: projectStorageClass,
    facts: ['storageClasses'],
  },
  volumeattachments: {
    kind: 'VolumeAttachment',
    project: projectAttachment,
    facts: ['attachments'],
  },
  replicasets: workload('ReplicaSet'),
  deployments: workload('Deployment'),
  statefulsets: workload('StatefulSet'),
  daemonsets: workload('DaemonSet'),
  jobs: workload('Job'),
  cronjobs: workload('CronJob'),
};

/** What a list of this resource is to the engine. Throws for one that is never listed: a defect. */
export function listedKind(resource: string): ListedKind {
  const listed = LISTED[resource];
  if (!listed) throw new Error(`${resource} makes no fact`);
  return listed;
}
