/** A stored ticket. Times are milliseconds of the store's clock. */
export interface StoredTicket {
  readonly sessionId: string;
  readonly userRef: string;
  readonly expiresAt: number;
  readonly usedAt?: number;
}

/**
 * Whether a ticket opens a session: unused, not expired, issued for this session and to the user whose session it is
 * (security.md T3). The database's twin of this is the condition of one UPDATE.
 */
export function isTicketGood(
  ticket: StoredTicket | undefined,
  session: { readonly id: string; readonly userRef: string },
  now: number,
): ticket is StoredTicket {
  return (
    ticket !== undefined &&
    ticket.usedAt === undefined &&
    now < ticket.expiresAt &&
    ticket.sessionId === session.id &&
    ticket.userRef === session.userRef
  );
}
