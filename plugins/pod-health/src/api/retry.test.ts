import { pauseBefore, realPace } from './retry';

describe('pauseBefore', () => {
  it('doubles from half a second and stays at half a minute', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8, 50].map(n => pauseBefore(n, 1));
    expect(longest).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  it('spreads pages over half of the pause', () => {
    expect(pauseBefore(3, 0)).toBe(1000);
    expect(pauseBefore(3, 0.5)).toBe(1500);
  });
});

describe('realPace', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('waits, and stops waiting when aborted', async () => {
    const leave = new AbortController();
    const ended: string[] = [];
    const { signal } = new AbortController();
    realPace.wait(100, signal).then(() => ended.push('waited'));
    realPace.wait(1e9, leave.signal).then(() => ended.push('aborted'));
    await jest.advanceTimersByTimeAsync(99);
    expect(ended).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(ended).toEqual(['waited']);
    leave.abort();
    await jest.advanceTimersByTimeAsync(0);
    expect(ended).toEqual(['waited', 'aborted']);
    expect(jest.getTimerCount()).toBe(0);
  });
});
