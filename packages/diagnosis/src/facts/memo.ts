/**
 * Remembers a pure function's last answer for each `key`, as long as the key lives. Facts never change, and many causes, or all pods of
 * a cluster, ask the same of them. The other arguments are compared by identity; where they differ the answer is made anew.
 */
export function memo<K extends object, R extends readonly unknown[], V>(
  answer: (key: K, ...rest: R) => V,
): (key: K, ...rest: R) => V {
  const known = new WeakMap<K, { readonly rest: R; readonly value: V }>();
  return (key, ...rest) => {
    const before = known.get(key);
    if (before && rest.every((one, i) => Object.is(one, before.rest[i])))
      return before.value;
    const value = answer(key, ...rest);
    known.set(key, { rest, value });
    return value;
  };
}
