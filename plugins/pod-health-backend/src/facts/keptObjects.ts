import type { RawObject } from '../kube/types';

/** What is kept of objects, and how many. */
export interface KeepOptions<T> {
  /** From the API's object to what is kept of it. */
  readonly project: (object: RawObject) => T;
  /** At most so many objects are kept; the first in `order` are dropped. Absent: all. */
  readonly keep?: {
    readonly most: number;
    readonly order: (a: T, b: T) => number;
  };
}

/** An object of a list, as it is kept, and what tells it apart. */
export type KeptEntry<T> = readonly [key: string, object: T];

/** The objects of a watch: of each only what is read of it. */
export class KeptObjects<T> {
  #objects = new Map<string, T>();
  #array: readonly T[] | undefined;

  constructor(private readonly options: KeepOptions<T>) {}

  /** The same array until something changes. */
  get all(): readonly T[] {
    this.#array ??= [...this.#objects.values()];
    return this.#array;
  }

  /** What is to be kept of an object of a list; for {@link replace}. */
  readonly entryOf = (object: RawObject): KeptEntry<T> => [
    keyOf(object),
    this.options.project(object),
  ];

  /** Puts a list in place of all there was. */
  replace(list: readonly KeptEntry<T>[]): void {
    const { keep } = this.options;
    const entries = keep
      ? [...list].sort(([, a], [, b]) => keep.order(a, b)).slice(-keep.most)
      : list;
    this.#array = undefined;
    this.#objects = new Map(entries);
  }

  apply(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: RawObject): void {
    const key = keyOf(object);
    this.#array = undefined;
    if (type === 'DELETED') {
      this.#objects.delete(key);
      return;
    }
    this.#objects.set(key, this.options.project(object));
    const oldest = this.#objects.keys().next();
    const { keep } = this.options;
    if (keep && this.#objects.size > keep.most && !oldest.done) {
      this.#objects.delete(oldest.value);
    }
  }
}

/** Objects are told apart by uid; one without (a broken server) by its name. */
function keyOf({ metadata }: RawObject): string {
  return metadata?.uid ?? `${metadata?.namespace}/${metadata?.name}`;
}
