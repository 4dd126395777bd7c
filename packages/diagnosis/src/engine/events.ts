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

/** What is known of one thing that was told: when, in milliseconds, and in which words. */
interface Told {
  readonly last: number;
  readonly message: string;
}

/** The newest first, 200 at most; what was told in one second is ordered by its words, so that the order of the list does not matter. */
export function newestFirst<T extends Told>(list: readonly T[]): T[] {
  const later = (a: number, b: number) => (a === b ? 0 : b - a);
  return [...list]
    .sort((x, y) => later(x.last, y.last) || (x.message < y.message ? -1 : 1))
    .slice(0, MOST);
}

/** The newest of the events, 200 at most. For what reads each message whole. */
export function newestEvents(
  events: readonly KubeEvent[],
): readonly KubeEvent[] {
  if (events.length <= MOST) return events;
  const told = events.map(event => ({
    event,
    last: parseTime(event.lastSeen) ?? 0,
    message: event.message ?? '',
  }));
  return newestFirst(told).map(({ event }) => event);
}
