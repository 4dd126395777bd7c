import type { Readable } from 'node:stream';
import { LIMITS } from 'backstage-plugin-pod-health-common';

/**
 * Holds the cluster back while the browser draws: above 1 MiB not acknowledged the output is paused, below 256 KiB it goes
 * on. Nothing is dropped, and no buffer grows with a slow reader (security.md R9).
 */
export class OutputFlow {
  readonly #output: Readable;
  #unacknowledged = 0;
  #isPaused = false;

  constructor(output: Readable) {
    this.#output = output;
  }

  /** So many bytes went to the browser. */
  sent(bytes: number): void {
    this.#unacknowledged += bytes;
    if (!this.#isPaused && this.#unacknowledged >= LIMITS.outputPauseBytes) {
      this.#isPaused = true;
      this.#output.pause();
    }
  }

  /** The browser has drawn so many bytes. More than were sent count as all. */
  acknowledged(bytes: number): void {
    this.#unacknowledged = Math.max(0, this.#unacknowledged - bytes);
    if (this.#isPaused && this.#unacknowledged <= LIMITS.outputResumeBytes) {
      this.#isPaused = false;
      this.#output.resume();
    }
  }
}
