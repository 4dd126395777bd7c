/** Adds to the list at `key`, making it if need be. */
export function push<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The items by a key of theirs, each group in the order of the list. */
export function groupBy<K, T>(
  list: readonly T[],
  keyOf: (item: T) => K,
): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) push(groups, keyOf(item), item);
  return groups;
}
