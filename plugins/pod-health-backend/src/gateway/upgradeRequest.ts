import type { IncomingMessage } from 'node:http';
import {
  PodHealthError,
  TERMINAL_PROTOCOL,
  TICKET_PREFIX,
} from 'backstage-plugin-pod-health-common';
import { isOriginAllowed } from '../guards/isOriginAllowed';

/** Path of a terminal under any base path, as openapi.yaml has it. */
const TERMINAL_PATH = /^(?:\/[^?#]*)?\/sessions\/([0-9a-f]{32})\/terminal$/;
/** 32 bytes in base64url. */
const TICKET = /^[A-Za-z0-9_-]{43}$/;

/** What a good upgrade request asks for. */
export interface TerminalRequest {
  readonly sessionId: string;
  readonly ticket: string;
}

/** The session whose terminal a URL names; `undefined`: not a terminal's URL. */
export function terminalSessionOf(url: string | undefined): string | undefined {
  const path = url?.split('?', 1)[0];
  return path === undefined ? undefined : TERMINAL_PATH.exec(path)?.[1];
}

/** Whether a request asks for a WebSocket. */
export function isWebSocketUpgrade(request: IncomingMessage): boolean {
  return (
    request.method === 'GET' &&
    request.headers.upgrade?.toLowerCase() === 'websocket'
  );
}

/**
 * Reads an upgrade request. Cookies and every other header that a browser adds by itself mean nothing here: the origin has to
 * be the portal's, and the ticket has to be offered as a subprotocol. Throws `origin-not-allowed` first, so that another
 * page's attempt leaves the ticket unused (security.md T1 to T3).
 */
export function readTerminalRequest(
  request: IncomingMessage,
  allowedOrigins: readonly string[],
): TerminalRequest {
  const { origin } = request.headers;
  if (!isOriginAllowed(origin, allowedOrigins)) {
    throw new PodHealthError(
      'origin-not-allowed',
      'a page of another origin asked for a terminal',
    );
  }
  const sessionId = terminalSessionOf(request.url);
  if (sessionId === undefined || !isWebSocketUpgrade(request)) {
    throw new PodHealthError('invalid-request', 'not a terminal upgrade');
  }
  return { sessionId, ticket: ticketOf(request) };
}

/** The one ticket among the offered subprotocols. Throws `ticket-invalid`. */
function ticketOf({ headers }: IncomingMessage): string {
  const offered = (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map(protocol => protocol.trim());
  const tickets = offered
    .filter(protocol => protocol.startsWith(TICKET_PREFIX))
    .map(protocol => protocol.slice(TICKET_PREFIX.length));
  const [ticket] = tickets;
  if (
    tickets.length !== 1 ||
    !offered.includes(TERMINAL_PROTOCOL) ||
    !TICKET.test(ticket)
  ) {
    throw new PodHealthError('ticket-invalid', 'no ticket was offered');
  }
  return ticket;
}
