import fc from 'fast-check';
import { decodeClusterFrame, encodeInput, encodeResize } from './channels';

const bytes = (channel: number, text: string) =>
  Buffer.concat([Buffer.of(channel), Buffer.from(text)]);

const TYPES = new Set(['output', 'status', 'nothing', 'fault']);

describe('decodeClusterFrame', () => {
  it('never throws, whatever the bytes (T19)', () => {
    const result = fc.check(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.boolean(),
        (frame, close) => TYPES.has(decodeClusterFrame(frame, close).type),
      ),
      { numRuns: 100_000 },
    );
    expect(result).toMatchObject({ failed: false, counterexample: null });
  }, 30_000);

  it('never throws on a status of any JSON', () => {
    const result = fc.check(
      fc.property(fc.json(), json =>
        TYPES.has(decodeClusterFrame(bytes(3, json), true).type),
      ),
      { numRuns: 5_000 },
    );
    expect(result).toMatchObject({ failed: false, counterexample: null });
  });

  it('gives output of both streams byte for byte', () => {
    for (const channel of [1, 2]) {
      expect(
        decodeClusterFrame(Uint8Array.of(channel, 0, 255, 10), true),
      ).toEqual({ type: 'output', bytes: Uint8Array.of(0, 255, 10) });
    }
  });

  it.each([
    ['{"kind":"Status","status":"Success"}', { success: true }],
    [
      '{"status":"Failure","message":"command terminated with exit code 3"}',
      { success: false, message: 'command terminated with exit code 3' },
    ],
  ])('reads the status %s', (json, status) => {
    expect(decodeClusterFrame(bytes(3, json), true)).toEqual({
      type: 'status',
      status,
    });
  });

  it.each([
    ['an empty opening frame', Uint8Array.of(1), true],
    ['the end of a channel', Uint8Array.of(255, 1), true],
  ])('passes over %s', (_, frame, close) => {
    expect(decodeClusterFrame(frame, close)).toEqual({ type: 'nothing' });
  });

  it.each([
    ['no channel', Uint8Array.of(), true],
    ['channel 0, which is ours', Uint8Array.of(0, 65), true],
    ['channel 4, which is ours', Uint8Array.of(4, 65), true],
    ['channel 9', Uint8Array.of(9, 65), true],
    ['a close in v4', Uint8Array.of(255, 1), false],
    ['a close of channel 9', Uint8Array.of(255, 9), true],
    ['a close of nothing', Uint8Array.of(255), true],
    ['a status that is not JSON', bytes(3, 'not json'), true],
    ['a status that is a list', bytes(3, '[]'), true],
    ['a status of no outcome', bytes(3, '{"status":"Maybe"}'), true],
  ])('calls %s a fault', (_, frame, close) => {
    expect(decodeClusterFrame(frame, close)).toMatchObject({ type: 'fault' });
  });
});

describe('frames to the cluster', () => {
  it('puts keystrokes on channel 0', () => {
    expect([...encodeInput(Uint8Array.of(3, 4))]).toEqual([0, 3, 4]);
  });

  it.each([
    [80, 24, 80, 24],
    [0, -5, 1, 1],
    [1e9, Infinity, 1000, 1000],
    [NaN, 7.9, 1, 7],
  ])('clamps a size of %p by %p', (columns, rows, width, height) => {
    const frame = encodeResize(columns, rows);
    expect(frame[0]).toBe(4);
    expect(JSON.parse(Buffer.from(frame.subarray(1)).toString())).toEqual({
      Width: width,
      Height: height,
    });
  });
});
