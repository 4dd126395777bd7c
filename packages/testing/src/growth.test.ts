import { cpuMs, explodes } from './growth';

it('tells quadratic work from linear work', () => {
  expect(explodes(size => size * 1e-4)).toBe(false);
  expect(explodes(size => size ** 2 * 1e-9)).toBe(true);
});

it('takes the best of three', () => {
  let calls = 0;
  const disturbed = (size: number) => size * 1e-4 * (calls++ % 3 ? 100 : 1);
  expect(explodes(disturbed)).toBe(false);
});

it('measures what is done', () => {
  const busy = cpuMs(() => {
    let sum = 0;
    for (let i = 0; i < 5e7; i += 1) sum += i;
    return sum;
  });
  expect(busy).toBeGreaterThan(0);
});
