import type {
  Diagnosis,
  FactName,
  Pod,
  Service,
  Workload,
} from 'pod-diagnosis';
import type { EntityPods } from '../entity/types';
import {
  CRONJOBS,
  DAEMONSETS,
  DEPLOYMENTS,
  EVENTS,
  JOBS,
  LIMIT_RANGES,
  NETWORK_POLICIES,
  NODES,
  PERSISTENT_VOLUME_CLAIMS,
  PERSISTENT_VOLUMES,
  PODS,
  REPLICASETS,
  RESOURCE_QUOTAS,
  SERVICE_ACCOUNTS,
  SERVICES,
  STATEFULSETS,
  STORAGE_CLASSES,
  VOLUME_ATTACHMENTS,
} from '../kube/kinds';
import type { ListSelection, ResourceKind } from '../kube/types';

/** An entity whose pods are spread over more namespaces than this has events and owners read in the first ones only. */
export const NAMESPACES_READ = 20;

/** Which lists hold the owners of a pod whose controller is of this kind; a ReplicaSet, and often a Job, has one of its own. */
const OWNER_LISTS: Readonly<Record<string, readonly ResourceKind[]>> = {
  ReplicaSet: [REPLICASETS, DEPLOYMENTS],
  StatefulSet: [STATEFULSETS],
  DaemonSet: [DAEMONSETS],
  Job: [JOBS, CRONJOBS],
};

/**
 * The one list and watch of an entity's pods in a cluster: all of its namespace, so that the entities of a namespace share one, or, where it
 * names none, those of its labels in all namespaces.
 */
export function podSelection({
  labelSelector,
  namespace,
}: EntityPods): ListSelection {
  return namespace === undefined
    ? { kind: PODS, labelSelector }
    : { kind: PODS, namespace };
}

/** All pods of a cluster that take room on a node; only read for a pod that no node takes. */
export const SCHEDULED_PODS: ListSelection = {
  kind: PODS,
  fieldSelector: 'spec.nodeName!=,status.phase!=Succeeded,status.phase!=Failed',
};

/** Kinds that make pods, or make what makes them. */
const WORKLOADS = [DEPLOYMENTS, STATEFULSETS, DAEMONSETS, JOBS, CRONJOBS];

/**
 * Where to look for the workloads and services of an entity without pods, which say why: in its namespace (lists that other entities
 * share), else anywhere, by the entity's labels. Whose they are is asked of each (isWorkloadOfEntity, servicesOfEntity).
 */
export function podlessSelections(where: EntityPods): readonly ListSelection[] {
  const { labelSelector, namespace } = where;
  return [...WORKLOADS, SERVICES].map(kind =>
    namespace === undefined ? { kind, labelSelector } : { kind, namespace },
  );
}

/** Pods, workloads and services of an entity, and those of them that are not well. */
export interface Subjects {
  readonly pods: readonly Pod[];
  readonly workloads: readonly Workload[];
  readonly services: readonly Service[];
  readonly sick: readonly Pod[];
  /** Workloads that lack pods. */
  readonly short: readonly Workload[];
}

/**
 * What else to read to judge these: one selection per kind and namespace, never per pod (security.md R17). Events, owners and services
 * always: a running pod may be wrong by what its owner says, and of no use by what its service says. Nodes, and claims with their volumes,
 * only for the pods that are sick; quotas, limit ranges and service accounts for workloads that lack pods.
 */
export function neededSelections({
  pods,
  workloads,
  services,
  sick,
  short,
}: Subjects): readonly ListSelection[] {
  const namespaces = namespacesOf([...pods, ...workloads, ...services]);
  const mounts = sick.filter(mountsClaim);
  const inside = namespaces
    .slice(0, NAMESPACES_READ)
    .flatMap(namespace =>
      [
        EVENTS,
        SERVICES,
        ...ownerLists(pods, namespace),
        ...childLists(workloads, namespace),
        ...(isIn(mounts, namespace) ? [PERSISTENT_VOLUME_CLAIMS] : []),
        ...(isIn(short, namespace)
          ? [RESOURCE_QUOTAS, LIMIT_RANGES, SERVICE_ACCOUNTS]
          : []),
      ].map(kind => ({ kind, namespace })),
    );
  const outside = [
    ...(sick.length > 0 ? [NODES] : []),
    ...(mounts.length > 0
      ? [PERSISTENT_VOLUMES, STORAGE_CLASSES, VOLUME_ATTACHMENTS]
      : []),
  ];
  return [...inside, ...outside.map(kind => ({ kind }))];
}

