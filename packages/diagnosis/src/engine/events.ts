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
  let bestTime = -Infinity;
  let bestText = '';
  events.forEach((event, i) => {
    if (!test(event)) return;
    const time = parseTime(event.lastSeen) ?? -Infinity;
    const { message: text = '' } = event;
    const isNewer = time > bestTime || (time === bestTime && text > bestText);
    if (best !== undefined && !isNewer) return;
    best = i;
    bestTime = time;
    bestText = text;
  });
  return best;
}

/** Of thousands of events the newest so many tell as much. */
const MOST = 200;

/** The newest of the events, 200 at most; which of one second is told by their text. For what reads each message whole. */
export function newestEvents(
  events: readonly KubeEvent[],
): readonly KubeEvent[] {
  if (events.length <= MOST) return events;
  return events
    .map(event => ({
      event,
      time: parseTime(event.lastSeen) ?? 0,
      text: event.message ?? '',
    }))
    .sort((x, y) => y.time - x.time || (x.text < y.text ? 1 : -1))
    .slice(0, MOST)
    .map(({ event }) => event);
}
