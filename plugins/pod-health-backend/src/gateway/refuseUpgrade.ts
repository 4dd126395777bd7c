import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  PodHealthError,
  type ErrorBody,
} from 'backstage-plugin-pod-health-common';
import type { Clock } from '../time/clock';

/** A client that does not take its answer is cut off. */
const LINGER_MS = 1_000;

/**
 * Refuses an upgrade with a whole HTTP answer: load balancers turn a socket that is merely cut into a 502 (facts.md). The
 * body is that of every error; of what is not a PodHealthError it tells nothing.
 */
export function refuseUpgrade(
  socket: Duplex,
  error: unknown,
  clock: Clock,
): void {
  const known =
    error instanceof PodHealthError
      ? error
      : new PodHealthError('internal', 'internal error');
  const { code, name, message, details, status } = known;
  const body: ErrorBody = {
    error: { name, message, code, details },
    response: { statusCode: status },
  };
  const text = JSON.stringify(body);
  const timer = clock.setTimer(LINGER_MS, () => socket.destroy());
  socket.once('close', () => timer.cancel());
  socket.on('error', () => socket.destroy()); // it has gone; nobody is left to tell
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      'Cache-Control: no-store',
      `Content-Length: ${Buffer.byteLength(text)}`,
      '',
      text,
    ].join('\r\n'),
  );
}
