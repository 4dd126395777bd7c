import { createHash } from 'node:crypto';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  KUBERNETES_ID,
  KUBERNETES_LABEL_SELECTOR,
  KUBERNETES_NAMESPACE,
} from 'backstage-plugin-pod-health-common';
import { selectorText, type Inventory, type Workload } from './inventory';

/** On a workload or its namespace: reference of the group that owns it. */
export const OWNER = 'pod-health.io/owner';
/** A label many clusters carry already; its value is taken for a group's name. */
const TEAM = 'team';
const DEFAULT_OWNER = 'group:default/platform';
/** Longest name the catalog takes. */
const NAME_LENGTH = 63;

/**
 * The catalog entities of a cluster's workloads, `location` being where they say they come from. Pods that carry the label
 * `backstage.io/kubernetes-id` make one Component of that name, whatever controls them: that is what the label means to
 * Backstage's Kubernetes plugin. Every other workload is a Component of its own name, in a catalog namespace called like its
 * Kubernetes namespace. A workload whose pods no label tells apart is left out.
 */
export function workloadEntities(
  inventory: Inventory,
  location: string,
): Entity[] {
  const identified = new Map<string, Workload[]>();
  const others: Workload[] = [];
  for (const workload of inventory.workloads) {
    const id = workload.podLabels[KUBERNETES_ID];
    if (id) {
      identified.set(id, [...(identified.get(id) ?? []), workload]);
    } else {
      others.push(workload);
    }
  }
  return [
    ...[...identified].map(([id, workloads]) => ({
      name: id,
      namespace: 'default',
      workload: workloads[0],
      annotations: identifiedPods(id, workloads),
    })),
    ...others.flatMap(workload => {
      const annotations = selectedPods(workload);
      const name = nameAmong(workload, others);
      return annotations
        ? [{ name, namespace: workload.namespace, workload, annotations }]
        : [];
    }),
  ].map(each => component(each, inventory, location));
}

interface Draft {
  readonly name: string;
  readonly namespace: string;
  readonly workload: Workload;
  readonly annotations: Readonly<Record<string, string>>;
}

function component(
  { name, namespace, workload, annotations }: Draft,
  inventory: Inventory,
  location: string,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace,
      description: `${workload.kind} ${workload.name} in namespace ${workload.namespace}`,
      annotations: {
        ...annotations,
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: ownerOf(workload, inventory),
    },
  };
}

function identifiedPods(id: string, workloads: readonly Workload[]) {
  const namespaces = new Set(workloads.map(workload => workload.namespace));
  return {
    [KUBERNETES_ID]: id,
    ...(namespaces.size === 1 && {
      [KUBERNETES_NAMESPACE]: workloads[0].namespace,
    }),
  };
}

function selectedPods({ selector, podLabels, namespace }: Workload) {
  const text = selectorText(selector ?? { matchLabels: podLabels });
  return text === undefined
    ? undefined
    : { [KUBERNETES_LABEL_SELECTOR]: text, [KUBERNETES_NAMESPACE]: namespace };
}

/** Its own name; with its kind where another kind has the same; cut, with a hash, where it is too long for the catalog. */
function nameAmong(workload: Workload, others: readonly Workload[]): string {
  const shared = others.some(
    other =>
      other !== workload &&
      other.namespace === workload.namespace &&
      other.name === workload.name,
  );
  const name = shared
    ? `${workload.name}-${workload.kind.toLowerCase()}`
    : workload.name;
  if (name.length <= NAME_LENGTH) {
    return name;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, NAME_LENGTH - 9)}-${hash}`;
}

function ownerOf(workload: Workload, inventory: Inventory): string {
  const namespace = inventory.namespaces.get(workload.namespace);
  const team = workload.labels[TEAM] ?? namespace?.labels[TEAM];
  return (
    workload.annotations[OWNER] ??
    namespace?.annotations[OWNER] ??
    (team ? `group:default/${team}` : DEFAULT_OWNER)
  );
}
