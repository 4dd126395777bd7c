import type { Response } from 'express';
import { once } from 'node:events';
import type { Clock } from '../time/clock';

/** Load balancers close what is silent for a minute. */
const HEARTBEAT_MS = 15_000;

/** How to send a stream. */
export interface SendStreamOptions {
  readonly contentType: string;
  readonly clock: Clock;
  /** What to write when nothing else was written for 15 s; a whole record. */
  readonly heartbeat: () => string;
  /** Aborted when the reader has gone. */
  readonly gone: AbortSignal;
}

/**
 * Sends chunks as they come, each a whole number of records, so that a heartbeat can stand between any two. Reads no further
 * while the reader is slow. Resolves when all is sent or the reader has gone.
 */
export async function sendStream(
  response: Response,
  chunks: AsyncGenerator<string | Buffer, void>,
  options: SendStreamOptions,
): Promise<void> {
  const { clock, heartbeat, gone } = options;
  response.status(200).set({
    'Content-Type': options.contentType,
    // Without no-transform Backstage's compression holds the first line back for over a second (facts.md).
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
    'X-Content-Type-Options': 'nosniff',
  });
  response.flushHeaders();
  let timer = clock.setTimer(HEARTBEAT_MS, beat);
  function beat() {
    if (response.writableLength === 0 && !gone.aborted) {
      response.write(heartbeat());
    }
    timer = clock.setTimer(HEARTBEAT_MS, beat);
  }
  try {
    for await (const chunk of chunks) {
      if (gone.aborted) {
        break;
      }
      timer.cancel();
      timer = clock.setTimer(HEARTBEAT_MS, beat);
      if (chunk.length > 0 && !response.write(chunk)) {
        await once(response, 'drain', { signal: gone }).catch(() => {}); // the reader has gone: seen above
      }
    }
  } finally {
    timer.cancel();
    response.end();
  }
}
