/** What a key did, when it did more than edit. */
export type LineEvent =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'eof' };

const HISTORY_KEPT = 100;

/** The escape sequences a terminal sends for the keys the editor knows. */
const KEYS: Readonly<
  Record<string, 'up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'delete'>
> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  '[H': 'home',
  '[F': 'end',
  '[1~': 'home',
  '[4~': 'end',
  '[3~': 'delete',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
};

/** A shell's line editor: echo, cursor keys, history. Pure but for what it writes to `out`. */
export class LineEditor {
  readonly #out: (text: string) => void;
  readonly #history: string[] = [];
  #prompt = '';
  #line = '';
  #cursor = 0;
  #recalled = 0;
  #escape: string | undefined;

  constructor(out: (text: string) => void) {
    this.#out = out;
  }

  /** Shows the prompt and begins an empty line. Busybox then asks where the cursor is (ESC[6n). */
  begin(prompt: string): void {
    this.#prompt = prompt;
    this.#line = '';
    this.#cursor = 0;
    this.#recalled = this.#history.length;
    this.#out(`${prompt}\u001b[6n`);
  }

  /** Shows the line again, as busybox does when the terminal's size changes. */
  redraw(): void {
    this.#out(`\r${this.#prompt}${this.#line}\u001b[J`);
    this.#back(this.#line.length - this.#cursor);
  }

  /** Takes one character. */
  feed(key: string): LineEvent | undefined {
    if (this.#escape !== undefined) {
      this.#sequence(key);
      return undefined;
    }
    switch (key) {
      case '\u001b':
        this.#escape = '';
        return undefined;
      case '\r':
      case '\n':
        return this.#enter();
      case '\u0003':
        this.#out('^C\r\n');
        return { kind: 'interrupt' };
      case '\u0004':
        return this.#line === '' ? { kind: 'eof' } : undefined;
      default:
        this.#edit(key);
        return undefined;
    }
  }

  #edit(key: string): void {
    switch (key) {
      case '\u007f':
      case '\b':
        this.#replace(this.#cursor - 1, this.#cursor, '');
        break;
      case '\u0001':
        this.#moveTo(0);
        break;
      case '\u0005':
        this.#moveTo(this.#line.length);
        break;
      case '\u0015':
        this.#replace(0, this.#cursor, '');
        break;
      case '\u0017': {
        const word = /\S*\s*$/.exec(this.#line.slice(0, this.#cursor));
        this.#replace(word?.index ?? 0, this.#cursor, '');
        break;
      }
      case '\u000c':
        this.#out('\u001b[H\u001b[J');
        this.redraw();
        break;
      default:
        if (key >= ' ') {
          this.#replace(this.#cursor, this.#cursor, key);
        }
    }
  }

  #enter(): LineEvent {
    const line = this.#line;
    this.#out('\r\n');
    if (line.trim() !== '' && line !== this.#history.at(-1)) {
      this.#history.push(line);
      this.#history.splice(0, this.#history.length - HISTORY_KEPT);
    }
    return { kind: 'line', line };
  }

  /** Collects an escape sequence; one that is no key (a cursor report, for instance) is dropped. */
  #sequence(key: string): void {
    const sequence = this.#escape + key;
    const done = sequence.length > 1 && /[A-Za-z~]$/.test(sequence);
    this.#escape = done || sequence.length > 16 ? undefined : sequence;
    if (!done) {
      return;
    }
    switch (KEYS[sequence]) {
      case 'up':
        this.#recall(this.#recalled - 1);
        break;
      case 'down':
        this.#recall(this.#recalled + 1);
        break;
      case 'left':
        this.#moveTo(this.#cursor - 1);
        break;
      case 'right':
        this.#moveTo(this.#cursor + 1);
        break;
      case 'home':
        this.#moveTo(0);
        break;
      case 'end':
        this.#moveTo(this.#line.length);
        break;
      case 'delete':
        this.#replace(this.#cursor, this.#cursor + 1, '');
        break;
      default:
    }
  }

  #recall(index: number): void {
    if (index >= 0 && index <= this.#history.length) {
      this.#recalled = index;
      this.#line = this.#history[index] ?? '';
      this.#cursor = this.#line.length;
      this.redraw();
    }
  }

  #moveTo(position: number): void {
    const to = Math.min(Math.max(position, 0), this.#line.length);
    if (to < this.#cursor) {
      this.#back(this.#cursor - to);
    } else {
      this.#out(this.#line.slice(this.#cursor, to));
    }
    this.#cursor = to;
  }

  #replace(from: number, to: number, text: string): void {
    if (from < 0) {
      return;
    }
    const rest = this.#line.slice(to);
    this.#line = this.#line.slice(0, from) + text + rest;
    this.#back(this.#cursor - from);
    this.#out(text + rest + (to > from ? '\u001b[J' : ''));
    this.#cursor = from + text.length;
    this.#back(rest.length);
  }

  #back(columns: number): void {
    if (columns > 0) {
      this.#out('\b'.repeat(columns));
    }
  }
}
