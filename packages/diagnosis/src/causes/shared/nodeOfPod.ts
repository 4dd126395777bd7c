import { placeByName } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { FactValues } from '../../facts/snapshot';
import type { Condition, KubeNode, Pod } from '../../facts/objects';

/** The node a pod is on, with its path in the fact `nodes`. */
export interface NodeOfPod {
  readonly node: KubeNode;
  /** Such as `2`. */
  readonly at: string;
  readonly nodes: FactValues['nodes'];
}

/** The node a pod is on; `undefined` when it has none, or nodes are not known, or it is not among them. */
export function nodeOfPod(
  { spec }: Pod,
  nodes: Fact<FactValues['nodes']>,
): NodeOfPod | undefined {
  if (nodes.status !== 'ok' || spec.nodeName === undefined) return undefined;
  const i = placeByName(nodes.value, spec.nodeName);
  const node = nodes.value[i];
  return node && { node, at: String(i), nodes: nodes.value };
}

/** Whether nodes are known and the pod's is not among them. */
export function isNodeMissing(
  pod: Pod,
  nodes: Fact<FactValues['nodes']>,
): boolean {
  return (
    nodes.status === 'ok' &&
    nodes.value.length > 0 &&
    pod.spec.nodeName !== undefined &&
    nodeOfPod(pod, nodes) === undefined
  );
}

/** A node's condition of a type, with its path in the fact `nodes`. */
export function nodeCondition(
  { node, at }: NodeOfPod,
  type: string,
): { readonly condition: Condition; readonly at: string } | undefined {
  const c = node.status.conditions.findIndex(one => one.type === type);
  const condition = node.status.conditions[c];
  return condition && { condition, at: `${at}.status.conditions.${c}` };
}
