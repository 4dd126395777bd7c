import fc from 'fast-check';
import {
  clampTerminalSide,
  decodeDown,
  decodeUp,
  encodeDown,
  encodeUp,
} from './frameCodec';
import { END_REASONS, type DownFrame, type UpFrame } from './frames';
import { LIMITS } from './limits';

const seeded = { seed: 20260101 };
const bytes = fc.uint8Array({ maxLength: 300 });
const side = fc.integer({ min: 1, max: 1000 });

const upFrame: fc.Arbitrary<UpFrame> = fc.oneof(
  fc.record({ type: fc.constant('stdin' as const), bytes }),
  fc.record({
    type: fc.constant('resize' as const),
    columns: side,
    rows: side,
  }),
  fc.record({
    type: fc.constant('ack' as const),
    bytes: fc.integer({ min: 0, max: 0xffff_ffff }),
  }),
  fc.record({
    type: fc.constant('token' as const),
    token: fc.string({ minLength: 1, maxLength: 200 }),
  }),
);

const downFrame: fc.Arbitrary<DownFrame> = fc.oneof(
  fc.record({ type: fc.constant('output' as const), bytes }),
  fc.record({
    type: fc.constant('status' as const),
    status: fc.record(
      {
        state: fc.constantFrom('attached' as const, 'ended' as const),
        now: fc.string(),
        endsAt: fc.string(),
        idleEndsAt: fc.string(),
        reason: fc.constantFrom(...END_REASONS),
        exitCode: fc.integer(),
      },
      { requiredKeys: ['state', 'now', 'endsAt'], noNullPrototype: true },
    ),
  }),
  fc.record({
    type: fc.constant('notice' as const),
    notice: fc.record(
      {
        notice: fc.constantFrom('ending-soon' as const, 'idle-soon' as const),
        at: fc.string(),
      },
      { noNullPrototype: true },
    ),
  }),
);

describe('round trips', () => {
  it('gives back what the browser encoded', () => {
    fc.assert(
      fc.property(upFrame, frame => {
        expect(decodeUp(encodeUp(frame))).toEqual({ ok: true, frame });
      }),
      seeded,
    );
  });

  it('gives back what the server encoded', () => {
    fc.assert(
      fc.property(downFrame, frame => {
        expect(decodeDown(encodeDown(frame))).toEqual({ ok: true, frame });
      }),
      seeded,
    );
  });

  it('decodes from the middle of a larger buffer', () => {
    const resize = encodeUp({ type: 'resize', columns: 80, rows: 24 });
    const larger = new Uint8Array([9, 9, 9, ...resize, 9]);
    expect(decodeUp(larger.subarray(3, 3 + resize.length))).toEqual({
      ok: true,
      frame: { type: 'resize', columns: 80, rows: 24 },
    });
  });
});

describe('total', () => {
  it('never throws on 100,000 random messages', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), random => {
        decodeUp(random);
        decodeDown(random);
      }),
      { ...seeded, numRuns: 100_000 },
    );
  });

  it.each([
    ['empty', []],
    ['unknown-type', [2, 1]],
    ['unknown-type', [255, 1]],
    ['unknown-type', [9]],
    ['wrong-length', [4, 0, 80, 0]],
    ['wrong-length', [4, 0, 80, 0, 24, 0]],
    ['wrong-length', [5, 1]],
    ['wrong-length', [6]],
    ['not-utf8', [6, 0xff, 0xfe]],
  ])('says %s of up frame %j', (fault, frame) => {
    expect(decodeUp(new Uint8Array(frame))).toEqual({ ok: false, fault });
  });

  it('refuses an over-long message and an over-long token', () => {
    expect(decodeUp(new Uint8Array(LIMITS.socketMessageBytes + 1))).toEqual({
      ok: false,
      fault: 'too-large',
    });
    const token = new Uint8Array(20_000).fill(65);
    token[0] = 6;
    expect(decodeUp(token)).toEqual({ ok: false, fault: 'wrong-length' });
  });

  it.each([
    ['empty', []],
    ['unknown-type', [0, 1]],
    ['not-utf8', [3, 0xff]],
    ['not-json', [3, ...Buffer.from('{')]],
    ['wrong-shape', [3, ...Buffer.from('null')]],
    ['wrong-shape', [3, ...Buffer.from('[]')]],
    ['wrong-shape', [3, ...Buffer.from('{"state":"maybe"}')]],
    ['wrong-shape', [3, ...Buffer.from('{"state":"ended","now":1}')]],
    ['wrong-shape', [7, ...Buffer.from('{"notice":"buy","at":"x"}')]],
    ['wrong-shape', [7, ...Buffer.from('{"notice":"idle-soon"}')]],
  ])('says %s of down frame %j', (fault, frame) => {
    expect(decodeDown(new Uint8Array(frame))).toEqual({ ok: false, fault });
  });

  it('drops a reason it does not know and keeps the frame', () => {
    const status = '{"state":"ended","now":"a","endsAt":"b","reason":"new"}';
    expect(decodeDown(new Uint8Array([3, ...Buffer.from(status)]))).toEqual({
      ok: true,
      frame: {
        type: 'status',
        status: { state: 'ended', now: 'a', endsAt: 'b' },
      },
    });
  });
});

describe('sizes', () => {
  it.each([
    [NaN, 1],
    [-1, 1],
    [0, 1],
    [0.5, 1],
    [80.9, 80],
    [1000, 1000],
    [1e9, 1000],
    [Infinity, 1000],
  ])('clamps %d to %d', (given, clamped) => {
    expect(clampTerminalSide(given)).toBe(clamped);
  });

  it('clamps a size from the wire', () => {
    expect(decodeUp(new Uint8Array([4, 0, 0, 255, 255]))).toEqual({
      ok: true,
      frame: { type: 'resize', columns: 1, rows: 1000 },
    });
  });

  it.each([
    [NaN, 0],
    [-5, 0],
    [1.9, 1],
    [1e12, 0xffff_ffff],
  ])('clamps an ack of %d to %d', (given, sent) => {
    expect(decodeUp(encodeUp({ type: 'ack', bytes: given }))).toEqual({
      ok: true,
      frame: { type: 'ack', bytes: sent },
    });
  });
});
