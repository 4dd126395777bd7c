import type {
  HealthEvent,
  HealthReport,
  Problem,
} from 'backstage-plugin-pod-health-common';
import { pauseBefore, type Pace } from '../api/retry';
import { isPassing, problemOf } from '../errors/problem';

/** What the page knows about an entity's health, and how well it is connected. */
export interface HealthState {
  /** `stopped`: a refusal; only a person can go on. */
  readonly connection: 'connecting' | 'live' | 'reconnecting' | 'stopped';
  /** The last report, kept while the connection is away: a page is never blanked by a fault (security.md R3, R24). */
  readonly report?: HealthReport;
  /** Why the connection is away. */
  readonly problem?: Problem;
}

/** Silence after which a connection counts as dead, in milliseconds: three heartbeats (security.md R8). */
const SILENCE = 45_000;

/** A connection that ended or fell silent without a word. */
const UNREACHABLE: Problem = { code: 'portal-unreachable', details: {} };

/** Calls `onSilence` when it is not fed for {@link SILENCE}. */
class Watchdog {
  private current = new AbortController();

  constructor(
    private readonly pace: Pace,
    private readonly onSilence: () => void,
  ) {}

  feed() {
    this.stop();
    const mine = new AbortController();
    this.current = mine;
    this.pace
      .wait(SILENCE, mine.signal)
      .then(() => mine.signal.aborted || this.onSilence());
  }

  stop() {
    this.current.abort();
  }
}

/**
 * Keeps an entity's health up to date until the signal is aborted: opens a stream, and opens it again with growing pauses when it
 * breaks, falls silent or ends with a passing error.
 */
export async function keepHealth(options: {
  readonly open: (signal: AbortSignal) => AsyncIterable<HealthEvent>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly onState: (state: HealthState) => void;
}): Promise<void> {
  const { open, pace, signal, onState } = options;
  const past: { report?: HealthReport; attempt: number } = { attempt: 0 };
  const onReport = (report: HealthReport) => {
    past.attempt = 0;
    past.report = report;
    onState({ connection: 'live', report });
  };
  while (!signal.aborted) {
    const problem = await readOnce(open, pace, signal, onReport);
    if (signal.aborted) {
      return;
    }
    const { report } = past;
    if (!isPassing(problem)) {
      onState({ connection: 'stopped', report, problem });
      return;
    }
    onState({ connection: 'reconnecting', report, problem });
    past.attempt += 1;
    await pace.wait(pauseBefore(past.attempt, pace.random()), signal);
  }
}

/** Reads one connection to its end, and tells why it ended. */
async function readOnce(
  open: (signal: AbortSignal) => AsyncIterable<HealthEvent>,
  pace: Pace,
  signal: AbortSignal,
  onReport: (report: HealthReport) => void,
): Promise<Problem> {
  const connection = new AbortController();
  const stop = () => connection.abort();
  signal.addEventListener('abort', stop);
  const watchdog = new Watchdog(pace, stop);
  try {
    watchdog.feed();
    for await (const event of open(connection.signal)) {
      watchdog.feed();
      if (event.type === 'error') {
        return event.problem ?? UNREACHABLE;
      }
      if (event.report) {
        onReport(event.report);
      }
    }
    return UNREACHABLE;
  } catch (error) {
    return connection.signal.aborted ? UNREACHABLE : problemOf(error);
  } finally {
    watchdog.stop();
    signal.removeEventListener('abort', stop);
    connection.abort();
  }
}
