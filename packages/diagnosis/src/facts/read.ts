/**
 * Readers: total functions from unknown JSON to a typed value. A wrong type reads as `undefined`; nothing throws, nothing
 * outside the shape is kept. Built once, used for every object.
 */
export type Reader<T> = (value: unknown) => T | undefined;

/** What a {@link Reader} gives. */
export type Read<R> = R extends Reader<infer T> ? T : never;

type Optional<S> = { readonly [K in keyof S]?: Read<S[K]> };

/** Whether a value is a JSON object (not a list, not null). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const text: Reader<string> = value =>
  typeof value === 'string' ? value : undefined;

export const number: Reader<number> = value =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const flag: Reader<boolean> = value =>
  typeof value === 'boolean' ? value : undefined;

export const textOrNumber: Reader<string | number> = value =>
  text(value) ?? number(value);

/** A quantity: the API gives text, hand-written YAML may hold a bare number. */
export const quantity: Reader<string> = value =>
  text(value) ?? number(value)?.toString();

/** Reads an own property only, so that no name reaches a prototype. */
export function own(object: unknown, name: string): unknown {
  return isObject(object) && Object.hasOwn(object, name)
    ? object[name]
    : undefined;
}

/** An object of the given fields; each is optional, others are dropped. Not an object: `undefined`. */
export function shape<S extends Record<string, Reader<unknown>>>(
  fields: S,
): Reader<Optional<S>> {
  const readers = Object.entries(fields);
  return value => {
    if (!isObject(value)) return undefined;
    const result: Record<string, unknown> = {};
    for (const [name, reader] of readers) {
      const raw = Object.hasOwn(value, name) ? value[name] : undefined;
      const read = raw === undefined ? undefined : reader(raw);
      if (read !== undefined) result[name] = read;
    }
    // Each value came from the reader of its own name; the loop hides that from the compiler.
    return result as Optional<S>;
  };
}

/** A list of objects. An element that is none becomes `{}`, so that the others keep their index in quotes. */
export function listOf<T extends object>(reader: Reader<T>): Reader<T[]> {
  return value =>
    // Every field of a shape is optional, so `{}` is one.
    Array.isArray(value)
      ? value.map(item => reader(item) ?? ({} as T)) // {} is a T: see above
      : undefined;
}

/** A list of texts. An element that is none becomes an empty text, so that the others keep their index. */
export const texts: Reader<string[]> = value =>
  Array.isArray(value) ? value.map(item => text(item) ?? '') : undefined;

/** A map from any name to what `reader` reads; other entries are dropped. */
export function mapOf<T>(reader: Reader<T>): Reader<Record<string, T>> {
  return value => {
    if (!isObject(value)) return undefined;
    const entries: [string, T][] = [];
    for (const name of Object.keys(value)) {
      const read = reader(value[name]);
      if (read !== undefined) entries.push([name, read]);
    }
    return Object.fromEntries(entries);
  };
}

export const textMap = mapOf(text);
export const quantities = mapOf(quantity);
