import type { Problem } from 'backstage-plugin-pod-health-common';
import { isPassing, problemOf } from '../errors/problem';
import { pauseBefore, type Pace } from './retry';

/** How well a page is connected. `stopped`: a refusal; only a person can go on. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'stopped';

/** What the events of all streams share. */
interface StreamEvent {
  readonly type: string;
  /** Of an event of type `error`, the last of its connection. */
  readonly problem?: Problem;
}

/** A stream to keep open. */
export interface KeptStream<Event extends StreamEvent> {
  readonly open: (signal: AbortSignal) => AsyncIterable<Event>;
  /** Takes an event in; answers whether it told something. Throws `protocol-error` when it does not follow from what is known. */
  readonly onEvent: (event: Event) => boolean;
  /** The connection is away. */
  readonly onAway: (
    connection: 'reconnecting' | 'stopped',
    problem: Problem,
  ) => void;
  /** Forgets where the stream was, so that the next one begins anew; answers false when this one did. */
  readonly forget?: () => boolean;
  readonly pace: Pace;
  readonly signal: AbortSignal;
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
 * Keeps a stream open until the signal is aborted: opens it again with growing pauses when it breaks, falls silent or ends with a passing
 * error.
 */
export async function keepStream<Event extends StreamEvent>(
  stream: KeptStream<Event>,
): Promise<void> {
  const { pace, signal, onAway } = stream;
  const past = { attempt: 0 };
  const onEvent = (event: Event) => {
    if (stream.onEvent(event)) {
      past.attempt = 0;
    }
  };
  while (!signal.aborted) {
    const { problem, passes } = await readOnce(stream, onEvent);
    if (signal.aborted) {
      return;
    }
    if (!passes) {
      onAway('stopped', problem);
      return;
    }
    onAway('reconnecting', problem);
    past.attempt += 1;
    await pace.wait(pauseBefore(past.attempt, pace.random()), signal);
  }
}

/** Why a connection is over, and whether another can mend that. */
interface End {
  readonly problem: Problem;
  readonly passes: boolean;
}

const LOST: End = { problem: UNREACHABLE, passes: true };

/** Reads one connection to its end. */
async function readOnce<Event extends StreamEvent>(
  { open, pace, signal, forget }: KeptStream<Event>,
  onEvent: (event: Event) => void,
): Promise<End> {
  const connection = new AbortController();
  const stop = () => connection.abort();
  signal.addEventListener('abort', stop);
  const watchdog = new Watchdog(pace, stop);
  try {
    watchdog.feed();
    for await (const event of open(connection.signal)) {
      watchdog.feed();
      if (event.type === 'error') {
        return endOf(event.problem ?? UNREACHABLE);
      }
      onEvent(event);
    }
    return LOST;
  } catch (error) {
    if (connection.signal.aborted) {
      return LOST;
    }
    const problem = problemOf(error);
    // A stream that goes on from a wrong place is mended by one that begins anew; one that began so is beyond us.
    return problem.code === 'protocol-error' && forget?.()
      ? LOST
      : { problem, passes: isPassing(problem) };
  } finally {
    watchdog.stop();
    signal.removeEventListener('abort', stop);
    connection.abort();
  }
}

/** What was let in and is put out because its credential is over gets in again with a renewed one; what is not let in at all does not. */
function endOf(problem: Problem): End {
  const isExpired = problem.code === 'user-required';
  return { problem, passes: isExpired || isPassing(problem) };
}
