/** Takes output; resolves when it can take more. */
export type OutputSink = (bytes: Buffer) => Promise<void>;

/** The far end of an attach: what a running container does with its terminal. */
export interface Terminal {
  /** Sends output to the sink from now on, until the returned function is called. */
  attach(sink: OutputSink): () => void;
  /** Keystrokes. */
  input(bytes: Buffer): void;
  resize(columns: number, rows: number): void;
  /** Resolves when the container has ended. */
  readonly ended: Promise<void>;
}

/** Sends to every sink, and waits for the slowest. */
export class Broadcast {
  readonly #sinks = new Set<OutputSink>();
  readonly #waiting = new Set<() => void>();

  /** Whether anybody is attached. */
  get heard(): boolean {
    return this.#sinks.size > 0;
  }

  add(sink: OutputSink): () => void {
    this.#sinks.add(sink);
    this.#waiting.forEach(resolve => resolve());
    this.#waiting.clear();
    return () => this.#sinks.delete(sink);
  }

  async send(bytes: Buffer): Promise<void> {
    await Promise.all([...this.#sinks].map(sink => sink(bytes)));
  }

  /** Resolves as soon as somebody is attached, or the signal aborts. */
  untilHeard(signal: AbortSignal): Promise<void> {
    if (this.heard || signal.aborted) {
      return Promise.resolve();
    }
    return new Promise(resolve => {
      this.#waiting.add(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
