/** What a watch takes of its cluster: a namespace, shared with other watches in it; absent, nothing that is bounded. */
export interface Place {
  readonly cluster: string;
  readonly namespace?: string;
}

/** Which namespaces of each cluster are watched: the places taken, in no more namespaces of one cluster than `most`. */
export class NamespaceLimit {
  readonly #taken = new Set<Place>();

  constructor(readonly most: number) {}

  /** How many namespaces of a cluster are taken. */
  size(cluster: string): number {
    return this.#namespaces(cluster).size;
  }

  has(place: Place): boolean {
    return this.#taken.has(place);
  }

  /** Whether there is room for it. */
  fits({ cluster, namespace }: Place): boolean {
    const taken = this.#namespaces(cluster);
    return (
      namespace === undefined || taken.has(namespace) || taken.size < this.most
    );
  }

  take(place: Place): void {
    this.#taken.add(place);
  }

  giveBack(place: Place): void {
    this.#taken.delete(place);
  }

  #namespaces(cluster: string): ReadonlySet<string> {
    const inside = [...this.#taken].filter(place => place.cluster === cluster);
    return new Set(inside.flatMap(({ namespace }) => namespace ?? []));
  }
}

/** Who uses a place, and when the last one left (monotonic milliseconds). */
interface Use {
  readonly place: Place;
  readonly users: number;
  readonly leftAt: number;
}

/** The namespace none of whose watches has a user, and which was left before all others; `undefined` when each has one. */
export function longestLeft(uses: readonly Use[]): string | undefined {
  const leftAt = new Map<string, number>();
  for (const { place, users, leftAt: at } of uses) {
    const { namespace } = place;
    if (namespace !== undefined) {
      const left = users > 0 ? Infinity : at;
      leftAt.set(namespace, Math.max(left, leftAt.get(namespace) ?? 0));
    }
  }
  const [first] = [...leftAt]
    .filter(([, at]) => at < Infinity)
    .sort(([, a], [, b]) => a - b);
  return first?.[0];
}
