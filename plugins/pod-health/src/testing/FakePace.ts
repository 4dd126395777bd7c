import type { Pace } from '../api/retry';

/** Time that passes when a test says so. No chance: random() is 0, the shortest pause. */
export class FakePace implements Pace {
  /** Pauses that are running, in milliseconds. */
  readonly waiting: {
    readonly milliseconds: number;
    readonly end: () => void;
  }[] = [];

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const pause = {
        milliseconds,
        end: () => {
          const at = this.waiting.indexOf(pause);
          if (at >= 0) {
            this.waiting.splice(at, 1);
          }
          resolve();
        },
      };
      this.waiting.push(pause);
      if (signal.aborted) {
        pause.end();
      } else {
        signal.addEventListener('abort', pause.end);
      }
    });
  }

  random() {
    return 0;
  }

  /** Ends every pause of at most `milliseconds`. */
  pass(milliseconds: number) {
    this.waiting
      .filter(pause => pause.milliseconds <= milliseconds)
      .forEach(pause => pause.end());
  }
}
