import fc from 'fast-check';
import { linesOf } from './lines';

async function read(chunks: readonly (string | Uint8Array)[], limit?: number) {
  const lines: (string | undefined)[] = [];
  async function* stream() {
    yield* chunks;
  }
  for await (const line of linesOf(stream(), limit)) {
    lines.push('text' in line ? line.text : undefined);
  }
  return lines;
}

it('gives the same lines however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.string({ unit: 'binary' }).map(text => text.replace(/[\r\n]/g, '')),
      ),
      fc.integer({ min: 1, max: 7 }),
      async (lines, size) => {
        const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''));
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size) {
          chunks.push(bytes.subarray(at, at + size));
        }
        // What is no character (half a surrogate) is replaced on the way to bytes.
        const expected = lines.map(line => Buffer.from(line).toString());
        expect(await read(chunks)).toEqual(expected);
      },
    ),
    { seed: 20260107 },
  );
});

it('gives empty lines, and a last line without an end', async () => {
  expect(await read(['a\n\nb'])).toEqual(['a', '', 'b']);
  expect(await read([])).toEqual([]);
  expect(await read(['a\r\n'])).toEqual(['a']);
});

it('drops a line that is too long, and goes on', async () => {
  expect(await read(['abc', 'def\nok\n', 'toolong'], 4)).toEqual([
    undefined,
    'ok',
    undefined,
  ]);
});
