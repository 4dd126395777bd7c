import type { Answer } from '../api/Answer';
import type { LogInstance } from './LogStore';
import { firstLine, render, type LogOptions } from './readLog';

const BLOCK_LINES = 500;

/** Sends a log, holding back when the reader is slow; with `follow` until the run of the container ends. */
export async function streamLog(
  instance: LogInstance,
  options: LogOptions,
  answer: Answer,
): Promise<void> {
  answer.begin(200, 'text/plain');
  let wake = () => {};
  const woken = () =>
    new Promise<void>(resolve => {
      wake = resolve;
    });
  const stop = instance.listen(() => wake());
  answer.onClose(() => wake());
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
      await woken();
    } else {
      break;
    }
  }
  stop();
  answer.end();
}
