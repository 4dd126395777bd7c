import type { Pod, Service, Workload } from 'pod-diagnosis';
import { podsOfEntity, type PodScope } from '../guards/isPodOfEntity';
import type { Labels } from '../guards/labelSelector';

/** What of an entity a service may send to. */
export interface Targets {
  readonly pods: readonly Pod[];
  readonly workloads: readonly Workload[];
}

/**
 * The services of an entity: those that carry its labels themselves, as Backstage's Kubernetes plugin asks, and those whose selector chooses
 * one of its pods, or the pods its workloads would make. Pure; the order is kept.
 */
export function servicesOfEntity(
  scope: PodScope,
  services: readonly Service[],
  { pods, workloads }: Targets,
): readonly Service[] {
  const isLabelled = podsOfEntity(scope);
  const targets = [
    // Of few workloads, and most often the answer: asked first.
    ...workloads.map(({ metadata, spec }) => ({
      namespace: metadata.namespace,
      labels: spec.template?.metadata?.labels,
    })),
    ...pods.map(({ metadata }) => metadata),
  ];
  return services.filter(({ metadata, spec }) => {
    const { namespace } = metadata;
    return (
      isLabelled(metadata) ||
      targets.some(
        target =>
          target.namespace === namespace &&
          chooses(spec.selector ?? {}, target.labels),
      )
    );
  });
}

/** Whether a service's selector chooses what has these labels; an empty one chooses nothing. */
function chooses(selector: Labels, labels: Labels = {}): boolean {
  const wanted = Object.entries(selector);
  return (
    wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)
  );
}
