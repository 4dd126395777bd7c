import fc from 'fast-check';
import { LineSplitter, type LinePiece } from './lineSplitter';

function split(bytes: Uint8Array, sizes: readonly number[], max = 16) {
  const splitter = new LineSplitter(max);
  const pieces: LinePiece[] = [];
  let from = 0;
  for (let turn = 0; from < bytes.length; turn++) {
    const size = sizes[turn % sizes.length];
    pieces.push(...splitter.push(bytes.subarray(from, from + size)));
    from += size;
  }
  pieces.push(...splitter.end());
  return pieces.map(piece => ({ ...piece, bytes: [...piece.bytes] }));
}

const anyBytes = fc.uint8Array({ maxLength: 120 });
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), {
  minLength: 1,
  maxLength: 6,
});

it('cuts any bytes into the same pieces, whatever the chunks', () => {
  fc.assert(
    fc.property(anyBytes, sizes, (bytes, chunks) => {
      expect(split(bytes, chunks)).toEqual(split(bytes, [1000]));
    }),
    { seed: 20260104, numRuns: 500 },
  );
});

it('loses no byte and adds none', () => {
  fc.assert(
    fc.property(anyBytes, bytes => {
      const joined = split(bytes, [1000]).flatMap((piece, index) => [
        ...(index === 0 || piece.continued ? [] : [10]),
        ...piece.bytes,
      ]);
      const all = [...bytes];
      const newlineLast = all.at(-1) === 10;
      expect(joined).toEqual(newlineLast ? all.slice(0, -1) : all);
    }),
    { seed: 20260105, numRuns: 500 },
  );
});

it('never ends a piece inside a character', () => {
  const text = '日本語のログ🙂🙂🙂 línea ünïcode';
  const pieces = split(Buffer.from(text), [5], 8);
  expect(pieces.length).toBeGreaterThan(5);
  expect(
    pieces.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join(''),
  ).toBe(text);
});

it('takes a line of exactly the limit whole, and cuts one byte more', () => {
  const line = 'x'.repeat(16);
  expect(split(Buffer.from(`${line}\n`), [3])).toHaveLength(1);
  expect(split(Buffer.from(`${line}y\n`), [3])).toEqual([
    { bytes: [...Buffer.from(line)], continued: false },
    { bytes: [...Buffer.from('y')], continued: true },
  ]);
});

it('holds no more than the limit of a line without an end', () => {
  const splitter = new LineSplitter(1024);
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let held = 0;
  for (let turn = 0; turn < 100; turn++) {
    const out = splitter
      .push(chunk)
      .reduce((sum, { bytes }) => sum + bytes.length, 0);
    held += chunk.length - out;
    expect(held).toBeLessThanOrEqual(1024);
  }
});
