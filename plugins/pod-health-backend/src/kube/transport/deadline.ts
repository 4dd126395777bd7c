import type { Clock, Timer } from '../../time/clock';

/** Calls back once when nothing has been heard for a while. {@link heard} starts the while anew. */
export class IdleDeadline {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #onIdle: () => void;
  #timer?: Timer;

  constructor(clock: Clock, ms: number, onIdle: () => void) {
    this.#clock = clock;
    this.#ms = ms;
    this.#onIdle = onIdle;
    this.heard();
  }

  heard(): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.setTimer(this.#ms, this.#onIdle);
  }

  cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
