import type {
  LogMarker,
  LogRecord,
  Problem,
} from 'backstage-plugin-pod-health-common';
import type { LogQuery } from '../api/PodHealthApi';
import { pauseBefore, type Pace } from '../api/retry';
import { isPassing, problemOf } from '../errors/problem';
import { ResumePoint } from './resumePoint';

/** How a log's connection stands. `done`: the log was read to its end. */
export type LogConnection =
  | { readonly status: 'connecting' | 'live' | 'done' }
  | {
      readonly status: 'reconnecting' | 'stopped';
      readonly problem: Problem;
    };

/**
 * Reads a log, and while it is followed goes on after a break of the connection to the portal: nothing lost, nothing twice
 * (security.md R1, R5, R25). Breaks between portal and cluster are the backend's to mend. Ends when the signal is aborted, the
 * log has ended, or an error came that does not pass.
 */
export async function keepLog(options: {
  readonly query: LogQuery;
  readonly open: (query: LogQuery) => AsyncIterable<readonly LogRecord[]>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly onRecords: (records: readonly LogRecord[]) => void;
  readonly onConnection: (connection: LogConnection) => void;
}): Promise<void> {
  const { query, open, pace, signal, onConnection } = options;
  const point = new ResumePoint();
  const past = { attempt: 0 };
  const onRecords = (records: readonly LogRecord[]) => {
    past.attempt = 0;
    onConnection({ status: 'live' });
    options.onRecords(point.unseen(records));
  };
  while (!signal.aborted) {
    const batches = open(point.resume(query));
    const outcome = await readOnce(batches, onRecords, query.follow === true);
    if (signal.aborted) {
      return;
    }
    if (outcome === 'done') {
      onConnection({ status: 'done' });
      return;
    }
    if (!isPassing(outcome)) {
      onConnection({ status: 'stopped', problem: outcome });
      return;
    }
    onConnection({ status: 'reconnecting', problem: outcome });
    past.attempt += 1;
    await pace.wait(pauseBefore(past.attempt, pace.random()), signal);
  }
}

async function readOnce(
  batches: AsyncIterable<readonly LogRecord[]>,
  onRecords: (records: readonly LogRecord[]) => void,
  follow: boolean,
): Promise<'done' | Problem> {
  let ended = !follow;
  try {
    for await (const records of batches) {
      onRecords(records);
      for (const record of records) {
        if (record.type === 'marker' && record.marker.marker === 'ended') {
          const problem = problemOfEnd(record.marker);
          if (problem) {
            return problem;
          }
          ended = true;
        }
      }
    }
  } catch (error) {
    return problemOf(error);
  }
  // A followed log that stops without saying so was cut by something on the way.
  return ended ? 'done' : { code: 'portal-unreachable', details: {} };
}

/** Ends after which the log can be read on: the page's credential was renewed, or another replica answers (security.md R5, R6). */
function problemOfEnd(end: LogEndMarker): Problem | undefined {
  if (end.why === 'access-ended' || end.why === 'shutting-down') {
    return { code: 'shutting-down', details: {} };
  }
  return end.problem;
}

type LogEndMarker = Extract<LogMarker, { marker: 'ended' }>;
