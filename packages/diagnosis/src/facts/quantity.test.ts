import { formatQuantity, parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['2', 2],
    ['500m', 0.5],
    ['0.1', 0.1],
    ['1Ki', 1024],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['2e3', 2000],
    ['2E3', 2000],
    ['1E', 1e18],
    ['100n', 1e-7],
    ['-1', -1],
    ['.5', 0.5],
  ])('reads %s', (text, value) => {
    expect(parseQuantity(text)).toBeCloseTo(value, 12);
  });

  it.each(['', 'm', '1 Gi', '1kB', '1e', 'NaN', '0x10', undefined])(
    'refuses %s',
    text => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );
});

describe('formatQuantity', () => {
  it.each([
    ['cpu', 0.3, 'up', '0.3'],
    ['cpu', 1.2004, 'up', '1.201'],
    ['cpu', 1.2009, 'down', '1.2'],
    ['memory', 80 * 2 ** 20, 'down', '80 MiB'],
    ['memory', 1023, 'down', '1023 B'],
    ['memory', 1025 * 2 ** 20, 'up', '1.01 GiB'],
    ['ephemeral-storage', 1025 * 2 ** 20, 'down', '1 GiB'],
    ['pods', 110, 'down', '110'],
  ] as const)('writes %s %d rounded %s', (resource, value, rounding, text) => {
    expect(formatQuantity(resource, value, rounding)).toBe(text);
  });
});
