/** A sequence's identity, as xterm.js names it. */
interface SequenceId {
  readonly prefix?: string;
  readonly intermediates?: string;
  readonly final: string;
}

/** What this needs of xterm's terminal; registered handlers run before the built-in ones, and `true` keeps those from running. */
export interface QueryTarget {
  readonly parser: {
    registerCsiHandler(id: SequenceId, handler: () => boolean): unknown;
    registerDcsHandler(id: SequenceId, handler: () => boolean): unknown;
    registerOscHandler(
      code: number,
      handler: (data: string) => boolean,
    ): unknown;
  };
}

/**
 * Sequences (ECMA-48, xterm's ctlseqs) by which a program asks the terminal something. The answer would be typed into the shell
 * as if by the reader.
 */
const QUERIES: readonly SequenceId[] = [
  { final: 'c' }, // DA1, DA2, DA3: what are you
  { prefix: '>', final: 'c' },
  { prefix: '=', final: 'c' },
  { final: 'n' }, // DSR: status, cursor position
  { prefix: '?', final: 'n' },
  { intermediates: '$', final: 'p' }, // DECRQM: is a mode set
  { prefix: '?', intermediates: '$', final: 'p' },
  { prefix: '>', final: 'q' }, // XTVERSION
  { prefix: '?', final: 'u' }, // keyboard protocol
  { final: 't' }, // window size and title
];

const DEVICE_QUERIES: readonly SequenceId[] = [
  { intermediates: '$', final: 'q' }, // DECRQSS: settings
  { intermediates: '+', final: 'q' }, // XTGETTCAP
];

/** Operating system commands that reach out of the screen: hyperlinks (8) and the clipboard (52). */
const REACHING_OUT = [8, 52];

/** Commands that set a colour, or with `?` ask for one. */
const COLOURS = [4, 5, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];

/** Keeps output from answering by itself, linking elsewhere, or touching the clipboard (security.md T22). */
export function silenceQueries(target: QueryTarget): void {
  const { parser } = target;
  for (const id of QUERIES) {
    parser.registerCsiHandler(id, () => true);
  }
  for (const id of DEVICE_QUERIES) {
    parser.registerDcsHandler(id, () => true);
  }
  for (const code of REACHING_OUT) {
    parser.registerOscHandler(code, () => true);
  }
  for (const code of COLOURS) {
    parser.registerOscHandler(code, data => data.includes('?'));
  }
}
