import type { Diagnosis, Pod } from 'pod-diagnosis';
import type { EntityPods } from '../entity/types';
import {
  CRONJOBS,
  DAEMONSETS,
  DEPLOYMENTS,
  EVENTS,
  JOBS,
  NODES,
  PERSISTENT_VOLUME_CLAIMS,
  PODS,
  REPLICASETS,
  STATEFULSETS,
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

/** The one list and watch of an entity's pods in a cluster. */
export function podSelection(where: EntityPods): ListSelection {
  return {
    kind: PODS,
    labelSelector: where.labelSelector,
    ...(where.namespace !== undefined && { namespace: where.namespace }),
  };
}

/**
 * What else to read to judge these pods: one selection per kind and namespace, never per pod (security.md R17). Events and
 * owners always: a running pod may be wrong by what its owner says. Nodes when some pod is `sick`; claims when a sick pod
 * mounts one.
 */
export function neededSelections(
  pods: readonly Pod[],
  sick: readonly Pod[],
): readonly ListSelection[] {
  const namespaces = namespacesOf(pods).slice(0, NAMESPACES_READ);
  return [
    ...namespaces.flatMap(namespace =>
      [
        EVENTS,
        ...ownerLists(pods, namespace),
        ...claimLists(sick, namespace),
      ].map(kind => ({ kind, namespace })),
    ),
    ...(sick.length > 0 ? [{ kind: NODES }] : []),
  ];
}

/** The namespaces of pods, in alphabetical order. */
export function namespacesOf(pods: readonly Pod[]): readonly string[] {
  const names = pods.map(({ metadata }) => metadata.namespace ?? '');
  return [...new Set(names)].filter(name => name !== '').sort();
}

/** Whether a diagnosis needs more than what is read of every pod. */
export function isSick({ state, found }: Diagnosis): boolean {
  return found.length > 0 || (state !== 'running' && state !== 'completed');
}

function inNamespace(pods: readonly Pod[], namespace: string) {
  return pods.filter(({ metadata }) => metadata.namespace === namespace);
}

function ownerLists(pods: readonly Pod[], namespace: string): ResourceKind[] {
  const kinds = inNamespace(pods, namespace).flatMap(({ metadata }) =>
    (metadata.ownerReferences ?? []).map(({ kind }) => kind ?? ''),
  );
  return [...new Set(kinds)].flatMap(kind =>
    Object.hasOwn(OWNER_LISTS, kind) ? OWNER_LISTS[kind] : [],
  );
}

function claimLists(sick: readonly Pod[], namespace: string): ResourceKind[] {
  const mounts = inNamespace(sick, namespace).some(({ spec }) =>
    spec.volumes.some(volume => volume.persistentVolumeClaim),
  );
  return mounts ? [PERSISTENT_VOLUME_CLAIMS] : [];
}
