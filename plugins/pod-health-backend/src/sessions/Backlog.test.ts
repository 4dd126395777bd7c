import fc from 'fast-check';
import { Backlog } from './Backlog';

it('keeps the end of what was printed, however it was cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 30 })),
      fc.integer({ min: 1, max: 40 }),
      (chunks, limit) => {
        const backlog = new Backlog(limit);
        chunks.forEach(chunk => backlog.add(chunk));
        const all = Buffer.concat(chunks);
        expect(Buffer.from(backlog.bytes())).toEqual(
          all.subarray(Math.max(0, all.length - limit)),
        );
      },
    ),
    { seed: 20260101 },
  );
});
