import fc from 'fast-check';
import { BoundedLines, LineTooLong } from './lines';

/** Cuts bytes at any places. */
function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [0, ...[...at].sort((a, b) => a - b), bytes.length];
  return places
    .slice(1)
    .map((end, index) => bytes.subarray(places[index], end));
}

describe('BoundedLines', () => {
  it('gives the same lines however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.array(fc.nat(200)),
        (lines, at) => {
          const texts = lines.map(line => line.replaceAll('\n', ''));
          const bytes = Buffer.from(texts.map(text => `${text}\n`).join(''));
          const splitter = new BoundedLines(10_000);
          const places = at.map(place => Math.min(place, bytes.length));
          const got = cut(bytes, places).flatMap(part => [
            ...splitter.push(part),
          ]);
          expect(got).toEqual(texts.filter(text => text !== ''));
          expect(splitter.pending).toBe(0);
        },
      ),
      { seed: 20260108, numRuns: 2_000 },
    );
  });

  it('keeps an unfinished line back', () => {
    const splitter = new BoundedLines(10);
    expect([...splitter.push(Buffer.from('a\nbc'))]).toEqual(['a']);
    expect(splitter.pending).toBe(2);
  });

  it('refuses a line over its limit instead of growing with it', () => {
    const splitter = new BoundedLines(10);
    expect([...splitter.push(Buffer.from('0123456789\n'))]).toHaveLength(1);
    expect([...splitter.push(Buffer.from('012345'))]).toEqual([]);
    expect(() => [...splitter.push(Buffer.from('67890'))]).toThrow(LineTooLong);
  });
});
