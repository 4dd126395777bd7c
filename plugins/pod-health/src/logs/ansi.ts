/** Colours and weights of a piece of text. Colours are 0 to 15, the terminal's named ones. */
export interface TextStyle {
  readonly colour?: number;
  readonly background?: number;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
}

/** Text in one style. */
export interface StyledText {
  readonly text: string;
  readonly style: TextStyle;
}

// eslint-disable-next-line no-control-regex -- colour codes begin with ESC
const COLOUR_CODE = /\u001b\[([\d;]{0,40})m/g;

/**
 * Splits a log line at its colour codes (ECMA-48 SGR; xterm's 16 colours). Every other control sequence stays in the text, for
 * visibleText to show: only colours may act on the reader's screen (security.md T22). Colours of 256 or more are read past and not
 * shown: on a page with a light and a dark theme they would often be unreadable. Each line starts plain.
 */
export function parseAnsi(line: string): readonly StyledText[] {
  const parts: StyledText[] = [];
  let style: TextStyle = {};
  let from = 0;
  for (const match of line.matchAll(COLOUR_CODE)) {
    if (match.index > from) {
      parts.push({ text: line.slice(from, match.index), style });
    }
    style = styleAfter(style, match[1]);
    from = match.index + match[0].length;
  }
  if (from < line.length) {
    parts.push({ text: line.slice(from), style });
  }
  return parts;
}

function styleAfter(style: TextStyle, codes: string): TextStyle {
  const numbers = codes.split(';').map(Number);
  let next = style;
  for (let at = 0; at < numbers.length; at += 1) {
    const code = numbers[at];
    if (code === 38 || code === 48) {
      // 38;5;n or 38;2;r;g;b
      at += numbers[at + 1] === 5 ? 2 : 4;
    } else {
      next = withCode(next, code);
    }
  }
  return next;
}

function withCode(style: TextStyle, code: number): TextStyle {
  const colour = colourOf(code);
  if (colour) {
    return { ...style, ...colour };
  }
  switch (code) {
    case 0:
      return {};
    case 1:
      return { ...style, bold: true };
    case 2:
      return { ...style, dim: true };
    case 3:
      return { ...style, italic: true };
    case 4:
      return { ...style, underline: true };
    case 22:
      return { ...style, bold: false, dim: false };
    case 23:
      return { ...style, italic: false };
    case 24:
      return { ...style, underline: false };
    case 39:
      return { ...style, colour: undefined };
    case 49:
      return { ...style, background: undefined };
    default:
      return style;
  }
}

function colourOf(code: number): TextStyle | undefined {
  if (code >= 30 && code <= 37) {
    return { colour: code - 30 };
  }
  if (code >= 90 && code <= 97) {
    return { colour: code - 82 };
  }
  if (code >= 40 && code <= 47) {
    return { background: code - 40 };
  }
  return code >= 100 && code <= 107 ? { background: code - 92 } : undefined;
}
