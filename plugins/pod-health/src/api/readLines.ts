import { PodHealthError } from 'backstage-plugin-pod-health-common';

/** A source of bytes: `ReadableStreamDefaultReader` without what nobody needs. */
export interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(reason?: unknown): Promise<void>;
}

/** The chunks of a source, which is cancelled when the caller stops early. */
export async function* readChunks(
  source: ByteReader,
): AsyncGenerator<Uint8Array> {
  let finished = false;
  try {
    while (!finished) {
      const { done, value } = await source.read();
      finished = done;
      if (value) {
        yield value;
      }
    }
  } finally {
    if (!finished) {
      // The source may have failed already; then there is nothing to give back.
      await source.cancel().catch(() => undefined);
    }
  }
}

/**
 * Cuts UTF-8 bytes into lines, whatever their chunks are: the lines each chunk completes, without their line feed. A last line
 * without one was cut off and is dropped. Broken UTF-8 becomes U+FFFD (security.md R12). A line of more than `maxLength` UTF-16
 * units is a `protocol-error`: without a bound the page's memory would be the server's to fill.
 */
export async function* readLines(
  source: ByteReader,
  maxLength: number,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of readChunks(source)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLength) {
      throw new PodHealthError('protocol-error', 'a line without an end');
    }
    if (lines.length > 0) {
      yield lines;
    }
  }
}
