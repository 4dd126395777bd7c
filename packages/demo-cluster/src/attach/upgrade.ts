import type { Duplex } from 'node:stream';
import type { ApiError } from '../api/status';

const PHRASES: Readonly<Record<number, string>> = {
  302: 'Found',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** Refuses an upgrade with a valid HTTP answer. */
export function refuseUpgrade(
  socket: Duplex,
  code: number,
  body = '',
  headers: Record<string, string> = {},
): void {
  const lines = [
    `HTTP/1.1 ${code} ${PHRASES[code] ?? 'Refused'}`,
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(body ? ['Content-Type: application/json'] : []),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Refuses an upgrade with a Status. */
export function refuseWithStatus(socket: Duplex, error: ApiError): void {
  refuseUpgrade(
    socket,
    error.code,
    `${JSON.stringify(error.status)}\n`,
    error.headers,
  );
}
