import {
  matchesLabels,
  parseLabelSelector,
  type Labels,
} from './labelSelector';

/** Where an entity's pods are. */
export interface PodScope {
  readonly labelSelector: string;
  /** Absent: any namespace. */
  readonly namespace?: string;
}

/** What of an object says whose it is. */
interface Labelled {
  readonly namespace?: string;
  readonly labels?: Labels;
}

/**
 * Whether a pod, as read just now, is one of an entity's: in its namespace, and with labels its selector asks for. A selector
 * that cannot be read matches nothing. The uid is a question of its own (isUidSame): a pod of the entity may have been replaced.
 */
export function isPodOfEntity(scope: PodScope, pod: Labelled): boolean {
  return podsOfEntity(scope)(pod);
}

/** The question of {@link isPodOfEntity} for many pods. */
export function podsOfEntity({
  namespace,
  labelSelector,
}: PodScope): (pod: Labelled) => boolean {
  const requirements = parseLabelSelector(labelSelector);
  return pod =>
    (namespace === undefined || pod.namespace === namespace) &&
    requirements !== undefined &&
    matchesLabels(requirements, pod.labels ?? {});
}

/**
 * Whether a workload makes pods of an entity: it carries the labels itself, as Backstage's Kubernetes plugin asks, or the pods it
 * would make carry them. Only such a workload is spoken of when there are no pods.
 */
export function isWorkloadOfEntity(
  scope: PodScope,
  workload: {
    readonly namespace?: string;
    readonly labels?: Labels;
    readonly templateLabels?: Labels;
  },
): boolean {
  const { namespace, labels, templateLabels } = workload;
  return (
    isPodOfEntity(scope, { namespace, labels }) ||
    isPodOfEntity(scope, { namespace, labels: templateLabels })
  );
}
