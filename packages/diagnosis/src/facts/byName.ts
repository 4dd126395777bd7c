import { groupBy } from './groups';
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

const podsByNode = memo((pods: readonly Pod[]) =>
  groupBy(pods, ({ spec }) => spec.nodeName),
);

/** Those of the pods that are on a node, in their order. */
export function podsOn(
  pods: readonly Pod[],
  node: string | undefined,
): readonly Pod[] {
  return podsByNode(pods).get(node) ?? [];
}
