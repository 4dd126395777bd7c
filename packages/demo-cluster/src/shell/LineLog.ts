import type { LogInstance } from '../logs/LogStore';
import type { Clock } from '../clock';
import { runtimeStamp } from '../clock';

/** Lines longer than this are cut by the container runtime. */
const LINE_LIMIT = 16 * 1024;

/** The log of a terminal: containerd writes a line when it is whole, so a prompt is not in it until something follows. */
export class LineLog {
  #rest = '';

  constructor(
    private readonly log: LogInstance,
    private readonly clock: Clock,
  ) {}

  write(text: string): void {
    const parts = (this.#rest + text).split('\n');
    this.#rest = (parts.pop() ?? '').slice(-LINE_LIMIT);
    if (parts.length > 0) {
      const stamp = runtimeStamp(this.clock.now());
      this.log.append(
        parts.map(part => ({ stamp, text: part.replace(/\r$/, '') })),
      );
    }
  }

  /** The container has ended: what is left is a line too. */
  end(): void {
    if (this.#rest !== '') {
      this.write('\n');
    }
    this.log.end();
  }
}
