/** Tells those of this replica who wait for a session that it has changed. */
export class SessionChanges {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Wakes everybody who waits for this session. */
  tell(id: string): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.forEach(wake => wake());
  }

  /** A signal that aborts with the next change; call `forget` when it is no longer wanted. */
  next(id: string): { readonly changed: AbortSignal; forget(): void } {
    const change = new AbortController();
    const wake = () => change.abort();
    const waiting = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiting.add(wake));
    return {
      changed: change.signal,
      forget: () => {
        waiting.delete(wake);
        if (waiting.size === 0 && this.#waiting.get(id) === waiting) {
          this.#waiting.delete(id);
        }
      },
    };
  }
}
