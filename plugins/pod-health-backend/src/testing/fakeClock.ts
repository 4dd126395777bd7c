import type { Clock, Timer } from '../time/clock';

interface Armed {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Lets promises and immediates that are already due run. */
export function settle(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(() => setImmediate(resolve));
  });
}

/** A clock that stands still until {@link advance} moves it. Starts at 2026-01-01T00:00:00Z unless told. */
export class FakeClock implements Clock {
  readonly #start: number;
  readonly #armed = new Set<Armed>();
  readonly #waiters = new Set<() => void>();
  #elapsed = 0;
  #order = 0;

  constructor(start: number = Date.UTC(2026, 0, 1)) {
    this.#start = start;
  }

  now(): number {
    return this.#start + this.#elapsed;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  setTimer(ms: number, callback: () => void): Timer {
    const armed: Armed = {
      at: this.#elapsed + Math.max(0, ms),
      order: this.#order++,
      callback,
    };
    this.#armed.add(armed);
    for (const waiter of [...this.#waiters]) {
      waiter();
    }
    return { cancel: () => this.#armed.delete(armed) };
  }

  /** How many timers wait to fire; 0 at the end of a test means that nothing leaks. */
  get timers(): number {
    return this.#armed.size;
  }

  /** Resolves as soon as at least `count` timers are armed. */
  waitForTimers(count: number): Promise<void> {
    return new Promise(resolve => {
      const check = () => {
        if (this.#armed.size >= count) {
          this.#waiters.delete(check);
          resolve();
        }
      };
      this.#waiters.add(check);
      check();
    });
  }

  /** Moves time on and fires what falls due, in order, letting each one's consequences happen before the next. */
  async advance(ms: number): Promise<void> {
    const until = this.#elapsed + ms;
    await settle();
    for (let next = this.#next(until); next; next = this.#next(until)) {
      this.#armed.delete(next);
      this.#elapsed = Math.max(this.#elapsed, next.at);
      next.callback();
      await settle();
    }
    this.#elapsed = until;
    await settle();
  }

  #next(until: number): Armed | undefined {
    let next: Armed | undefined;
    for (const armed of this.#armed) {
      const earlier =
        !next ||
        armed.at < next.at ||
        (armed.at === next.at && armed.order < next.order);
      if (armed.at <= until && earlier) {
        next = armed;
      }
    }
    return next;
  }
}
