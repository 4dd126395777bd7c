import {
  encodeMarker,
  LIMITS,
  PodHealthError,
  type ErrorCode,
  type LogEnd,
  type LogMarker,
  type Problem,
} from 'backstage-plugin-pod-health-common';
import type { Readable } from 'node:stream';
import { problemOf } from '../facts/problem';
import type { Redact } from '../facts/redactMessages';
import { backoffMs } from '../time/backoff';
import { pause, type Clock } from '../time/clock';
import { LineEncoder } from './lineEncoder';
import { LogCursor, type Resume } from './logCursor';
import { markerOf } from './lifeMarker';
import { livesOf, type FollowedContainer } from './podLife';

/** A log that cannot be reached for so long is given up (security.md R1). */
const GIVE_UP_MS = 5 * 60_000;
/** After these the same request may well succeed a moment later. */
const PASSING: readonly ErrorCode[] = [
  'cluster-unreachable',
  'cluster-timeout',
  'cluster-rate-limited',
  'cluster-error',
  'node-unreachable',
  'watch-expired',
];
/** The container exists and has nothing to read yet. */
const NOT_BEGUN: readonly ErrorCode[] = [
  'target-not-running',
  'pod-not-scheduled',
];

/** Why a stream is ended from outside, as the signal's reason; anything else aborts it without a word. */
export class StreamEnd extends Error {
  constructor(readonly why: LogEnd, readonly problem?: Problem) {
    super(`ended: ${why}`);
  }
}

/** What to read of a container's log. */
export interface LogRequest extends FollowedContainer {
  /** Id of the container's instance when it was looked up; see instanceOf. */
  readonly instance: string;
  readonly follow: boolean;
  readonly previous: boolean;
  /** Lines from the end; 0 none. */
  readonly tailLines: number;
  /** RFC 3339. */
  readonly sinceTime?: string;
}

/** Time, chance, the way out, and what to take out of the lines. */
export interface LogFollowerOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Absent: lines go through byte for byte. */
  readonly redact?: Redact;
}

class LogFollower {
  readonly #cursor = new LogCursor();
  #instance: string;
  #resume: Resume | undefined;
  /** Failures in a row, and since when. */
  #failures = 0;
  #failingSince: number | undefined;

  constructor(
    private readonly request: LogRequest,
    private readonly options: LogFollowerOptions,
  ) {
    this.#instance = request.instance;
  }

  /** The log, from where it was left; `undefined` when the container has not begun. */
  async open(): Promise<Readable | undefined> {
    const { api, namespace, pod, container, ...wanted } = this.request;
    try {
      return await api.log(
        { namespace, pod, container },
        {
          follow: wanted.follow,
          previous: wanted.previous,
          signal: this.options.signal,
          ...(this.#resume
            ? { sinceTime: this.#resume.sinceTime }
            : {
                tailLines: wanted.tailLines,
                ...(wanted.sinceTime && { sinceTime: wanted.sinceTime }),
              }),
        },
      );
    } catch (error) {
      if (error instanceof PodHealthError && NOT_BEGUN.includes(error.code)) {
        return undefined;
      }
      throw error;
    }
  }

  async *chunks(
    first: Readable | undefined,
  ): AsyncGenerator<string | Buffer, void> {
    const { signal } = this.options;
    try {
      if (this.request.follow) {
        yield* this.#followed(first);
      } else {
        yield* this.#once(first);
      }
    } catch (error) {
      if (!signal.aborted) {
        yield ended({ why: 'problem', problem: problemOf(error) });
      }
    }
    if (signal.aborted && signal.reason instanceof StreamEnd) {
      const { why, problem } = signal.reason;
      yield ended({ why, ...(problem && { problem }) });
    }
  }

  async *#once(first: Readable | undefined) {
    if (!first) {
      yield ended({ why: 'not-started' });
      return;
    }
    yield* this.#read(first);
    if (!this.options.signal.aborted) {
      yield ended({ why: 'complete' });
    }
  }

