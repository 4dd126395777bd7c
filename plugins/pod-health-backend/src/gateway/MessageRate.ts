import { LIMITS } from 'backstage-plugin-pod-health-common';
import type { Clock } from '../time/clock';

const SECOND = 1_000;

/** Counts a browser's messages in seconds that begin with the first message after the last one ended. */
export class MessageRate {
  readonly #clock: Clock;
  #since = -Infinity;
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one message; false when it is one too many. */
  admit(): boolean {
    const now = this.#clock.monotonic();
    if (now - this.#since >= SECOND) {
      this.#since = now;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count <= LIMITS.socketMessagesPerSecond;
  }
}
