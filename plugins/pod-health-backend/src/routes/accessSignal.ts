import type { Response } from 'express';
import { problemOf } from '../facts/problem';
import type {
  EntityAccess,
  EntityAction,
  UserCredentials,
} from '../entity/types';
import { StreamEnd } from '../logs/followLog';
import type { Clock, Timer } from '../time/clock';

/** What a stream's right to go on depends on. */
export interface StreamAccess {
  readonly credentials: UserCredentials;
  readonly entityRef: string;
  readonly action: EntityAction;
}

/** What {@link accessSignal} needs. */
export interface AccessSignalOptions {
  readonly entities: EntityAccess;
  readonly clock: Clock;
  readonly reauthorizeMs: number;
  /** Aborted when the backend stops. */
  readonly stopping: AbortSignal;
}

/** Whose stream it is, and what has to be true for it to go on. */
export interface StreamRight {
  readonly credentials: UserCredentials;
  /** Rejects when the right is gone. */
  readonly recheck: () => Promise<unknown>;
}

/** A stream's signal, and what ends its timers. */
export interface StreamSignal {
  /**
   * Aborted with a {@link StreamEnd} when the stream must end: credential over, right revoked, backend stopping. Aborted
   * without one when the reader has gone.
   */
  readonly signal: AbortSignal;
  /** Aborted when the reader has gone, and only then. */
  readonly gone: AbortSignal;
  release(): void;
}

/** Timers of one stream: none is set once any of the signals has aborted. */
class StreamTimers {
  readonly #timers = new Set<Timer>();

  constructor(
    private readonly clock: Clock,
    private readonly over: readonly AbortSignal[],
  ) {}

  /** Calls back once, in so many milliseconds. */
  arm(ms: number, callback: () => void): void {
    if (this.over.some(signal => signal.aborted)) {
      return;
    }
    const timer = this.clock.setTimer(ms, () => {
      this.#timers.delete(timer);
      callback();
    });
    this.#timers.add(timer);
  }

  cancel(): void {
    this.#timers.forEach(timer => timer.cancel());
  }
}

/** Calls back when the signal aborts, at once if it has. The answer makes it forget. */
function whenAborted(signal: AbortSignal, callback: () => void): () => void {
  signal.addEventListener('abort', callback);
  if (signal.aborted) {
    callback();
  }
  return () => signal.removeEventListener('abort', callback);
}

/** Watches over a stream of one entity: nobody keeps reading with a right that has been taken away. */
export function accessSignal(
  response: Response,
  { credentials, entityRef, action }: StreamAccess,
  options: AccessSignalOptions,
): StreamSignal {
  const recheck = () => options.entities.open(credentials, entityRef, action);
  return streamSignal(response, { credentials, recheck }, options);
}

/** Watches over a stream of anything. */
export function streamSignal(
  response: Response,
  { credentials, recheck }: StreamRight,
  { clock, reauthorizeMs, stopping }: Omit<AccessSignalOptions, 'entities'>,
): StreamSignal {
  const gone = new AbortController();
  const end = new AbortController();
  const timers = new StreamTimers(clock, [gone.signal, end.signal]);
  const onGone = () => gone.abort();
  const reauthorize = async () => {
    try {
      await recheck();
      timers.arm(reauthorizeMs, reauthorize);
    } catch (error) {
      end.abort(new StreamEnd('problem', problemOf(error)));
    }
  };
  const { expiresAt } = credentials;
  if (expiresAt) {
    timers.arm(expiresAt.getTime() - clock.now(), () =>
      end.abort(new StreamEnd('access-ended')),
    );
  }
  timers.arm(reauthorizeMs, reauthorize);
  response.once('close', onGone);
  const forgetStop = whenAborted(stopping, () =>
    end.abort(new StreamEnd('shutting-down')),
  );
  return {
    signal: AbortSignal.any([gone.signal, end.signal]),
    gone: gone.signal,
    release() {
      gone.abort();
      timers.cancel();
      forgetStop();
      response.removeListener('close', onGone);
    },
  };
}
