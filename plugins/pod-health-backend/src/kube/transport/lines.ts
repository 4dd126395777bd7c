const NEWLINE = 0x0a;

/** A line grew past the limit. */
export class LineTooLong extends Error {}

/** Cuts a stream of bytes into lines, holding no more than `limit` bytes of an unfinished one. */
export class BoundedLines {
  readonly #limit: number;
  #pending: Uint8Array[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that end in these bytes, without their newlines; empty lines are left out. Throws LineTooLong. */
  *push(bytes: Uint8Array): Generator<string> {
    let from = 0;
    for (
      let at = bytes.indexOf(NEWLINE);
      at !== -1;
      at = bytes.indexOf(NEWLINE, from)
    ) {
      this.#keep(bytes.subarray(from, at));
      from = at + 1;
      if (this.#size > 0) {
        yield this.#take();
      }
    }
    this.#keep(bytes.subarray(from));
  }

  /** Bytes of the unfinished line. */
  get pending(): number {
    return this.#size;
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) {
      return;
    }
    this.#size += bytes.length;
    if (this.#size > this.#limit) {
      throw new LineTooLong(`a line is longer than ${this.#limit} bytes`);
    }
    this.#pending.push(bytes);
  }

  /** Decodes whole lines only, so no character is ever cut in two. */
  #take(): string {
    const line = Buffer.concat(this.#pending, this.#size).toString('utf8');
    this.#pending = [];
    this.#size = 0;
    return line;
  }
}
