import { parseQuantity } from './quantity';
import type { Container, KubeNode, Pod, ResourceQuantities } from './objects';

/** Amounts by resource, in base units (cores, bytes, pieces). */
export type Amounts = ReadonlyMap<string, number>;

function amounts(quantities: ResourceQuantities | undefined): Amounts {
  return new Map(
    Object.entries(quantities ?? {}).map(([name, text]) => [
      name,
      parseQuantity(text) ?? 0,
    ]),
  );
}

function combine(
  a: Amounts,
  b: Amounts,
  how: (x: number, y: number) => number,
): Amounts {
  const names = new Set([...a.keys(), ...b.keys()]);
  return new Map(
    [...names].map(name => [name, how(a.get(name) ?? 0, b.get(name) ?? 0)]),
  );
}

const plus = (x: number, y: number) => x + y;
const minus = (x: number, y: number) => x - y;

const requests = (container: Container) =>
  amounts(container.resources?.requests);

/**
 * What the scheduler reserves for a pod: the sum of its containers and sidecars, or what one init container needs beside the
 * sidecars before it if that is more, and the runtime's overhead.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function requestsOf({ spec }: Pod): Amounts {
  let sidecars: Amounts = new Map();
  let starting: Amounts = new Map();
  for (const init of spec.initContainers) {
    if (init.restartPolicy === 'Always') {
      sidecars = combine(sidecars, requests(init), plus);
      starting = combine(starting, sidecars, Math.max);
    } else {
      const beside = combine(sidecars, requests(init), plus);
      starting = combine(starting, beside, Math.max);
    }
  }
  const running = spec.containers
    .map(requests)
    .reduce((sum, one) => combine(sum, one, plus), sidecars);
  const most = combine(running, starting, Math.max);
  const pods: Amounts = new Map([['pods', 1]]);
  return combine(combine(most, amounts(spec.overhead), plus), pods, plus);
}

/** What a node offers to pods in all. */
export function allocatableOf(node: KubeNode): Amounts {
  return amounts(node.status.allocatable);
}

type Room = ReadonlyMap<string, Amounts>;

/** The facts are shared by all pods of a cluster; reckoning them once keeps many pending pods from costing the square. */
const reckoned = new WeakMap<readonly Pod[], readonly [object, Room]>();

/** What is left on each node, by its name, after the pods placed there that have not ended. */
export function freeByNode(
  nodes: readonly KubeNode[],
  scheduledPods: readonly Pod[],
): Room {
  const before = reckoned.get(scheduledPods);
  if (before?.[0] === nodes) return before[1];
  const free = new Map(
    nodes.map(node => [node.metadata.name ?? '', allocatableOf(node)]),
  );
  for (const pod of scheduledPods) {
    const { phase } = pod.status;
    const node = pod.spec.nodeName ?? '';
    const left = free.get(node);
    if (left && phase !== 'Succeeded' && phase !== 'Failed') {
      free.set(node, combine(left, requestsOf(pod), minus));
    }
  }
  reckoned.set(scheduledPods, [nodes, free]);
  return free;
}
