import type {
  KubeNode,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodSpec,
  Taint,
  Toleration,
} from './objects';

function meets(
  { operator, values = [] }: NodeSelectorRequirement,
  value: string | undefined,
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(values[0]);
    case 'Lt':
      return Number(value) < Number(values[0]);
    default:
      return true; // an operator of a later Kubernetes: not ours to blame
  }
}

/** Whether a node meets one term of a node selector: all its requirements. */
export function meetsTerm(term: NodeSelectorTerm, node: KubeNode): boolean {
  const { matchExpressions = [], matchFields = [] } = term;
  const labels = node.metadata.labels ?? {};
  // An empty term selects nothing.
  return (
    matchExpressions.length + matchFields.length > 0 &&
    matchExpressions.every(one => meets(one, labels[one.key ?? ''])) &&
    matchFields.every(one => meets(one, node.metadata.name))
  );
}

/** The labels that a pod's nodeSelector asks for and a node does not have, as `key=value`. */
export function missingLabels(spec: PodSpec, node: KubeNode): string[] {
  const labels = node.metadata.labels ?? {};
  return Object.entries(spec.nodeSelector ?? {})
    .filter(([key, value]) => labels[key] !== value)
    .map(([key, value]) => `${key}=${value}`);
}

/**
 * Whether a node has the labels that a pod's nodeSelector and required node affinity ask for.
 * Source: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export function isSelected(spec: PodSpec, node: KubeNode): boolean {
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms;
  return (
    missingLabels(spec, node).length === 0 &&
    (terms === undefined || terms.some(term => meetsTerm(term, node)))
  );
}

function tolerates(toleration: Toleration, taint: Taint): boolean {
  const { key, operator = 'Equal', value = '', effect } = toleration;
  if (effect && effect !== taint.effect) return false;
  if (key ? key !== taint.key : operator !== 'Exists') return false;
  // Later operators (Lt, Gt) compare numbers; what is not understood is not blamed.
  return operator !== 'Equal' || value === (taint.value ?? '');
}

/** The taint a cordoned node gets; older ones only have the field. */
const CORDON: Taint = {
  key: 'node.kubernetes.io/unschedulable',
  effect: 'NoSchedule',
};

/**
 * A node's taints that keep a pod away. `PreferNoSchedule` does not; a cordoned node counts as tainted.
 * Source: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export function untolerated(spec: PodSpec, node: KubeNode): Taint[] {
  const { taints, unschedulable } = node.spec;
  const hasCordon = taints.some(({ key }) => key === CORDON.key);
  const all = unschedulable && !hasCordon ? [...taints, CORDON] : taints;
  return all.filter(
    taint =>
      taint.effect !== 'PreferNoSchedule' &&
      !(spec.tolerations ?? []).some(one => tolerates(one, taint)),
  );
}
