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

/**
 * Writes a recorded log as it was written, with the pauses between its lines: from now, once; or round after round, as what a
 * service writes when it starts is not written again: the rounds leave out the first line.
 */
export function chat(
  life: Life,
  container: string,
  lines: readonly LogLine[],
  how: 'once' | 'for ever',
): void {
  const round = how === 'once' ? lines : lines.slice(1);
  if (round.length === 0) {
    return;
  }
  const say = (index: number) => {
    const { logs, clock } = life.context;
    if (logs.current(life.uid, container)?.ended) {
      return;
    }
    const stamp = runtimeStamp(clock.now());
    logs.append(life.uid, container, [{ stamp, text: round[index].text }]);
    const next = index + 1;
    if (next < round.length) {
      life.after(gap(round[index], round[next]), () => say(next));
    } else if (how === 'for ever') {
      life.after(ROUND_GAP_MS, () => say(0));
    }
  };
  life.after(how === 'once' ? 0 : ROUND_GAP_MS, () => say(0));
}
