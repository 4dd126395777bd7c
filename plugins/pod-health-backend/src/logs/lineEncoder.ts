import {
  encodeMarker,
  MARKER_PREFIX,
} from 'backstage-plugin-pod-health-common';
import type { Redact } from '../facts/redactMessages';
import { LineSplitter, type LinePiece } from './lineSplitter';
import type { Again } from './logCursor';

const SPACE = Buffer.from(' ');
const NEWLINE = Buffer.from('\n');
const SPACE_BYTE = 0x20;
const MARKER_BYTE = MARKER_PREFIX.charCodeAt(0);
/** The kubelet's time is at most this long; a space later is not its end. */
const TIME_MAX = 40;
const NOTHING = Buffer.alloc(0);

/**
 * From the kubelet's bytes to those of our log stream. Lines keep their bytes, unless a redactor changes them; a line cut for
 * its length goes on after a `continued` marker, with its time again. `judge` decides which lines have been seen before.
 */
export class LineEncoder {
  readonly #splitter: LineSplitter;
  #time = '';

  constructor(
    maxLineBytes: number,
    private readonly redact: Redact | undefined,
    private readonly judge: (time: string) => Again,
  ) {
    this.#splitter = new LineSplitter(maxLineBytes);
  }

  /** What this chunk completes: whole lines, or nothing. */
  push(chunk: Uint8Array): Buffer {
    return Buffer.concat(
      this.#splitter.push(chunk).flatMap(p => this.#encode(p)),
    );
  }

  /** The stream ended well: its last line, if it had no newline. */
  end(): Buffer {
    return Buffer.concat(this.#splitter.end().flatMap(p => this.#encode(p)));
  }

  #encode({ bytes, continued }: LinePiece): Buffer[] {
    const space = continued ? -1 : endOfTime(bytes);
    if (!continued) {
      this.#time = bytes.subarray(0, Math.max(space, 0)).toString('latin1');
    }
    const again = this.judge(this.#time);
    if (again === 'seen') {
      return [];
    }
    const text = this.#redacted(bytes.subarray(space + 1));
    const prefix =
      this.#time === '' ? this.#unmarked(text) : Buffer.from(`${this.#time} `);
    return [
      again === 'lost' ? marker('skipped') : NOTHING,
      continued ? marker('continued') : NOTHING,
      prefix,
      text,
      NEWLINE,
    ];
  }

  #redacted(text: Buffer): Buffer {
    return this.redact
      ? Buffer.from(this.redact(text.toString('utf8')).replaceAll('\n', ' '))
      : text;
  }

  /** The kubelet's own words have no time; none of them may pass for a marker. */
  #unmarked(text: Buffer): Buffer {
    return text[0] === MARKER_BYTE ? SPACE : NOTHING;
  }
}

/** Where the kubelet's time ends; -1 when the line does not begin with one. */
function endOfTime(bytes: Buffer): number {
  const digit = bytes[0] >= 0x30 && bytes[0] <= 0x39;
  return digit ? bytes.subarray(0, TIME_MAX).indexOf(SPACE_BYTE) : -1;
}

function marker(name: 'skipped' | 'continued'): Buffer {
  return Buffer.from(encodeMarker({ marker: name }));
}
