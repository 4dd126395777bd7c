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

/** Watches over a stream: nobody keeps reading with a right that has been taken away. */
export function accessSignal(
  response: Response,
  { credentials, entityRef, action }: StreamAccess,
  { entities, clock, reauthorizeMs, stopping }: AccessSignalOptions,
): StreamSignal {
  const gone = new AbortController();
  const end = new AbortController();
  const timers = new Set<Timer>();
  const onStop = () => end.abort(new StreamEnd('shutting-down'));
  const onGone = () => gone.abort();
  const reauthorize = async () => {
    try {
      await entities.open(credentials, entityRef, action);
      arm(reauthorizeMs, reauthorize);
    } catch (error) {
      end.abort(new StreamEnd('problem', problemOf(error)));
    }
  };
  function arm(ms: number, callback: () => void) {
    if (!gone.signal.aborted && !end.signal.aborted) {
      const timer = clock.setTimer(ms, () => {
        timers.delete(timer);
        callback();
      });
      timers.add(timer);
    }
  }
  const { expiresAt } = credentials;
  if (expiresAt) {
    arm(expiresAt.getTime() - clock.now(), () =>
      end.abort(new StreamEnd('access-ended')),
    );
  }
  arm(reauthorizeMs, reauthorize);
  stopping.addEventListener('abort', onStop);
  response.once('close', onGone);
  if (stopping.aborted) {
    onStop();
  }
  return {
    signal: AbortSignal.any([gone.signal, end.signal]),
    gone: gone.signal,
    release() {
      gone.abort();
      timers.forEach(timer => timer.cancel());
      stopping.removeEventListener('abort', onStop);
      response.removeListener('close', onGone);
    },
  };
}
