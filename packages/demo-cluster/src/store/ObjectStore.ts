import type { KubeObject } from '../types';
import type { Resource } from './resources';

/** One change of one object. `object` is the state after it (for a deletion: the last one, with the deletion's version). */
export interface Change {
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: Resource;
  readonly object: KubeObject;
  /** The state before; undefined for ADDED. */
  readonly previous?: KubeObject;
}

/** Raised for a version whose history is gone: the API's 410. */
export class CompactedError extends Error {
  constructor(readonly requested: number, readonly oldest: number) {
    super(`too old resource version: ${requested} (${oldest})`);
  }
}

const idOf = (object: KubeObject) =>
  `${object.metadata.namespace ?? ''}/${object.metadata.name}`;

/**
 * Objects with one revision counter over all of them, as etcd has. Stored objects are never changed in place: a change is a
 * new object, so that a reader may keep what it was given.
 */
export class ObjectStore {
  readonly #tables = new Map<Resource, Map<string, KubeObject>>();
  readonly #watchers = new Set<(change: Change) => void>();
  readonly #historyLength: number;
  #history: Change[] = [];
  #revision = 1;
  /** Watches may begin at this revision or later. */
  #compacted = 0;

  constructor(historyLength: number) {
    this.#historyLength = historyLength;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Creates or replaces; sets `resourceVersion`. */
  put(resource: Resource, object: KubeObject): KubeObject {
    const table = this.#table(resource);
    const previous = table.get(idOf(object));
    const stored = this.#stamped(object);
    table.set(idOf(object), stored);
    this.#record({
      revision: this.#revision,
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      object: stored,
      ...(previous && { previous }),
    });
    return stored;
  }

  get(
    resource: Resource,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    return this.#tables.get(resource)?.get(`${namespace ?? ''}/${name}`);
  }

  delete(
    resource: Resource,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    const previous = this.get(resource, namespace, name);
    if (!previous) {
      return undefined;
    }
    this.#table(resource).delete(idOf(previous));
    const last = this.#stamped(previous);
    this.#record({
      revision: this.#revision,
      type: 'DELETED',
      resource,
      object: last,
      previous,
    });
    return last;
  }

  /** Objects of a resource, in the order of their keys (namespace, then name), as the API lists them. */
  list(resource: Resource, namespace?: string): KubeObject[] {
    return sorted(this.#tables.get(resource)?.values() ?? [], namespace);
  }

  /** The list as it was at a revision. Throws {@link CompactedError} when its history is gone. */
  listAt(
    resource: Resource,
    namespace: string | undefined,
    revision: number,
  ): KubeObject[] {
    this.#checkAge(revision);
    const table = new Map(this.#tables.get(resource) ?? []);
    for (let i = this.#history.length - 1; i >= 0; i--) {
      const change = this.#history[i];
      if (change.revision <= revision) {
        break;
      }
      if (change.resource === resource) {
        undo(table, change);
      }
    }
    return sorted(table.values(), namespace);
  }

  /** Changes after a revision, oldest first. Throws {@link CompactedError} when some of them are gone. */
  changesSince(revision: number): readonly Change[] {
    this.#checkAge(revision);
    return this.#history.filter(change => change.revision > revision);
  }

  /** Calls back on each change from now on, until the returned function is called. */
  watch(callback: (change: Change) => void): () => void {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  /** Forgets all history: every version handed out so far becomes too old. */
  compact(): void {
    this.#revision += 1;
    this.#history = [];
    this.#compacted = this.#revision;
  }

  #checkAge(revision: number): void {
    if (revision < this.#compacted) {
      throw new CompactedError(revision, this.#compacted);
    }
  }

  #table(resource: Resource): Map<string, KubeObject> {
    const table = this.#tables.get(resource) ?? new Map<string, KubeObject>();
    this.#tables.set(resource, table);
    return table;
  }

  #stamped(object: KubeObject): KubeObject {
    this.#revision += 1;
    return {
      ...object,
      metadata: {
        ...object.metadata,
        resourceVersion: String(this.#revision),
      },
    };
  }

  #record(change: Change): void {
    this.#history.push(change);
    if (this.#history.length > this.#historyLength * 2) {
      const dropped = this.#history.length - this.#historyLength;
      this.#compacted = this.#history[dropped - 1].revision;
      this.#history = this.#history.slice(dropped);
    }
    for (const watcher of [...this.#watchers]) {
      watcher(change);
    }
  }
}

function undo(table: Map<string, KubeObject>, change: Change): void {
  if (change.previous) {
    table.set(idOf(change.object), change.previous);
  } else {
    table.delete(idOf(change.object));
  }
}

function sorted(
  objects: Iterable<KubeObject>,
  namespace: string | undefined,
): KubeObject[] {
  const found: KubeObject[] = [];
  for (const object of objects) {
    if (namespace === undefined || object.metadata.namespace === namespace) {
      found.push(object);
    }
  }
  const keyed = found.map(object => ({ key: idOf(object), object }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return keyed.map(({ object }) => object);
}
