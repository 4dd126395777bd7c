import { backoffMs } from './backoff';

it.each([
  [0, 500],
  [1, 500],
  [2, 1_000],
  [3, 2_000],
  [7, 30_000],
  [5_000, 30_000],
])('after %d failures waits up to %d ms, and at least half of it', (n, ms) => {
  expect(backoffMs(n, () => 1)).toBe(ms);
  expect(backoffMs(n, () => 0)).toBe(ms / 2);
});
