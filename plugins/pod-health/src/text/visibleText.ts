/**
 * Characters that change how text is shown without being seen: a pod's owner controls log lines, event texts and field
 * values, and could use them to make a reader see something else than is there (security.md T22; Unicode TR36 on
 * bidirectional text). Tab and line feed stay: they are layout, and harmless in a `pre`.
 */
const HIDDEN_RANGES =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f' +
  '\\u061c\\u200b\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff';
const HIDDEN = new RegExp(`[${HIDDEN_RANGES}]`, 'g');

/** First code point of Unicode's pictures of the C0 controls: U+2400 is the picture of U+0000. */
const CONTROL_PICTURES = 0x2400;
const PICTURE_OF_DELETE = '\u2421';

/** Text with every hidden character replaced by a symbol: `ESC` by `␛`, a direction override by `⟦U+202E⟧`. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, symbolOf);
}

function symbolOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) {
    return String.fromCharCode(CONTROL_PICTURES + code);
  }
  if (code === 0x7f) {
    return PICTURE_OF_DELETE;
  }
  return `\u27e6U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e7`;
}
