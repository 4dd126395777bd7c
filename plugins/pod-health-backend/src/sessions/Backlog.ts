/** The last of what a terminal printed, so that a page that comes back sees its screen again. */
export class Backlog {
  readonly #limit: number;
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  /** `limit`: bytes kept. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds output; the oldest goes. */
  add(chunk: Uint8Array): void {
    const kept = chunk.subarray(Math.max(0, chunk.length - this.#limit));
    this.#chunks.push(kept);
    this.#bytes += kept.length;
    while (this.#bytes - this.#chunks[0].length >= this.#limit) {
      this.#bytes -= this.#chunks[0].length;
      this.#chunks.shift();
    }
  }

  /** All that is kept, in order: the limit at most. */
  bytes(): Uint8Array {
    const all = Buffer.concat(this.#chunks);
    return all.subarray(Math.max(0, all.length - this.#limit));
  }
}
