import { memo } from './memo';
import type { ObjectMeta, Pod } from './objects';

interface Named {
  readonly metadata: ObjectMeta;
}

const places = memo(
  (list: readonly Named[]): ReadonlyMap<string | undefined, number> => {
    const byName = new Map<string | undefined, number>();
    list.forEach(({ metadata: { name } }, i) => {
      if (!byName.has(name)) byName.set(name, i);
    });
    return byName;
  },
);

/**
 * Place of the first object of a name in a list of one kind, -1 without one. In constant time: each pod of a cluster asks for its
 * node, its volumes and their class.
 */
export function placeByName(
  list: readonly Named[],
  name: string | undefined,
): number {
  return places(list).get(name) ?? -1;
}

/** The first object of a name in a list of one kind. */
export function findByName<T extends Named>(
  list: readonly T[],
  name: string | undefined,
): T | undefined {
  return list[placeByName(list, name)];
}

const podsByNode = memo(
  (pods: readonly Pod[]): ReadonlyMap<string | undefined, readonly Pod[]> => {
    const byNode = new Map<string | undefined, Pod[]>();
    for (const pod of pods) {
      const { nodeName } = pod.spec;
      const there = byNode.get(nodeName);
      if (there) there.push(pod);
      else byNode.set(nodeName, [pod]);
    }
    return byNode;
  },
);

/** Those of the pods that are on a node, in their order. */
export function podsOn(
  pods: readonly Pod[],
  node: string | undefined,
): readonly Pod[] {
  return podsByNode(pods).get(node) ?? [];
}
