import { memo } from './memo';
import { parseQuantity } from './quantity';
import type { Container, KubeNode, Pod, ResourceQuantities } from './objects';

/** Amounts by resource, in base units (cores, bytes, pieces). */
export type Amounts = ReadonlyMap<string, number>;

type Sum = Map<string, number>;

function amounts(quantities: ResourceQuantities | undefined): Sum {
  const sum: Sum = new Map();
  for (const [name, text] of Object.entries(quantities ?? {}))
    sum.set(name, parseQuantity(text) ?? 0);
  return sum;
}

/** Adds amounts to a sum, or takes them away from it. */
function add(sum: Sum, more: Amounts, sign: 1 | -1 = 1): void {
  for (const [name, amount] of more)
    sum.set(name, (sum.get(name) ?? 0) + sign * amount);
}

/** Raises a sum to at least other amounts; what is less than nothing counts as nothing. */
function raise(sum: Sum, least: Amounts): void {
  for (const [name, amount] of sum)
    sum.set(name, Math.max(amount, least.get(name) ?? 0));
  for (const [name, amount] of least)
    if (!sum.has(name)) sum.set(name, Math.max(0, amount));
}

const requests = (container: Container) =>
  amounts(container.resources?.requests);

/**
 * What the scheduler reserves for a pod: the sum of its containers and sidecars, or what one init container needs beside the
 * sidecars before it if that is more, and the runtime's overhead.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function requestsOf({ spec }: Pod): Amounts {
  const all: Sum = new Map();
  const starting: Sum = new Map();
  for (const init of spec.initContainers) {
    if (init.restartPolicy === 'Always') {
      add(all, requests(init));
      raise(starting, all);
    } else {
      const beside = new Map(all);
      add(beside, requests(init));
      raise(starting, beside);
    }
  }
  for (const container of spec.containers) add(all, requests(container));
  raise(all, starting);
  add(all, amounts(spec.overhead));
  add(all, new Map([['pods', 1]]));
  return all;
}

/** What a node offers to pods in all. */
export const allocatableOf = memo(
  (node: KubeNode): Amounts => amounts(node.status.allocatable),
);

type Room = ReadonlyMap<string, Amounts>;

/** What is left on each node, by its name, after the pods placed there that have not ended. */
export const freeByNode = memo(
  (nodes: readonly KubeNode[], scheduledPods: readonly Pod[]): Room => {
    const free = new Map(
      nodes.map(node => [
        node.metadata.name ?? '',
        new Map(allocatableOf(node)),
      ]),
    );
    for (const pod of scheduledPods) {
      const { phase } = pod.status;
      const left = free.get(pod.spec.nodeName ?? '');
      if (left && phase !== 'Succeeded' && phase !== 'Failed')
        add(left, requestsOf(pod), -1);
    }
    return free;
  },
);
