import { createHash } from 'node:crypto';

/** 256 bits: not to be guessed within a ticket's life, or ever. */
const TICKET_BYTES = 32;
const SESSION_ID_BYTES = 16;

/** Gives that many bytes nobody can foresee. */
export type RandomBytes = (count: number) => Buffer;

/** A new ticket's secret, in the letters a WebSocket subprotocol may have. It is shown once and never kept. */
export function newTicketSecret(randomBytes: RandomBytes): string {
  return randomBytes(TICKET_BYTES).toString('base64url');
}

/** What is kept of a ticket: SHA-256 in hex. The secret has 256 random bits, so no salt or slow hash is needed. */
export function hashTicket(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A new session's id: 128 random bits in hex, as openapi.yaml has it. */
export function newSessionId(randomBytes: RandomBytes): string {
  return randomBytes(SESSION_ID_BYTES).toString('hex');
}
