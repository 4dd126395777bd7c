import type {
  HealthEvent,
  HealthReport,
  Problem,
} from 'backstage-plugin-pod-health-common';
import { pauseBefore, type Pace } from '../api/retry';
import { isPassing, problemOf } from '../errors/problem';
import { afterEvent, type HealthModel } from './healthModel';

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

/** How a page gets its streams. */
interface Feed {
  /** `after`: what is known, for a stream that goes on. */
  readonly open: (
    signal: AbortSignal,
    after: string | undefined,
  ) => AsyncIterable<HealthEvent>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

/**
 * Keeps an entity's health up to date until the signal is aborted: opens a stream, and opens it again with growing pauses when it
 * breaks, falls silent or ends with a passing error; it goes on where it was.
 */
export async function keepHealth(
  feed: Feed & { readonly onState: (state: HealthState) => void },
): Promise<void> {
  const { pace, signal, onState } = feed;
  const past: { model: HealthModel; attempt: number } = {
    model: {},
    attempt: 0,
  };
  const onEvent = (event: HealthEvent) => {
    past.model = afterEvent(past.model, event);
    if (event.type === 'report' || event.type === 'change') {
      past.attempt = 0;
      onState({ connection: 'live', report: past.model.report });
    }
  };
  while (!signal.aborted) {
    const end = await readOnce(feed, past.model.cursor, onEvent);
    if (signal.aborted) {
      return;
    }
    const { report } = past.model;
    if (end.isLost) {
      past.model = { report };
    }
    const { problem } = end;
    if (!isPassing(problem)) {
      onState({ connection: 'stopped', report, problem });
      return;
    }
    onState({ connection: 'reconnecting', report, problem });
    past.attempt += 1;
    await pace.wait(pauseBefore(past.attempt, pace.random()), signal);
  }
}

/** Why a connection is over. */
interface StreamEnd {
  readonly problem: Problem;
  /** What came does not follow from what is known: the next stream has to begin anew. */
  readonly isLost?: boolean;
}

/** Reads one connection to its end, and tells why it ended. */
async function readOnce(
  { open, pace, signal }: Feed,
  after: string | undefined,
  onEvent: (event: HealthEvent) => void,
): Promise<StreamEnd> {
  const connection = new AbortController();
  const stop = () => connection.abort();
  signal.addEventListener('abort', stop);
  const watchdog = new Watchdog(pace, stop);
  try {
    watchdog.feed();
    for await (const event of open(connection.signal, after)) {
      watchdog.feed();
      if (event.type === 'error') {
        return { problem: event.problem ?? UNREACHABLE };
      }
      onEvent(event);
    }
    return { problem: UNREACHABLE };
  } catch (error) {
    if (connection.signal.aborted) {
      return { problem: UNREACHABLE };
    }
    const problem = problemOf(error);
    // A stream that goes on from a wrong place is mended by one that begins anew; one that began so is beyond us.
    return after !== undefined && problem.code === 'protocol-error'
      ? { problem: UNREACHABLE, isLost: true }
      : { problem };
  } finally {
    watchdog.stop();
    signal.removeEventListener('abort', stop);
    connection.abort();
  }
}
