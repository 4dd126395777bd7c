const NEWLINE = 0x0a;

/** A line of a log, or a part of one that is too long to be held whole. */
export interface LinePiece {
  /** Without the newline. */
  readonly bytes: Buffer;
  /** Whether it goes on from the piece before. */
  readonly continued: boolean;
}

/**
 * Cuts a stream of bytes into lines, and lines longer than `maxBytes` into pieces, so that nothing grows with what a program
 * prints (security.md R11). A piece never ends inside a UTF-8 character. The pieces are the same however the bytes arrive.
 */
export class LineSplitter {
  #rest: Buffer = Buffer.alloc(0);
  #continued = false;

  /** `maxBytes` is at least 8. */
  constructor(private readonly maxBytes: number) {}

  /** Pieces completed by this chunk. */
  push(chunk: Uint8Array): readonly LinePiece[] {
    const pieces: LinePiece[] = [];
    let bytes = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const newline = bytes.subarray(0, this.maxBytes + 1).indexOf(NEWLINE);
      if (newline >= 0) {
        pieces.push(this.#piece(bytes.subarray(0, newline), false));
        bytes = bytes.subarray(newline + 1);
      } else if (bytes.length > this.maxBytes) {
        const cut = characterStart(bytes, this.maxBytes);
        pieces.push(this.#piece(bytes.subarray(0, cut), true));
        bytes = bytes.subarray(cut);
      } else {
        break;
      }
    }
    this.#rest = Buffer.from(bytes); // a copy: the chunk it came from can be freed
    return pieces;
  }

  /** The stream ended well: what is left is the last line, if there is any. */
  end(): readonly LinePiece[] {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return rest.length > 0 ? [this.#piece(rest, false)] : [];
  }

  #piece(bytes: Buffer, goesOn: boolean): LinePiece {
    const piece = { bytes, continued: this.#continued };
    this.#continued = goesOn;
    return piece;
  }
}

/** The start of the character that holds the byte at `at`: 3 bytes back at most, else `at` itself (it is no UTF-8). */
function characterStart(bytes: Buffer, at: number): number {
  for (let start = at; start > at - 4; start--) {
    if ((bytes[start] & 0b1100_0000) !== 0b1000_0000) {
      return start;
    }
  }
  return at;
}