  async *#followed(first: Readable | undefined) {
    const { signal } = this.options;
    let stream = first;
    while (!signal.aborted) {
      try {
        stream ??= await this.open();
        if (stream) {
          yield* this.#read(stream);
        }
        stream = undefined;
        const over = yield* this.#afterEnd();
        if (over) {
          return;
        }
      } catch (error) {
        stream = undefined;
        const over = yield* this.#afterFailure(error);
        if (over) {
          return;
        }
      }
    }
  }

  /** One connection's worth of lines. */
  async *#read(stream: Readable): AsyncGenerator<Buffer> {
    const { clock, redact } = this.options;
    const resume = this.#resume;
    const encoder = new LineEncoder(LIMITS.logLineBytes, redact, time => {
      const again = resume?.judge(time) ?? 'new';
      if (again !== 'seen') {
        this.#cursor.note(time);
      }
      return again;
    });
    const opened = clock.monotonic();
    try {
      for await (const chunk of stream) {
        const bytes = encoder.push(chunk);
        if (bytes.length > 0) {
          this.#well();
          yield bytes;
        }
      }
      if (!this.options.signal.aborted) {
        yield encoder.end();
      }
    } finally {
      stream.destroy();
      this.#resume = this.#cursor.resume() ?? this.#resume;
      if (clock.monotonic() - opened > 1_000) {
        this.#well();
      }
    }
  }

  #well(): void {
    this.#failures = 0;
    this.#failingSince = undefined;
  }

  /** The log ended without an error: the container did, or only the connection. True when all is over. */
  async *#afterEnd(): AsyncGenerator<string, boolean> {
    const { clock, random, signal } = this.options;
    const patience = new AbortController();
    this.#failures++;
    const timer = clock.setTimer(backoffMs(this.#failures, random), () =>
      patience.abort(),
    );
    let last = '';
    try {
      const either = AbortSignal.any([signal, patience.signal]);
      for await (const life of livesOf(this.request, this.#instance, either)) {
        if (life.is !== 'same') {
          timer.cancel(); // it did end: wait for as long as it takes
        }
        const marker = markerOf(life, this.#instance === '');
        const text = marker ? encodeMarker(marker) : '';
        if (text !== '' && text !== last) {
          last = text;
          yield text;
        }
        if (life.is === 'gone' || life.is === 'finished') {
          return true;
        }
        if (life.is === 'next') {
          this.#instance = life.instance;
          this.#resume = this.#cursor.resumeInNext();
          this.#well();
          return false;
        }
      }
    } catch (error) {
      if (!patience.signal.aborted) {
        throw error;
      }
    } finally {
      timer.cancel();
    }
    return false; // the same instance still runs: only the connection had ended
  }

  /** The connection broke, or the request failed. True when all is over. */
  async *#afterFailure(error: unknown): AsyncGenerator<string, boolean> {
    const { clock, random, signal } = this.options;
    const problem = problemOf(error);
    if (signal.aborted) {
      return true;
    }
    if (!PASSING.some(code => code === problem.code)) {
      throw error;
    }
    const now = clock.monotonic();
    this.#failingSince ??= now;
    if (now - this.#failingSince >= GIVE_UP_MS) {
      yield ended({ why: 'gave-up', problem });
      return true;
    }
    this.#failures++;
    if (this.#failures === 1) {
      yield encodeMarker({ marker: 'reconnecting', problem });
    }
    await pause(clock, backoffMs(this.#failures, random), signal);
    return false;
  }
}

/**
 * Opens a container's log and gives it as the bytes of a log stream (logRecords.ts): whole lines in each chunk, markers between
 * them, `ended` at the end. Read slowly, it holds the cluster back. With `follow` it goes on with the container's next
 * instance, and reconnects when the connection breaks. Rejects with what the cluster says to the first request.
 */
export async function openLogStream(
  request: LogRequest,
  options: LogFollowerOptions,
): Promise<AsyncGenerator<string | Buffer, void>> {
  const follower = new LogFollower(request, options);
  const first = await follower.open();
  return follower.chunks(first);
}

function ended(how: Omit<Extract<LogMarker, { marker: 'ended' }>, 'marker'>) {
  return encodeMarker({ marker: 'ended', ...how });
}
