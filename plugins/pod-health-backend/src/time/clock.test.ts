import { FakeClock } from '../testing/fakeClock';
import { pause, systemClock, within } from './clock';

describe('pause', () => {
  it('resolves when its time is over, not before', async () => {
    const clock = new FakeClock();
    const done = jest.fn();
    pause(clock, 1000).then(done);
    await clock.advance(999);
    expect(done).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(done).toHaveBeenCalled();
  });

  it('resolves at once when aborted and leaves no timer', async () => {
    const clock = new FakeClock();
    const abort = new AbortController();
    const paused = pause(clock, 1000, abort.signal);
    abort.abort();
    await paused;
    expect(clock.timers).toBe(0);
    await pause(clock, 1000, abort.signal);
    expect(clock.timers).toBe(0);
  });
});

describe('within', () => {
  it('gives the value that comes in time and disarms', async () => {
    const clock = new FakeClock();
    await expect(within(clock, 10, Promise.resolve(5))).resolves.toBe(5);
    expect(clock.timers).toBe(0);
  });

  it('gives undefined when the time is over', async () => {
    const clock = new FakeClock();
    const late = within(clock, 10, new Promise(() => {}));
    await clock.advance(10);
    await expect(late).resolves.toBeUndefined();
  });

  it('passes an early rejection on and ignores a late one', async () => {
    const clock = new FakeClock();
    await expect(
      within(clock, 10, Promise.reject(new Error('early'))),
    ).rejects.toThrow('early');
    let fail = (_: Error) => {};
    const slow = new Promise<void>((_, reject) => {
      fail = reject;
    });
    const late = within(clock, 10, slow);
    await clock.advance(10);
    await late;
    fail(new Error('late'));
    await clock.advance(0);
  });
});

describe('FakeClock', () => {
  it('fires in the order of due times, then of arming', async () => {
    const clock = new FakeClock();
    const fired: string[] = [];
    clock.setTimer(20, () => fired.push('c'));
    clock.setTimer(10, () => {
      fired.push('a');
      clock.setTimer(5, () => fired.push(`b at ${clock.monotonic()}`));
    });
    clock.setTimer(10, () => fired.push('a2'));
    await clock.advance(20);
    expect(fired).toEqual(['a', 'a2', 'b at 15', 'c']);
    expect(clock.monotonic()).toBe(20);
  });

  it('lets a test wait until timers are armed', async () => {
    const clock = new FakeClock();
    const armed = clock.waitForTimers(2);
    clock.setTimer(1, () => {});
    clock.setTimer(1, () => {});
    await armed;
    expect(clock.timers).toBe(2);
  });
});

it('systemClock tells the time and fires', async () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  const before = systemClock.monotonic();
  await new Promise<void>(resolve => systemClock.setTimer(1, resolve));
  expect(systemClock.monotonic()).toBeGreaterThan(before);
  const never = jest.fn();
  systemClock.setTimer(0, never).cancel();
  await new Promise<void>(resolve => systemClock.setTimer(2, resolve));
  expect(never).not.toHaveBeenCalled();
});
