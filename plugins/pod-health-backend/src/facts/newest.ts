/** Holds the newest value until it is taken. Ends when the signal aborts. */
export class Newest<T> implements AsyncIterable<T> {
  #value: { readonly value: T } | undefined;
  #wake = () => {};

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Puts a value in the place of the one nobody has taken. */
  put(value: T): void {
    this.#value = { value };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    while (!this.signal.aborted) {
      const held = this.#value;
      this.#value = undefined;
      if (held) {
        yield held.value;
      } else {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
    }
  }
}
