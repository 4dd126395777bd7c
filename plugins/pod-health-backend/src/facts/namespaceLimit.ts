/** The watched namespaces of each cluster, and how many of one cluster there may be. */
export class NamespaceLimit {
  readonly #watched = new Map<string, Set<string>>();

  constructor(readonly most: number) {}

  /** Whether another namespace of the cluster would be one too many. */
  isFull(cluster: string): boolean {
    return this.size(cluster) >= this.most;
  }

  size(cluster: string): number {
    return this.#watched.get(cluster)?.size ?? 0;
  }

  has(cluster: string, namespace: string): boolean {
    return this.#watched.get(cluster)?.has(namespace) ?? false;
  }

  add(cluster: string, namespace: string): void {
    const watched = this.#watched.get(cluster) ?? new Set();
    this.#watched.set(cluster, watched.add(namespace));
  }

  delete(cluster: string, namespace: string): void {
    this.#watched.get(cluster)?.delete(namespace);
  }
}

/** Whether a namespace's watch has users, and when the last one left (monotonic milliseconds). */
interface Use {
  readonly namespace: string | undefined;
  readonly users: number;
  readonly leftAt: number;
}

/** The namespace none of whose watches has a user, and which was left before all others; `undefined` when each has one. */
export function longestLeft(uses: readonly Use[]): string | undefined {
  const leftAt = new Map<string, number>();
  for (const { namespace, users, leftAt: at } of uses) {
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
