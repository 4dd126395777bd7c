import fc from 'fast-check';
import { cpuMs, explodes } from 'pod-health-testing';
import { line, marker } from '../testing/logs';
import { parseAnsi } from './ansi';
import { append, EMPTY_BUFFER } from './logBuffer';
import { cutAtMatches, findMatches, matchesByRow, step } from './search';

const texts = (buffer: typeof EMPTY_BUFFER) =>
  buffer.rows.map(row =>
    row.kind === 'line' ? row.text : `(${row.marker.marker})`,
  );

describe('append', () => {
  it('gives the same rows whatever the batches are', () => {
    const records = [
      line(1, 'one'),
      marker({ marker: 'heartbeat', now: '' }),
      line(2, 'cut'),
      marker({ marker: 'continued' }),
      line(2, ' short'),
      marker({ marker: 'restarted', exitCode: 1 }),
      line(3, 'two'),
    ];
    const whole = append(EMPTY_BUFFER, records);
    expect(texts(whole)).toEqual([
      'one',
      'cut',
      ' short',
      '(restarted)',
      'two',
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(records.length)), cuts => {
        const borders = [0, ...cuts.sort((a, b) => a - b), records.length];
        const grown = borders
          .slice(1)
          .reduce(
            (buffer, end, index) =>
              append(buffer, records.slice(borders[index], end)),
            EMPTY_BUFFER,
          );
        expect(grown).toEqual(whole);
      }),
    );
  });

  it('marks the row that continues the one before', () => {
    const { rows } = append(EMPTY_BUFFER, [
      line(1, 'a'),
      marker({ marker: 'continued' }),
      line(1, 'b'),
      line(2, 'c'),
    ]);
    expect(rows.map(row => row.kind === 'line' && row.continues)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('lets older rows go first, and counts them', () => {
    const limits = { rows: 3, characters: 1000 };
    const records = ['a', 'b', 'c', 'd', 'e'].map((text, i) => line(i, text));
    const buffer = append(EMPTY_BUFFER, records, limits);
    expect(texts(buffer)).toEqual(['c', 'd', 'e']);
    expect(buffer.dropped).toBe(2);
    expect(buffer.characters).toBe(3);
  });

  it('bounds the characters too, but always keeps the newest row', () => {
    const limits = { rows: 100, characters: 10 };
    const records = [line(1, 'x'.repeat(8)), line(2, 'y'.repeat(50))];
    expect(texts(append(EMPTY_BUFFER, records, limits))).toEqual([
      'y'.repeat(50),
    ]);
  });

  it('keeps ids apart after rows were dropped', () => {
    const limits = { rows: 2, characters: 100 };
    let buffer = EMPTY_BUFFER;
    for (let second = 0; second < 5; second += 1) {
      buffer = append(buffer, [line(second, 'x')], limits);
    }
    expect(buffer.rows.map(({ id }) => id)).toEqual([3, 4]);
  });
});

describe('parseAnsi', () => {
  it('reads colours and weights', () => {
    expect(parseAnsi('\u001b[31;1mERR\u001b[0m ok')).toEqual([
      { text: 'ERR', style: { colour: 1, bold: true } },
      { text: ' ok', style: {} },
    ]);
  });

  it('reads past colours of 256 and of 16 million', () => {
    expect(parseAnsi('\u001b[38;5;196;1mA\u001b[48;2;1;2;3mB')).toEqual([
      { text: 'A', style: { bold: true } },
      { text: 'B', style: { bold: true } },
    ]);
  });

  it('leaves every other sequence in the text, where it becomes visible', () => {
    const { rows } = append(EMPTY_BUFFER, [
      line(1, '\u001b[2J\u001b]52;c;aGk=\u0007\u001b[31mred\r'),
    ]);
    expect(rows[0]).toMatchObject({
      text: '\u241b[2J\u241b]52;c;aGk=\u2407red',
    });
  });

  it('never loses or adds a character that is not a colour code', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const kept = parseAnsi(text)
          .map(part => part.text)
          .join('');
        // eslint-disable-next-line no-control-regex -- colour codes begin with ESC
        expect(kept).toBe(text.replace(/\u001b\[[\d;]{0,40}m/g, ''));
      }),
    );
  });

  it('costs as much as a hostile text is long', () => {
    const cost = (size: number) => {
      const hostile = '\u001b[0;'.repeat(size / 4);
      return cpuMs(() => parseAnsi(hostile));
    };
    expect(explodes(cost)).toBe(false);
  });
});

describe('search', () => {
  const { rows } = append(EMPTY_BUFFER, [
    line(1, 'GET /a 500'),
    marker({ marker: 'waiting' }),
    line(2, '\u001b[31mget\u001b[0m /get [x]'),
  ]);

  it('finds text whatever its case and its colours', () => {
    expect(findMatches(rows, 'Get')).toEqual([
      { row: 0, from: 0, to: 3 },
      { row: 2, from: 0, to: 3 },
      { row: 2, from: 5, to: 8 },
    ]);
  });

  it('takes text as text, not as a pattern', () => {
    expect(findMatches(rows, '[x]')).toEqual([{ row: 2, from: 9, to: 12 }]);
    expect(findMatches(rows, '.*')).toEqual([]);
    expect(findMatches(rows, '')).toEqual([]);
  });

  it('stops at its limit', () => {
    expect(findMatches(rows, 'get', 2)).toHaveLength(2);
  });

  it('steps around the ends', () => {
    expect(step(2, 1, 3)).toBe(0);
    expect(step(0, -1, 3)).toBe(2);
    expect(step(0, 1, 0)).toBe(-1);
  });

  it('cuts a line at its matches without losing text or style', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }),
        fc.string({ minLength: 1, maxLength: 2 }),
        (text, wanted) => {
          const buffer = append(EMPTY_BUFFER, [
            line(1, `\u001b[31m${text}\u001b[0m${text}`),
          ]);
          const [row] = buffer.rows;
          if (row.kind !== 'line') {
            throw new Error('a line');
          }
          const matches =
            matchesByRow(findMatches(buffer.rows, wanted)).get(0) ?? [];
          const pieces = cutAtMatches(row.parts, matches);
          expect(pieces.map(piece => piece.text).join('')).toBe(row.text);
          for (const match of matches) {
            expect(
              pieces
                .filter(piece => piece.match === match)
                .map(piece => piece.text)
                .join(''),
            ).toBe(row.text.slice(match.from, match.to));
          }
        },
      ),
    );
  });
});
