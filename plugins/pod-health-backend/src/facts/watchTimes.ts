import type { ListSelection } from '../kube/types';

/** How long to ask a server to keep a watch, and how much silence means that it is dead. */
export interface WatchTimes {
  readonly timeoutSeconds: number;
  readonly idleMs: number;
}

/**
 * A server keeps a watch as long as it was asked to (apiserver/pkg/endpoints/handlers/get.go), and each new one is a request.
 */
const LONGEST_SECONDS = 2 * 3600;
/** The server sends a bookmark a minute (storage/cacher, bookmarkFrequency); one may be late. */
const BOOKMARK_IDLE_MS = 100_000;
/** Events have no watch cache, hence no bookmarks: their silence means nothing, so that a dead connection is found by asking anew. */
const EVENT_SECONDS = 1800;
const EVENT_IDLE_MS = (EVENT_SECONDS + 30) * 1000;

/** How long a watch may be silent, in milliseconds, before its connection counts as dead. */
export function longestSilenceMs({ kind }: ListSelection): number {
  return kind.resource === 'events' ? EVENT_IDLE_MS : BOOKMARK_IDLE_MS;
}

/** The times of a watch; between half and all of the longest, so that those who began together do not end together. */
export function watchTimes(
  selection: ListSelection,
  random: () => number,
): WatchTimes {
  const isEvents = selection.kind.resource === 'events';
  const longest = isEvents ? EVENT_SECONDS : LONGEST_SECONDS;
  return {
    timeoutSeconds: Math.round(longest * (0.5 + random() / 2)),
    idleMs: longestSilenceMs(selection),
  };
}
