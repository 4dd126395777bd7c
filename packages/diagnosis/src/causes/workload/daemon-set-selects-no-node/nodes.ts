import { isSelected, nearest, untolerated } from '../../../engine';
import type { KubeNode, PodSpec, Toleration } from '../../../facts/objects';

/**
 * What the controller lets every pod of a DaemonSet tolerate.
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations
 */
const OWN_TOLERATIONS: readonly Toleration[] = [
  'not-ready',
  'unreachable',
  'disk-pressure',
  'memory-pressure',
  'pid-pressure',
  'unschedulable',
].map(name => ({ key: `node.kubernetes.io/${name}`, operator: 'Exists' }));

/** Why each node is none for the DaemonSet. */
export interface NoNode {
  readonly nodes: number;
  /** Without the labels asked for. */
  readonly unselected: number;
  /** With them, but with a taint that is not tolerated. */
  readonly tainted: number;
  /** `key=value` of the node selector that no node has. */
  readonly missing: readonly string[];
  /** A label some node has that is much like the first missing one. */
  readonly near?: string;
  /** Place of the first tainted node among all, and of its taint. */
  readonly taint?: {
    readonly i: number;
    readonly t: number;
    readonly key: string;
  };
}

/** A label of a node much like a missing one: by its value, else by its key. */
function nearLabel(wanted: string, nodes: readonly KubeNode[]) {
  const labels = nodes.flatMap(({ metadata }) =>
    Object.entries(metadata.labels ?? {}),
  );
  const [key = '', value = ''] = wanted.split('=');
  const values = labels.filter(([k]) => k === key).map(([, v]) => v);
  const keys = labels.filter(([, v]) => v === value).map(([k]) => k);
  const nearValue = nearest(value, values);
  if (nearValue !== undefined) return `${key}=${nearValue}`;
  const nearKey = nearest(key, keys);
  return nearKey === undefined ? undefined : `${nearKey}=${value}`;
}

/** Taints that mark what DaemonSets of services have no business on, or that pass by themselves. */
const USUAL =
  /^(?:node-role\.kubernetes\.io|node\.kubernetes\.io|node\.cloudprovider\.kubernetes\.io|karpenter\.sh|virtual-kubelet\.io|eks\.amazonaws\.com|kubernetes\.azure\.com)\/|ClusterAutoscaler$|^CriticalAddonsOnly$/;
/** Told when at least this many nodes, and this share of those it could choose, are kept off. */
const LEAST_TAINTED = 2;
const LEAST_SHARE = 0.5;

/**
 * Most of the nodes kept off by one taint, while it runs on the others; `undefined` when they are few, or the nodes do not agree with the
 * controller's count.
 */
export function mostlyTainted(
  spec: PodSpec,
  nodes: readonly KubeNode[],
  wanted: number,
): NoNode | undefined {
  const tolerations = [...(spec.tolerations ?? []), ...OWN_TOLERATIONS];
  const withOwn = { ...spec, tolerations };
  const selected = nodes.filter(node => isSelected(spec, node));
  const keysOf = (node: KubeNode) =>
    untolerated(withOwn, node).map(({ key = '' }) => key);
  const tainted = selected.filter(node => keysOf(node).length > 0);
  const [first] = tainted;
  const [key] = first ? keysOf(first) : [];
  if (!first || key === undefined || USUAL.test(key)) return undefined;
  const isOne = tainted.every(node => keysOf(node).includes(key));
  if (!isOne || selected.length - tainted.length !== wanted) return undefined;
  if (tainted.length < Math.max(LEAST_TAINTED, LEAST_SHARE * selected.length))
    return undefined;
  const t = first.spec.taints.findIndex(one => one.key === key);
  return {
    nodes: nodes.length,
    unselected: nodes.length - selected.length,
    tainted: tainted.length,
    missing: [],
    taint: { i: nodes.indexOf(first), t, key },
  };
}

/** By the nodes as they are now; `undefined` when one of them would do, so that the controller's count is only old. */
export function noNodeFor(
  spec: PodSpec,
  nodes: readonly KubeNode[],
): NoNode | undefined {
  const tolerations = [...(spec.tolerations ?? []), ...OWN_TOLERATIONS];
  const withOwn = { ...spec, tolerations };
  const selected = nodes.filter(node => isSelected(spec, node));
  const open = selected.filter(node => untolerated(withOwn, node).length === 0);
  if (open.length > 0) return undefined;
  const missing = Object.entries(spec.nodeSelector ?? {})
    .filter(([key, value]) =>
      nodes.every(one => one.metadata.labels?.[key] !== value),
    )
    .map(([key, value]) => `${key}=${value}`);
  const near = missing[0] && nearLabel(missing[0], nodes);
  const [first] = selected;
  const key = first && untolerated(withOwn, first)[0]?.key;
  const t = first?.spec.taints.findIndex(one => one.key === key) ?? -1;
  return {
    nodes: nodes.length,
    unselected: nodes.length - selected.length,
    tainted: selected.length,
    missing,
    ...(near && { near }),
    ...(first &&
      key &&
      t >= 0 && { taint: { i: nodes.indexOf(first), t, key } }),
  };
}
