import type { Answer } from '../api/Answer';
import type { LogInstance } from './LogStore';
import { firstLine, render, type LogOptions } from './readLog';

const BLOCK_LINES = 500;

/** Resolves when the log has more, has ended, or nobody reads any longer. */
function changed(instance: LogInstance, answer: Answer): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      stop();
      resolve();
    };
    const stop = instance.listen(done);
    answer.onClose(done);
  });
}

/** Sends a log, holding back when the reader is slow; with `follow` until the run of the container ends. */
export async function streamLog(
  instance: LogInstance,
  options: LogOptions,
  answer: Answer,
): Promise<void> {
  answer.begin(200, 'text/plain');
  let left = options.limitBytes ?? Infinity;
  let next = instance.dropped + firstLine(instance.lines, options);
  for (;;) {
    const from = Math.max(0, next - instance.dropped);
    const block = instance.lines.slice(from, from + BLOCK_LINES);
    if (block.length > 0) {
      next = instance.dropped + from + block.length;
      const bytes = Buffer.concat(
        block.map(line => render(line, options.timestamps)),
      ).subarray(0, left === Infinity ? undefined : left);
      left -= bytes.length;
      if (!(await answer.write(bytes)) || left <= 0) {
        break;
      }
    } else if (options.follow && !instance.ended && !answer.closed) {
      await changed(instance, answer);
    } else {
      break;
    }
  }
  answer.end();
}
