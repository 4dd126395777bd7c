import fc from 'fast-check';
import {
  createLogDecoder,
  parseLogRecord,
  encodeLine,
  encodeMarker,
  MARKER_PREFIX,
  type LogMarker,
  type LogRecord,
} from './logRecords';

const seeded = { seed: 20260102 };
const time = '2026-11-24T20:03:01.123456789Z';

const marker: fc.Arbitrary<LogMarker> = fc.oneof(
  fc.constant<LogMarker>({ marker: 'continued' }),
  fc.record({ marker: fc.constant('heartbeat' as const), now: fc.string() }),
  fc.record(
    {
      marker: fc.constant('restarted' as const),
      exitCode: fc.integer(),
      reason: fc.string(),
    },
    { requiredKeys: ['marker'], noNullPrototype: true },
  ),
  fc.record({
    marker: fc.constant('ended' as const),
    why: fc.constantFrom('complete' as const, 'pod-gone' as const),
  }),
);

const record: fc.Arbitrary<LogRecord> = fc.oneof(
  fc.record({
    type: fc.constant('line' as const),
    time: fc.constant(time),
    text: fc
      .string({ unit: 'binary', maxLength: 80 })
      .filter(text => !text.includes('\n')),
  }),
  fc.record({ type: fc.constant('marker' as const), marker }),
);

function encode(records: readonly LogRecord[]): Uint8Array {
  const text = records.map(each =>
    each.type === 'line'
      ? encodeLine(each.time, each.text)
      : encodeMarker(each.marker),
  );
  return new TextEncoder().encode(text.join(''));
}

function decodeInChunks(bytes: Uint8Array, sizes: readonly number[]) {
  const decoder = createLogDecoder();
  const records: LogRecord[] = [];
  let from = 0;
  for (let turn = 0; from < bytes.length; turn++) {
    const size = sizes[turn % sizes.length];
    records.push(...decoder.push(bytes.subarray(from, from + size)));
    from += size;
  }
  return records;
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 9 }), {
  minLength: 1,
  maxLength: 8,
});

describe('log records', () => {
  it('gives back what was encoded, whatever the chunks', () => {
    fc.assert(
      fc.property(fc.array(record), chunkSizes, (records, sizes) => {
        expect(decodeInChunks(encode(records), sizes)).toEqual(records);
      }),
      seeded,
    );
  });

  it('decodes any bytes the same in any chunks, and never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        chunkSizes,
        (bytes, sizes) => {
          const whole = createLogDecoder().push(bytes);
          expect(decodeInChunks(bytes, sizes)).toEqual(whole);
        },
      ),
      seeded,
    );
  });

  it('cannot be made to show a marker by a program that prints one', () => {
    const forged = encodeMarker({ marker: 'ended', why: 'complete' }).trimEnd();
    expect(parseLogRecord(`${time} ${forged}`)).toEqual({
      type: 'line',
      time,
      text: forged,
    });
    expect(() => encodeLine(time, `x\n${forged}`)).toThrow(RangeError);
  });

  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['from a newer server', '{"marker":"applause"}'],
    ['an end without a why', '{"marker":"ended"}'],
  ])('passes over a marker that is %s', (_what, json) => {
    expect(parseLogRecord(MARKER_PREFIX + json)).toBeUndefined();
  });

  it.each([
    [`${time} text`, time, 'text'],
    [`${time} `, time, ''],
    [time, time, ''],
    ['2026-11-24T20:03:01+02:00 x', '2026-11-24T20:03:01+02:00', 'x'],
    ['no time here', '', 'no time here'],
    ['', '', ''],
  ])('reads %j', (line, at, text) => {
    expect(parseLogRecord(line)).toEqual({ type: 'line', time: at, text });
  });

  it('does not let a line without an end grow for ever', () => {
    const decoder = createLogDecoder();
    const block = new Uint8Array(100 * 1024).fill(65);
    const records = [1, 2, 3].flatMap(() => decoder.push(block));
    expect(records).toHaveLength(1);
    expect(decoder.push(new TextEncoder().encode('\n'))).toEqual([
      { type: 'line', time: '', text: '' },
    ]);
  });

  it('drops an unfinished line at the end', () => {
    const decoder = createLogDecoder();
    decoder.push(new TextEncoder().encode(`${time} half`));
    decoder.end();
    expect(decoder.push(new TextEncoder().encode('\n'))).toEqual([
      { type: 'line', time: '', text: '' },
    ]);
  });
});
