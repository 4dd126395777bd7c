import type { Knex } from 'knex';

/**
 * Narrows an UPDATE of tickets to one that is good: the database's twin of guards/isTicketGood. Being part of the statement
 * that uses the ticket, it holds for any number of replicas at once (security.md T3).
 */
export function onlyGoodTicket<T extends Knex.QueryBuilder>(
  tickets: T,
  sessionId: string,
  now: Knex.Raw,
): T {
  tickets
    .whereNull('used_at')
    .where('expires_at', '>', now)
    .where('session_id', sessionId)
    .whereRaw(
      'user_ref = (select user_ref from sessions where sessions.id = tickets.session_id)',
    );
  return tickets;
}
