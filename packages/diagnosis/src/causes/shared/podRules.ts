import { groupBy, memo } from '../../engine';
import type { Pod } from '../../facts/objects';
import type {
  LabelSelector,
  NodeSelectorRequirement,
  PodAffinityTerm,
} from '../../facts/podTypes';

type Labels = Readonly<Record<string, string>>;

function meets(
  { key = '', operator, values = [] }: NodeSelectorRequirement,
  labels: Labels,
): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true; // an operator of a later Kubernetes: not ours to blame
  }
}

/** Whether labels fit a selector; one that is missing selects nothing, an empty one everything. */
export function selects(
  selector: LabelSelector | undefined,
  labels: Labels = {},
): boolean {
  if (!selector) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => labels[key] === value,
    ) && matchExpressions.every(one => meets(one, labels))
  );
}

/** A selector as `kubectl -l` takes it. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export function selectorText(selector: LabelSelector | undefined): string {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  const expression = ({
    key = '',
    operator = '',
    values = [],
  }: NodeSelectorRequirement) => {
    const list = `(${values.join(',')})`;
    if (operator === 'In') return `${key} in ${list}`;
    if (operator === 'NotIn') return `${key} notin ${list}`;
    return operator === 'DoesNotExist' ? `!${key}` : key;
  };
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(expression),
  ].join(',');
}

const hasEnded = ({ status: { phase } }: Pod) =>
  phase === 'Succeeded' || phase === 'Failed';

/** Whether a rule of a pod in `namespace` speaks of another pod. Namespaces chosen by their labels are taken as chosen. */
function speaksOf(
  { labelSelector, namespaces = [], namespaceSelector }: PodAffinityTerm,
  namespace: string,
  { metadata }: Pod,
): boolean {
  const isNear =
    namespaceSelector !== undefined ||
    (namespaces.length > 0 ? namespaces : [namespace]).includes(
      metadata.namespace ?? '',
    );
  return isNear && selects(labelSelector, metadata.labels);
}

const isPlaced = (pod: Pod) => Boolean(pod.spec.nodeName) && !hasEnded(pod);

/** Placed pods by their namespace. */
const placedIn = memo((pods: readonly Pod[]) =>
  groupBy(pods.filter(isPlaced), ({ metadata }) => metadata.namespace ?? ''),
);

/** Pods with a node that an affinity rule speaks of. */
export function placedPeers(
  term: PodAffinityTerm,
  namespace: string,
  pods: readonly Pod[],
): Pod[] {
  const { namespaces = [], namespaceSelector } = term;
  const isOfOne = namespaceSelector === undefined && namespaces.length < 2;
  const near = isOfOne
    ? placedIn(pods).get(namespaces[0] ?? namespace) ?? []
    : pods.filter(isPlaced);
  return near.filter(one => speaksOf(term, namespace, one));
}

const antiAffinityOf = ({ spec }: Pod) =>
  spec.affinity?.podAntiAffinity
    ?.requiredDuringSchedulingIgnoredDuringExecution ?? [];

/** Placed pods that keep others away: few of a cluster. */
const keepers = memo((pods: readonly Pod[]) =>
  pods.filter(one => isPlaced(one) && antiAffinityOf(one).length > 0),
);

/** Placed pods whose own anti-affinity keeps a pod away. */
export function keepingAway(pod: Pod, pods: readonly Pod[]): Pod[] {
  return keepers(pods).filter(one =>
    antiAffinityOf(one).some(term =>
      speaksOf(term, one.metadata.namespace ?? '', pod),
    ),
  );
}
