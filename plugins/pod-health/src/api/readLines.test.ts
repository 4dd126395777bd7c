import fc from 'fast-check';
import { ChunkReader, collect, cutBytes } from '../testing/bytes';
import { readLines } from './readLines';

async function linesOf(chunks: readonly Uint8Array[], maxLength = 1e6) {
  return (await collect(readLines(new ChunkReader(chunks), maxLength))).flat();
}

const encode = (text: string) => new TextEncoder().encode(text);

describe('readLines', () => {
  it('gives the same lines whatever the chunks are, also for broken UTF-8', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'grapheme' }).map(encode),
          fc.uint8Array({ maxLength: 200 }),
        ),
        fc.array(fc.nat(300), { maxLength: 12 }),
        async (bytes, places) => {
          const whole = await linesOf([bytes]);
          expect(await linesOf(cutBytes(bytes, places))).toEqual(whole);
        },
      ),
    );
  });

  it('puts a character together that two chunks share', async () => {
    const bytes = encode('é你👍\n');
    const one = Array.from(bytes, byte => Uint8Array.of(byte));
    expect(await linesOf(one)).toEqual(['é你👍']);
  });

  it('drops a last line that was cut off', async () => {
    expect(await linesOf([encode('whole\ncut o')])).toEqual(['whole']);
  });

  it('refuses a line without an end', async () => {
    const endless = Array.from({ length: 20 }, () => encode('xxxxxxxxxx'));
    await expect(linesOf(endless, 100)).rejects.toMatchObject({
      code: 'protocol-error',
    });
  });

  it('gives the source back when the reader stops early', async () => {
    const source = new ChunkReader([encode('a\n'), encode('b\n')]);
    for await (const lines of readLines(source, 100)) {
      expect(lines).toEqual(['a']);
      break;
    }
    expect(source.cancelled).toBe(true);
  });
});
