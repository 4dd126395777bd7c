import fc from 'fast-check';
import { parseTime } from './time';

/** Two digits, or a little more than a clock or a calendar has. */
const two = (max: number) =>
  fc.integer({ min: 0, max }).map(n => String(n).padStart(2, '0'));

it('parseTime reads the API’s times as Date.parse does', () => {
  const time = fc
    .tuple(
      fc.integer({ min: 1900, max: 2200 }),
      two(13),
      two(32),
      two(25),
      two(61),
      two(61),
      fc.constantFrom('Z', '.5Z', '.123456Z', '+02:00'),
    )
    .map(
      ([year, month, day, hour, minute, second, zone]) =>
        `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`,
    );
  fc.assert(
    fc.property(time, value => {
      const expected = Date.parse(value);
      expect(parseTime(value)).toBe(
        Number.isNaN(expected) ? undefined : expected,
      );
    }),
    { seed: 1, numRuns: 2_000 },
  );
});

it.each([
  '2024-05-01T10:00:00',
  '2024-05-01 10:00:00Z',
  '2024-05-01T10:00:0xZ',
  '2024/05/01T10:00:00Z',
  '2024-05-01T10-00-00Z',
  '',
])('parseTime refuses %p', value => {
  expect(parseTime(value)).toBeUndefined();
});
