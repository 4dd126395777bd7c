/** Ways to change JSON, for laws that must hold whatever the cluster says. */

/** Paths (lists of keys) of every value inside, outermost first. */
export function pathsOf(value: unknown, before: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [...before, key],
    ...pathsOf(inner, [...before, key]),
  ]);
}

/** A copy without the value at the path, or with another in its place. */
export function changeAt(
  root: unknown,
  [key, ...rest]: readonly string[],
  replace?: { readonly by: unknown },
): unknown {
  if (key === undefined) return replace?.by;
  const copy: unknown = Array.isArray(root)
    ? [...root]
    : { ...(root as object) }; // a path of pathsOf leads through objects only
  const fields = copy as Record<string, unknown>; // list or object: both are written by name
  if (rest.length > 0) fields[key] = changeAt(fields[key], rest, replace);
  else if (replace) fields[key] = replace.by;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete fields[key];
  return copy;
}

/** Lists of the API whose order says nothing. (That of init containers and of the words of a command does.) */
const UNORDERED = new Set([
  'conditions',
  'containerStatuses',
  'containers',
  'finalizers',
  'initContainerStatuses',
  'items',
  'objects',
  'ownerReferences',
  'taints',
  'tolerations',
  'volumes',
]);

/** Turns every list whose order says nothing the other way round, at any depth. */
export function reordered(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map(item => reordered(item));
    return UNORDERED.has(name) ? items.reverse() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, reordered(inner, key)]),
  );
}

/** Freezes a value and all inside, so that whoever writes to it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
