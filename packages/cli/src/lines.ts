import { StringDecoder } from 'node:string_decoder';

/** Longest line of a batch, in characters: a whole cluster of thousands of pods fits. */
export const MAX_LINE = 256 * 1024 * 1024;

/** A line, or the news that it was longer than the limit and was dropped. */
export type Line = { readonly text: string } | { readonly tooLong: true };

/**
 * Splits a stream of bytes into lines (`\n` or `\r\n`); a last line without an end counts. Holds at most `limit` characters
 * of one line: a longer one is dropped and said so. Characters cut between chunks stay whole.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array | string>,
  limit: number = MAX_LINE,
): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;
  const take = (piece: string) => {
    length += piece.length;
    if (length <= limit) parts.push(piece);
    else parts = [];
  };
  const finish = (): Line => {
    const line: Line =
      length > limit
        ? { tooLong: true }
        : { text: parts.join('').replace(/\r$/, '') };
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const text =
      typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
    let start = 0;
    for (
      let end = text.indexOf('\n');
      end !== -1;
      end = text.indexOf('\n', start)
    ) {
      take(text.slice(start, end));
      yield finish();
      start = end + 1;
    }
    take(text.slice(start));
  }
  take(decoder.end());
  if (length > 0) yield finish();
}
