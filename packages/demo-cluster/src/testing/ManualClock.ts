import type { Clock, Timer } from '../clock';

interface Armed {
  readonly at: number;
  readonly callback: () => void;
}

/** Lets what is already due happen: promises, immediates, and the sockets' own callbacks of this turn. */
export function settle(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(() => setImmediate(resolve));
  });
}

/** A clock that stands still until a test advances it. Starts at 2026-01-01T00:00:00Z. */
export class ManualClock implements Clock {
  readonly #armed = new Set<Armed>();
  #elapsed = 0;

  now(): number {
    return Date.UTC(2026, 0, 1) + this.#elapsed;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  setTimer(ms: number, callback: () => void): Timer {
    const armed = { at: this.#elapsed + ms, callback };
    this.#armed.add(armed);
    return { cancel: () => this.#armed.delete(armed) };
  }

  /** Timers that wait to fire. */
  get timers(): number {
    return this.#armed.size;
  }

  /** Moves time on and fires what falls due, in order. */
  async advance(ms: number): Promise<void> {
    const until = this.#elapsed + ms;
    await settle();
    for (;;) {
      const [next] = [...this.#armed]
        .filter(armed => armed.at <= until)
        .sort((a, b) => a.at - b.at);
      if (!next) {
        break;
      }
      this.#armed.delete(next);
      this.#elapsed = Math.max(this.#elapsed, next.at);
      next.callback();
      await settle();
    }
    this.#elapsed = until;
  }
}
