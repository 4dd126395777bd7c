import type {
  ErrorCode,
  SessionState,
} from 'backstage-plugin-pod-health-common';
import { isTicketGood, type StoredTicket } from '../../guards/isTicketGood';
import type { SessionCounts } from '../../guards/isWithinQuota';
import type { Clock } from '../../time/clock';
import { statesBefore } from '../machine';
import type { SessionRow } from '../types';
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

type Entry = SessionRow & { readonly auditedAt?: number };
type TicketEntry = StoredTicket & { readonly takeOver: boolean };

/** The database store's twin for tests: the same contract suite runs on both. Time is the clock's. */
export class MemorySessionStore implements SessionStore {
  readonly #clock: Clock;
  readonly #rows = new Map<string, Entry>();
  readonly #tickets = new Map<string, TicketEntry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async now(): Promise<number> {
    return this.#clock.now();
  }

  async add(
    { lifeMs, ...session }: NewSession,
    refuse: (counts: SessionCounts) => ErrorCode | undefined,
  ): Promise<Admission> {
    const counts = {
      ofUser: this.#live(row => row.userRef === session.userRef),
      ofReplica: this.#live(row => row.replica === session.replica),
      ofPod: this.#ofPod(session.pod.uid),
    };
    const refused = refuse(counts);
    if (refused) {
      return { refused, counts };
    }
    const now = this.#clock.now();
    const row: Entry = {
      ...session,
      state: 'requested',
      createdAt: now,
      heartbeatAt: now,
      endsAt: now + lifeMs,
    };
    this.#rows.set(row.id, row);
    return { row };
  }

  async find(id: string, userRef?: string): Promise<SessionRow | undefined> {
    const row = this.#rows.get(id);
    return row && (userRef ?? row.userRef) === row.userRef ? row : undefined;
  }

  async list(entityRef: string, limit: number, userRef?: string) {
    return [...this.#rows.values()]
      .filter(row => row.entityRef === entityRef)
      .filter(row => (userRef ?? row.userRef) === row.userRef)
      .sort((a, b) => b.createdAt - a.createdAt)
      .slice(0, limit);
  }

  async countOfPod(podUid: string): Promise<number> {
    return this.#ofPod(podUid);
  }

  async countOfUser(userRef: string): Promise<number> {
    return this.#live(row => row.userRef === userRef);
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
    const row = this.#rows.get(id);
    const from = only.from ?? statesBefore(to);
    if (
      !row ||
      !statesBefore(to).includes(row.state) ||
      !from.includes(row.state) ||
      (only.replica ?? row.replica) !== row.replica
    ) {
      return undefined;
    }
    const now = this.#clock.now();
    return this.#put({
      ...row,
      ...change,
      endReason: row.endReason ?? change.endReason,
      state: to,
      heartbeatAt: now,
      ...(to === 'ended' && { endedAt: now }),
    });
  }

  async setWaiting(id: string, waiting: SessionRow['waiting']): Promise<void> {
    const row = this.#rows.get(id);
    if (row?.state === 'starting') {
      this.#put({ ...row, waiting });
    }
  }

  async beat(id: string, replica: string): Promise<SessionRow | undefined> {
    const row = this.#rows.get(id);
    return row && row.state !== 'ended' && row.replica === replica
      ? this.#put({ ...row, heartbeatAt: this.#clock.now() })
      : undefined;
  }

  async claimSilent(replica: string, silentMs: number) {
    const now = this.#clock.now();
    return [...this.#rows.values()]
      .filter(row => row.state !== 'ended' && row.heartbeatAt <= now - silentMs)
      .map(row =>
        this.#put({
          ...row,
          replica,
          heartbeatAt: now,
          endReason: row.endReason ?? LOST,
          state: 'ending',
          ...(row.state === 'requested' && { note: NEVER_STARTED }),
        }),
      );
  }

  async markAudited(id: string): Promise<boolean> {
    const row = this.#rows.get(id);
    if (row?.state !== 'ended' || row.auditedAt !== undefined) {
      return false;
    }
    this.#put({ ...row, auditedAt: this.#clock.now() });
    return true;
  }

  async unaudited(olderMs: number): Promise<readonly SessionRow[]> {
    const before = this.#clock.now() - olderMs;
    return [...this.#rows.values()].filter(
      ({ endedAt, auditedAt }) =>
        endedAt !== undefined && endedAt <= before && auditedAt === undefined,
    );
  }

  async addTicket({ hash, ...ticket }: NewTicket, lifeMs: number) {
    const expiresAt = this.#clock.now() + lifeMs;
    this.#tickets.set(hash, { ...ticket, expiresAt });
    return expiresAt;
  }

  async useTicket(
    hash: string,
    sessionId: string,
  ): Promise<UsedTicket | undefined> {
    const ticket = this.#tickets.get(hash);
    const session = this.#rows.get(sessionId);
    const now = this.#clock.now();
    if (!ticket || !session || !isTicketGood(ticket, session, now)) {
      return undefined;
    }
    this.#tickets.set(hash, { ...ticket, usedAt: now });
    return { takeOver: ticket.takeOver };
  }

  async forgetTickets(olderMs: number): Promise<void> {
    const before = this.#clock.now() - olderMs;
    for (const [hash, { expiresAt }] of this.#tickets) {
      if (expiresAt < before) {
        this.#tickets.delete(hash);
      }
    }
  }

  #live(isOne: (row: SessionRow) => boolean): number {
    return [...this.#rows.values()].filter(
      row => row.state !== 'ended' && isOne(row),
    ).length;
  }

  #ofPod(podUid: string): number {
    return [...this.#rows.values()].filter(
      row => row.pod.uid === podUid && row.note !== NEVER_STARTED,
    ).length;
  }

  #put(row: Entry): Entry {
    this.#rows.set(row.id, row);
    return row;
  }
}
