import {
  PodHealthError,
  type ErrorCode,
  type SessionState,
} from 'backstage-plugin-pod-health-common';
import type { Knex } from 'knex';
import type { SessionCounts } from '../../guards/isWithinQuota';
import { statesBefore } from '../machine';
import type { SessionRow } from '../types';
import { changeOf, recordOf, rowOf, type SessionRecord } from './sessionRecord';
import {
  LOST,
  NEVER_STARTED,
  type Admission,
  type NewSession,
  type NewTicket,
  type RowChange,
  type SessionStore,
  type UsedTicket,
} from './SessionStore';
import { onlyGoodTicket } from './onlyGoodTicket';

/** Any number that no other user of this database locks by; adding sessions takes turns under it. */
const ADD_LOCK = 7_304_113;

/** Sessions in SQLite or Postgres, by the database's clock: replicas' clocks differ. */
export class DatabaseSessionStore implements SessionStore {
  readonly #knex: Knex;
  /** Milliseconds since the epoch, as the database counts them. Advances within a transaction. */
  readonly #now: Knex.Raw;
  readonly #isPostgres: boolean;

  /** `knex`: of a database in which the migrations have run. */
  constructor(knex: Knex) {
    this.#knex = knex;
    this.#isPostgres = knex.client.config.client === 'pg';
    this.#now = knex.raw(
      this.#isPostgres
        ? '(extract(epoch from clock_timestamp()) * 1000)::bigint'
        : "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
    );
  }

  now(): Promise<number> {
    return this.#ask(async () => {
      const [row] = await this.#knex.select({ now: this.#now });
      return Number(row.now);
    });
  }

  add(
    session: NewSession,
    refuse: (counts: SessionCounts) => ErrorCode | undefined,
  ): Promise<Admission> {
    return this.#ask(() =>
      this.#knex.transaction(async trx => {
        if (this.#isPostgres) {
          await trx.raw('select pg_advisory_xact_lock(?)', [ADD_LOCK]);
        }
        const { userRef: user_ref, replica, pod } = session;
        const counts = {
          ofUser: await countOf(live(trx, { user_ref })),
          ofReplica: await countOf(live(trx, { replica })),
          ofPod: await countOf(started(trx, pod.uid)),
        };
        const refused = refuse(counts);
        if (refused) {
          return { refused, counts };
        }
        const [record] = await trx<SessionRecord>('sessions')
          .insert({
            ...recordOf(session),
            state: 'requested',
            created_at: this.#at(0),
            heartbeat_at: this.#at(0),
            ends_at: this.#at(session.lifeMs),
          })
          .returning('*');
        return { row: rowOf(record) };
      }),
    );
  }

  find(id: string, userRef?: string): Promise<SessionRow | undefined> {
    return this.#ask(async () => {
      const record = await this.#sessions()
        .where({ id, ...(userRef !== undefined && { user_ref: userRef }) })
        .first();
      return record && rowOf(record);
    });
  }

  list(entityRef: string, limit: number, userRef?: string) {
    return this.#rows(
      this.#sessions()
        .where({
          entity_ref: entityRef,
          ...(userRef !== undefined && { user_ref: userRef }),
        })
        .orderBy('created_at', 'desc')
        .limit(limit),
    );
  }

  countOfPod(podUid: string): Promise<number> {
    return this.#ask(() => countOf(started(this.#knex, podUid)));
  }

  countOfUser(userRef: string): Promise<number> {
    return this.#ask(() => countOf(live(this.#knex, { user_ref: userRef })));
  }

  async move(
    id: string,
    to: SessionState,
    change: RowChange = {},
    only: {
      readonly replica?: string;
      readonly from?: readonly SessionState[];
    } = {},
  ): Promise<SessionRow | undefined> {
    const { replica, from = statesBefore(to) } = only;
    const [row] = await this.#rows(
      this.#sessions()
        .where({ id, ...(replica !== undefined && { replica }) })
        .whereIn('state', statesBefore(to))
        .whereIn('state', from)
        .update({
          ...changeOf(change),
          ...(change.endReason && { end_reason: this.#keep(change.endReason) }),
          ...(to === 'ended' && { ended_at: this.#at(0) }),
          state: to,
          heartbeat_at: this.#at(0),
        })
        .returning('*'),
    );
    return row;
  }

  async setWaiting(id: string, waiting: SessionRow['waiting']): Promise<void> {
    await this.#ask(() =>
      this.#sessions()
        .where({ id, state: 'starting' })
        .update({ waiting: waiting ? JSON.stringify(waiting) : null }),
    );
  }

  async beat(id: string, replica: string): Promise<SessionRow | undefined> {
    const [row] = await this.#rows(
      this.#sessions()
        .where({ id, replica })
        .whereNot('state', 'ended')
        .update({ heartbeat_at: this.#at(0) })
        .returning('*'),
    );
    return row;
  }

  claimSilent(replica: string, silentMs: number) {
    return this.#rows(
      this.#sessions()
        .whereNot('state', 'ended')
        .where('heartbeat_at', '<=', this.#at(-silentMs))
        .update({
          replica,
          heartbeat_at: this.#at(0),
          end_reason: this.#keep(LOST),
          note: this.#knex.raw(
            "case when state = 'requested' then ? else note end",
            [NEVER_STARTED],
          ),
          state: 'ending',
        })
        .returning('*'),
    );
  }

  async markAudited(id: string): Promise<boolean> {
    const changed = await this.#ask(() =>
      this.#sessions()
        .where({ id, state: 'ended' })
        .whereNull('audited_at')
        .update({ audited_at: this.#at(0) }),
    );
    return changed === 1;
  }

  unaudited(olderMs: number): Promise<readonly SessionRow[]> {
    return this.#rows(
      this.#sessions()
        .whereNull('audited_at')
        .where('ended_at', '<=', this.#at(-olderMs))
        .select('*'),
    );
  }

  addTicket(ticket: NewTicket, lifeMs: number): Promise<number> {
    return this.#ask(async () => {
      const [{ expires_at: expiresAt }] = await this.#knex('tickets')
        .insert({
          hash: ticket.hash,
          session_id: ticket.sessionId,
          user_ref: ticket.userRef,
          take_over: ticket.takeOver,
          expires_at: this.#at(lifeMs),
        })
        .returning('expires_at');
      return Number(expiresAt);
    });
  }

  useTicket(hash: string, sessionId: string): Promise<UsedTicket | undefined> {
    return this.#ask(async () => {
      const tickets = this.#knex('tickets').where({ hash });
      const [used] = await onlyGoodTicket(tickets, sessionId, this.#now)
        .update({ used_at: this.#at(0) })
        .returning('take_over');
      // SQLite has no booleans and gives 0 or 1.
      return used && { takeOver: Boolean(used.take_over) };
    });
  }

  async forgetTickets(olderMs: number): Promise<void> {
    await this.#ask(() =>
      this.#knex('tickets')
        .where('expires_at', '<', this.#at(-olderMs))
        .delete(),
    );
  }

  #sessions() {
    return this.#knex<SessionRecord>('sessions');
  }

  /** The database's time, `ms` later. */
  #at(ms: number): Knex.Raw {
    return this.#knex.raw('? + ?', [this.#now, Math.round(ms)]);
  }

  /** The reason an end already has, or this one: the first stays. */
  #keep(reason: string): Knex.Raw {
    return this.#knex.raw('coalesce(end_reason, ?)', [reason]);
  }

  #rows(query: PromiseLike<SessionRecord[]>): Promise<readonly SessionRow[]> {
    return this.#ask(async () => (await query).map(rowOf));
  }

  async #ask<T>(act: () => Promise<T> | PromiseLike<T>): Promise<T> {
    try {
      return await act();
    } catch (cause) {
      throw new PodHealthError(
        'store-unavailable',
        'the session store cannot be asked',
        {},
        { cause },
      );
    }
  }
}

function live(knex: Knex, where: Partial<SessionRecord>) {
  return knex('sessions').where(where).whereNot('state', 'ended');
}

function started(knex: Knex, podUid: string) {
  return knex('sessions')
    .where({ pod_uid: podUid })
    .whereRaw('coalesce(note, ?) <> ?', ['', NEVER_STARTED]);
}

async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [{ count }] = await query.count({ count: '*' });
  return Number(count);
}
