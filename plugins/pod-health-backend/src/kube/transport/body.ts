import type { Readable } from 'node:stream';
import type { Clock } from '../../time/clock';
import { requestError } from '../errors';
import type { RequestScope } from '../requestScope';
import { IdleDeadline } from './deadline';

/** Nothing of an answer for this long means that it has stalled. */
export const BODY_IDLE_MS = 15_000;

/**
 * Reads an answer whole. Throws `cluster-error` past `limit` bytes and `cluster-timeout` when it stalls; other failures
 * of the stream come as they are.
 */
export async function readText(
  body: Readable,
  options: {
    readonly scope: RequestScope;
    readonly clock: Clock;
    readonly limit: number;
  },
): Promise<string> {
  const { scope, clock, limit } = options;
  const chunks: Buffer[] = [];
  let size = 0;
  const idle = new IdleDeadline(clock, BODY_IDLE_MS, () =>
    body.destroy(
      requestError('cluster-timeout', scope, 'the answer stalled', {
        reason: 'stalled',
      }),
    ),
  );
  try {
    for await (const chunk of body) {
      idle.heard();
      size += chunk.length;
      if (size > limit) {
        throw requestError(
          'cluster-error',
          scope,
          `the answer is longer than ${limit} bytes`,
        );
      }
      chunks.push(chunk);
    }
  } finally {
    idle.cancel();
  }
  return Buffer.concat(chunks, size).toString('utf8');
}
