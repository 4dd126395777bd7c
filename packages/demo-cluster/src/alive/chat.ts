import { runtimeStamp } from '../clock';
import type { LogLine } from '../logs/LogStore';
import type { Life } from './Life';

/** Between the last recorded line and the first one of the next round. */
const ROUND_GAP_MS = 1000;

/** Recorded log lines: stamp, space, text. */
export function parseLines(lines: readonly string[]): LogLine[] {
  return lines.map(line => {
    const space = line.indexOf(' ');
    return { stamp: line.slice(0, space), text: line.slice(space + 1) };
  });
}

/** Milliseconds between two lines' stamps. */
function gap(a: LogLine, b: LogLine): number {
  return Math.max(0, Date.parse(b.stamp) - Date.parse(a.stamp));
}

/** Says the rest of a log at once. */
export type Finish = () => void;

/**
 * Writes a recorded log as it was written, with the pauses between its lines: from now, once; or round after round, as what a
 * service writes when it starts is not written again: the rounds leave out the first line.
 */
export function chat(
  life: Life,
  container: string,
  lines: readonly LogLine[],
  how: 'once' | 'for ever',
): Finish {
  const round = how === 'once' ? lines : lines.slice(1);
  let next = 0;
  const { logs, clock } = life.context;
  const isOver = () => Boolean(logs.current(life.uid, container)?.ended);
  const say = () => {
    const line = round[next];
    if (line && !isOver()) {
      const stamp = runtimeStamp(clock.now());
      logs.append(life.uid, container, [{ stamp, text: line.text }]);
      next += 1;
    }
  };
  const goOn = () => {
    const before = round[next];
    say();
    if (isOver()) {
      return;
    }
    if (next < round.length) {
      life.after(gap(before, round[next]), goOn);
    } else if (how === 'for ever') {
      next = 0;
      life.after(ROUND_GAP_MS, goOn);
    }
  };
  if (round.length > 0) {
    life.after(how === 'once' ? 0 : ROUND_GAP_MS, goOn);
  }
  return () => round.slice(next).forEach(say);
}
