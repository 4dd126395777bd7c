import type {
  HealthEvent,
  HealthReport,
  Problem,
} from 'backstage-plugin-pod-health-common';
import { keepStream, type Connection } from '../api/keepStream';
import type { Pace } from '../api/retry';
import { afterEvent, type HealthModel } from './healthModel';

/** What the page knows about an entity's health, and how well it is connected. */
export interface HealthState {
  readonly connection: Connection;
  /** The last report, kept while the connection is away: a page is never blanked by a fault (security.md R3, R24). */
  readonly report?: HealthReport;
  /** Why the connection is away. */
  readonly problem?: Problem;
}

/** How a page gets its streams, and what is told of them. */
interface Feed {
  /** `after`: what is known, for a stream that goes on. */
  readonly open: (
    signal: AbortSignal,
    after: string | undefined,
  ) => AsyncIterable<HealthEvent>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly onState: (state: HealthState) => void;
}

/** Keeps an entity's health up to date until the signal is aborted: a stream that breaks goes on where it was. */
export function keepHealth({
  open,
  pace,
  signal,
  onState,
}: Feed): Promise<void> {
  let model: HealthModel = {};
  let after: string | undefined;
  return keepStream<HealthEvent>({
    pace,
    signal,
    open: connection => {
      after = model.cursor;
      return open(connection, after);
    },
    onEvent: event => {
      model = afterEvent(model, event);
      const isNews = event.type === 'report' || event.type === 'change';
      if (isNews) {
        onState({ connection: 'live', report: model.report });
      }
      return isNews;
    },
    onAway: (connection, problem) =>
      onState({ connection, report: model.report, problem }),
    forget: () => {
      model = { report: model.report };
      return after !== undefined;
    },
  });
}
