import {
  applyOverviewChange,
  PodHealthError,
  type Overview,
  type OverviewEvent,
  type Problem,
} from 'backstage-plugin-pod-health-common';
import { keepStream, type Connection } from '../api/keepStream';
import type { Pace } from '../api/retry';

/** What the page knows of all entities, and how well it is connected. */
export interface OverviewState {
  readonly connection: Connection;
  /** Kept while the connection is away. */
  readonly overview?: Overview;
  /** Why the connection is away. */
  readonly problem?: Problem;
}

/** What is known so far. */
interface Known {
  readonly seq: number;
  readonly overview: Overview;
}

/** Keeps the overview up to date until the signal is aborted. A stream that breaks begins anew: it is short. */
export function keepOverview(feed: {
  readonly open: (signal: AbortSignal) => AsyncIterable<OverviewEvent>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly onState: (state: OverviewState) => void;
}): Promise<void> {
  const { open, pace, signal, onState } = feed;
  let known: Known | undefined;
  return keepStream<OverviewEvent>({
    open,
    pace,
    signal,
    onEvent: event => {
      const next = afterEvent(known, event);
      const isNews = next !== known;
      known = next;
      if (isNews) {
        onState({ connection: 'live', overview: known?.overview });
      }
      return isNews;
    },
    onAway: (connection, problem) =>
      onState({ connection, overview: known?.overview, problem }),
  });
}

/** What is known after one more event; the same when it tells nothing. Throws `protocol-error` when a change does not follow. */
function afterEvent(
  known: Known | undefined,
  { type, seq, overview, change }: OverviewEvent,
): Known | undefined {
  if (type === 'overview' && overview) {
    return { seq, overview };
  }
  if (type !== 'change' || !change) {
    return known;
  }
  if (seq !== (known?.seq ?? NaN) + 1 || !known) {
    throw new PodHealthError('protocol-error', `change ${seq} does not follow`);
  }
  return { seq, overview: applyOverviewChange(known.overview, change) };
}
