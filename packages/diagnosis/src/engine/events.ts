import type { KubeEvent } from '../facts/objects';
import { parseTime } from '../facts/time';

/**
 * Index of the newest event that passes the test, by the time it was last seen; `undefined` when none does. Events of one
 * second are told apart by their text, so that their order in the list does not matter.
 */
export function newestEvent(
  events: readonly KubeEvent[],
  test: (event: KubeEvent) => boolean,
): number | undefined {
  let best: number | undefined;
  const key = ({ lastSeen, message = '' }: KubeEvent) =>
    [parseTime(lastSeen) ?? -Infinity, message] as const;
  events.forEach((event, i) => {
    if (!test(event)) return;
    const before = best === undefined ? undefined : events[best];
    if (before) {
      const [time, text] = key(event);
      const [bestTime, bestText] = key(before);
      if (time < bestTime || (time === bestTime && text <= bestText)) return;
    }
    best = i;
  });
  return best;
}
