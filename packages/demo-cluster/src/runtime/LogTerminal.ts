import type { LogInstance } from '../logs/LogStore';
import { Broadcast, type OutputSink, type Terminal } from './Terminal';

/** Attaching to a container without a terminal of its own: its output from now on; what is typed goes nowhere. */
export class LogTerminal implements Terminal {
  readonly ended: Promise<void>;
  readonly #broadcast = new Broadcast();

  constructor(instance: LogInstance) {
    let next = instance.dropped + instance.lines.length;
    this.ended = new Promise(resolve => {
      const stop = instance.listen(() => {
        const fresh = instance.lines.slice(
          Math.max(0, next - instance.dropped),
        );
        next = instance.dropped + instance.lines.length;
        if (fresh.length > 0) {
          const text = fresh.map(line => `${line.text}\n`).join('');
          this.#broadcast.send(Buffer.from(text));
        }
        if (instance.ended) {
          stop();
          resolve();
        }
      });
    });
  }

  attach(sink: OutputSink): () => void {
    return this.#broadcast.add(sink);
  }

  input(): void {}

  resize(): void {}
}
