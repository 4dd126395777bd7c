/** A paste, made safe to hand to a terminal. */
export interface Paste {
  /** The text without control characters other than tab and line feed: an ESC could end a bracketed paste early. */
  readonly text: string;
  readonly lines: number;
  /** A shell runs each line as it comes, a last line feed included (security.md, "Smaller, still tested"). */
  readonly asksFirst: boolean;
}

// eslint-disable-next-line no-control-regex -- finding control characters is what this expression is for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Reads the text of a paste event. */
export function readPaste(raw: string): Paste {
  const text = raw.replace(/\r\n?/g, '\n').replace(CONTROLS, '');
  const lines = text.replace(/\n$/, '').split('\n').length;
  return { text, lines, asksFirst: text.includes('\n') };
}
