import type {
  EndReason,
  ErrorCode,
  SessionState,
} from 'backstage-plugin-pod-health-common';
import type { SessionCounts } from '../../guards/isWithinQuota';
import type { SessionRow } from '../types';

/** A session to be. The store's clock gives its times. */
export type NewSession = Omit<
  SessionRow,
  | 'state'
  | 'createdAt'
  | 'endsAt'
  | 'endedAt'
  | 'heartbeatAt'
  | 'endReason'
  | 'exitCode'
  | 'note'
  | 'waiting'
  | 'problem'
> & {
  /** How long it may live, from now, in milliseconds. */
  readonly lifeMs: number;
};

/** What may be written with a move. */
export type RowChange = Partial<
  Pick<
    SessionRow,
    'endReason' | 'exitCode' | 'note' | 'problem' | 'replica' | 'waiting'
  >
>;

/** A limit that a new session would break, or the row. */
export type Admission =
  | { readonly row: SessionRow }
  | { readonly refused: ErrorCode; readonly counts: SessionCounts };

/** A ticket to be kept. Only its hash is ever stored. */
export interface NewTicket {
  readonly hash: string;
  readonly sessionId: string;
  readonly userRef: string;
  readonly takeOver: boolean;
}

/** What a used ticket allowed. */
export interface UsedTicket {
  readonly takeOver: boolean;
}

/**
 * Where sessions and tickets are. Every move is one guarded statement by the store's own clock, so any number of replicas can
 * try the same move and exactly one succeeds. Every method rejects with `store-unavailable` when the store cannot be asked.
 */
export interface SessionStore {
  /** The store's clock: milliseconds since the epoch. */
  now(): Promise<number>;
  /**
   * Adds a session in `requested` unless `refuse` names a limit. Counting and adding are one transaction: two at once are
   * never both let in by the same count.
   */
  add(
    session: NewSession,
    refuse: (counts: SessionCounts) => ErrorCode | undefined,
  ): Promise<Admission>;
  /** One session; with `userRef`, only that user's. The owner is part of the query. */
  find(id: string, userRef?: string): Promise<SessionRow | undefined>;
  /** Sessions of an entity, newest first, `limit` at most; with `userRef`, only that user's. */
  list(
    entityRef: string,
    limit: number,
    userRef?: string,
  ): Promise<readonly SessionRow[]>;
  /** How many sessions this pod ever had. */
  countOfPod(podUid: string): Promise<number>;
  /** How many sessions of a user have not ended. */
  countOfUser(userRef: string): Promise<number>;
  /** Moves a session by the rules of machine.ts; `undefined`: it was in none of the states before, or is another replica's. */
  move(
    id: string,
    to: SessionState,
    change?: RowChange,
    only?: {
      readonly replica?: string;
      readonly from?: readonly SessionState[];
    },
  ): Promise<SessionRow | undefined>;
  /** Writes why a container waits, while the session is `starting`. */
  setWaiting(id: string, waiting: SessionRow['waiting']): Promise<void>;
  /** A sign of life. `undefined`: the session has ended, or is another replica's. */
  beat(id: string, replica: string): Promise<SessionRow | undefined>;
  /**
   * Takes over every session that has not ended and whose replica has given no sign of life for `silentMs`: they are now
   * `ending` with `lost` (or the reason they had), and this replica's. Of several callers one gets each row.
   */
  claimSilent(
    replica: string,
    silentMs: number,
  ): Promise<readonly SessionRow[]>;
  /** Marks the end as written to the audit log. True for exactly one caller. */
  markAudited(id: string): Promise<boolean>;
  /** Ended sessions whose end nobody has written to the audit log for `olderMs`. */
  unaudited(olderMs: number): Promise<readonly SessionRow[]>;
  /** Keeps a ticket for `lifeMs`; answers when it expires. */
  addTicket(ticket: NewTicket, lifeMs: number): Promise<number>;
  /** Uses a ticket: of any number of callers at once, one gets an answer. */
  useTicket(hash: string, sessionId: string): Promise<UsedTicket | undefined>;
  /** Forgets tickets that expired more than `olderMs` ago. */
  forgetTickets(olderMs: number): Promise<void>;
}

/** Reason that a silent session gets. */
export const LOST: EndReason = 'lost';
/** Note on a session whose container was never asked for. */
export const NEVER_STARTED = 'never-started';
