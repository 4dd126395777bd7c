/** Takes secrets out of a text a person will read. */
export type Redact = (text: string) => string;

/** Objects nest some ten levels deep; hostile ones may nest for ever. */
const MAX_DEPTH = 20;

/**
 * An object in which every `message` has gone through `redact`: the words in which the cluster, or a program in a pod, speaks freely. Everything
 * else is names and numbers of Kubernetes' own. The object itself where that changes nothing, else a copy that shares what is unchanged.
 */
export function redactMessages<T>(value: T, redact: Redact): T {
  return walk(value, redact, 0) as T; // same shape: only strings under `message` are exchanged for strings
}

function walk(value: unknown, redact: Redact, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) {
    return value;
  }
  if (Array.isArray(value)) {
    const items = value.map(item => walk(item, redact, depth + 1));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  let copy: object | undefined;
  for (const [key, item] of Object.entries(value)) {
    const redacted =
      key === 'message' && typeof item === 'string'
        ? redact(item)
        : walk(item, redact, depth + 1);
    if (redacted !== item) {
      copy = { ...(copy ?? value), [key]: redacted };
    }
  }
  return copy ?? value;
}