/** Facts of a namespace that are read only when a cause asks for them, with the list that holds them. */
type AskedFor = Readonly<Partial<Record<FactName, ResourceKind>>>;
const ASKED_BY_PODS: AskedFor = { networkPolicies: NETWORK_POLICIES };
const ASKED_BY_SERVICES: AskedFor = { namespacePods: PODS };

/** What was found wanting, as one selection per kind and namespace. */
function askedBy(
  judged: readonly Diagnosis[],
  lists: AskedFor,
): readonly ListSelection[] {
  const places = new Map<string, ListSelection>();
  for (const { subject, unchecked } of judged) {
    for (const { fact, status } of unchecked) {
      const kind = status === 'notAsked' ? lists[fact] : undefined;
      const { namespace } = subject;
      if (kind) places.set(`${namespace}/${fact}`, { kind, namespace });
    }
  }
  return [...places.values()];
}

/** What the causes of sick pods asked for and nobody has read yet, for {@link NAMESPACES_READ} namespaces at most. */
export function askedSelections(
  judged: readonly Diagnosis[],
): readonly ListSelection[] {
  return askedBy(judged.filter(isSick), ASKED_BY_PODS).slice(
    0,
    NAMESPACES_READ,
  );
}

/**
 * What else to read for services: what could have made the pods of one that selects none; the pods of its namespace where only the entity's
 * are read.
 */
export function serviceSelections(
  judged: readonly Diagnosis[],
): readonly ListSelection[] {
  const makers = judged
    .filter(({ found }) =>
      found.some(({ cause }) => cause === 'service-selects-nothing'),
    )
    .flatMap(({ subject: { namespace } }) =>
      WORKLOADS.map(kind => ({ kind, namespace })),
    );
  return [...makers, ...askedBy(judged, ASKED_BY_SERVICES)];
}

/** The namespaces of objects, in alphabetical order. */
export function namespacesOf(objects: readonly Named[]): readonly string[] {
  const names = objects.map(({ metadata }) => metadata.namespace ?? '');
  return [...new Set(names)].filter(name => name !== '').sort();
}

/** Whether a diagnosis needs more than what is read of every pod. */
export function isSick({ state, found }: Diagnosis): boolean {
  return found.length > 0 || (state !== 'running' && state !== 'completed');
}

type Named = Pick<Pod | Workload | Service, 'metadata'>;

function isIn(objects: readonly Named[], namespace: string): boolean {
  return objects.some(({ metadata }) => metadata.namespace === namespace);
}

function ownerLists(pods: readonly Pod[], namespace: string): ResourceKind[] {
  const kinds = pods
    .filter(({ metadata }) => metadata.namespace === namespace)
    .flatMap(({ metadata }) =>
      (metadata.ownerReferences ?? []).map(({ kind }) => kind ?? ''),
    );
  return [...new Set(kinds)].flatMap(kind =>
    Object.hasOwn(OWNER_LISTS, kind) ? OWNER_LISTS[kind] : [],
  );
}

/** Lists of what workloads make before there are pods. */
function childLists(
  workloads: readonly Workload[],
  namespace: string,
): ResourceKind[] {
  const kinds = workloads
    .filter(({ metadata }) => metadata.namespace === namespace)
    .map(({ kind }) => kind);
  return [
    ...(kinds.includes('Deployment') ? [REPLICASETS] : []),
    ...(kinds.includes('CronJob') ? [JOBS] : []),
  ];
}

function mountsClaim({ spec }: Pod): boolean {
  return spec.volumes.some(
    volume => volume.persistentVolumeClaim || volume.ephemeral,
  );
}
