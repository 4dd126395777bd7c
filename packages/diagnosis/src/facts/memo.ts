function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  for (let i = 0; i < a.length; i += 1)
    if (!Object.is(a[i], b[i])) return false;
  return true;
}

/**
 * Remembers a pure function's last answer for each `key`, as long as the key lives: for what all pods of a cluster ask of the facts that
 * they share. Facts never change, so arguments are compared by identity; where the others differ the answer is made anew.
 */
export function memo<K extends object, R extends readonly unknown[], V>(
  answer: (key: K, ...rest: R) => V,
): (key: K, ...rest: R) => V {
  const known = new WeakMap<K, { readonly rest: R; readonly value: V }>();
  return (key, ...rest) => {
    const before = known.get(key);
    if (before && same(rest, before.rest)) return before.value;
    const value = answer(key, ...rest);
    known.set(key, { rest, value });
    return value;
  };
}

/**
 * Remembers a pure function's last answer only: for what many causes ask of one pod, one after the other. Costs next to nothing, so it
 * serves where a hundred thousand pods would fill a {@link memo}.
 */
export function memoLast<A extends readonly unknown[], V>(
  answer: (...args: A) => V,
): (...args: A) => V {
  let last: { readonly args: A; readonly value: V } | undefined;
  return (...args) => {
    if (!last || !same(args, last.args))
      last = { args, value: answer(...args) };
    return last.value;
  };
}
