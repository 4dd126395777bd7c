import {
  LIMITS,
  PodHealthError,
  type Preflight,
  type Session,
  type SessionState,
  type Ticket,
} from 'backstage-plugin-pod-health-common';
import type { UserCredentials } from '../entity/types';
import { within } from '../time/clock';
import { createSession, type CreateRequest } from './createSession';
import type { SessionDeps } from './deps';
import { finishSession } from './finishSession';
import { HeldSession, type EndDetails } from './HeldSession';
import { acceptsTickets } from './machine';
import { preflight } from './preflight';
import { Reaper } from './Reaper';
import { rfc3339, sessionView } from './sessionView';
import { hashTicket, newTicketSecret } from './ticketSecret';
import type {
  DebugRequest,
  SessionRow,
  SessionService,
  SessionTerminal,
} from './types';
import { waitForChange } from './waitForChange';

const LISTED = 100;
/** Shells get this long at shutdown; the backend is killed soon after. */
const SHUTDOWN_MS = 8_000;

/** All debug sessions, as this replica sees them. */
export class PodSessions implements SessionService {
  readonly #deps: SessionDeps;
  readonly #held = new Map<string, HeldSession>();
  readonly #reaper: Reaper;
  #isStopping = false;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#reaper = new Reaper(deps);
  }

  /** Sessions that this replica holds. */
  get size(): number {
    return this.#held.size;
  }

  /** Begins to look for sessions that other replicas have lost. */
  start(): void {
    this.#reaper.start();
  }

  preflight(
    credentials: UserCredentials,
    request: DebugRequest,
  ): Promise<Preflight> {
    return preflight(this.#deps, credentials, request);
  }

  async create(
    credentials: UserCredentials,
    request: CreateRequest,
  ): Promise<Session> {
    this.#refuseStopping();
    const row = await createSession(this.#deps, credentials, request);
    const held = this.#hold(row, this.#deps.config.maxDurationMs, credentials);
    held.start();
    if (this.#isStopping) {
      await held.end('server-restart');
    }
    return this.#view(row);
  }

  async get(
    credentials: UserCredentials,
    id: string,
    wait?: SessionState,
    signal?: AbortSignal,
  ): Promise<Session> {
    const { userRef } = await this.#visible(credentials, id);
    const row = await waitForChange(this.#deps, { id, userRef, wait, signal });
    if (!row) {
      throw notFound(id);
    }
    return this.#view(row);
  }

  async list(
    credentials: UserCredentials,
    entityRef: string,
  ): Promise<readonly Session[]> {
    const { store, entities } = this.#deps;
    const isAdmin = await entities.isAllowed(credentials, entityRef, 'admin');
    const { userEntityRef } = credentials.principal;
    const owner = isAdmin ? undefined : userEntityRef;
    const rows = await store.list(entityRef, LISTED, owner);
    const now = await store.now();
    return rows.map(row => sessionView(row, now));
  }

  async ticket(
    credentials: UserCredentials,
    id: string,
    { takeOver = false }: { readonly takeOver?: boolean } = {},
  ): Promise<Ticket> {
    const { store, entities, randomBytes } = this.#deps;
    const { userEntityRef } = credentials.principal;
    const row = await store.find(id, userEntityRef);
    if (!row) {
      throw notFound(id);
    }
    refuseUnready(row);
    if (row.state === 'attached' && !takeOver) {
      throw new PodHealthError('session-taken', 'another page is attached');
    }
    await entities.open(credentials, row.entityRef, 'debug');
    this.#held.get(id)?.renew(credentials);
    const secret = newTicketSecret(randomBytes);
    const expiresAt = await store.addTicket(
      {
        hash: hashTicket(secret),
        sessionId: id,
        userRef: userEntityRef,
        takeOver,
      },
      LIMITS.ticketSeconds * 1_000,
    );
    return { ticket: secret, expiresAt: rfc3339(expiresAt) };
  }

  async end(credentials: UserCredentials, id: string): Promise<Session> {
    const { row, userRef } = await this.#visible(credentials, id);
    const details: EndDetails =
      userRef === undefined ? { note: 'ended-by-admin' } : {};
    const held = this.#held.get(id);
    const ended = held
      ? await held.end('user-closed', details)
      : await this.#endElsewhere(row, 'user-closed', details);
    return this.#view(ended ?? (await this.#deps.store.find(id)) ?? row);
  }

  async redeem(sessionId: string, ticket: string): Promise<SessionTerminal> {
    const { store, replica } = this.#deps;
    this.#refuseStopping();
    const used = await store.useTicket(hashTicket(ticket), sessionId);
    const row = used && (await store.find(sessionId));
    if (!used || !row) {
      throw new PodHealthError('ticket-invalid', 'no such ticket, or used');
    }
    refuseUnready(row);
    const held = this.#held.get(sessionId);
    if (held && row.replica === replica) {
      return held.lend(used.takeOver);
    }
    return row.state === 'ready'
      ? this.#adopt(row)
      : this.#takeFromElsewhere(row, used.takeOver);
  }

  async shutdown(): Promise<void> {
    this.#isStopping = true;
    const { clock } = this.#deps;
    const all = [...this.#held.values()].map(async held => {
      await held.end('server-restart');
      await held.finished();
    });
    await within(clock, SHUTDOWN_MS, Promise.all(all));
    await this.#reaper.stop();
  }

  #hold(
    row: SessionRow,
    remainingMs: number,
    credentials?: UserCredentials,
  ): HeldSession {
    const held: HeldSession = new HeldSession({
      deps: this.#deps,
      row,
      remainingMs,
      credentials,
      onReleased: () => {
        if (this.#held.get(row.id) === held) {
          this.#held.delete(row.id);
        }
      },
    });
    this.#held.set(row.id, held);
    return held;
  }

  /** Another replica made it, and no page is attached there: it goes on here. The page must send its token. */
  async #adopt(row: SessionRow): Promise<SessionTerminal> {
    const now = await this.#deps.store.now();
    const held = this.#hold(row, row.endsAt - now);
    try {
      const terminal = await held.lend(false);
      held.start();
      return terminal;
    } catch (error) {
      held.drop();
      throw error;
    }
  }

  /** A page is attached in another replica: bytes are not passed between replicas, so taking over ends that session. */
  async #takeFromElsewhere(row: SessionRow, takeOver: boolean): Promise<never> {
    if (!takeOver) {
      throw new PodHealthError('session-taken', 'another replica has it');
    }
    await this.#endElsewhere(row, 'taken-over');
    throw new PodHealthError('session-ended', 'it was in another replica');
  }

  /** Ends a session that another replica holds, or none; its replica notices by its next sign of life. */
  async #endElsewhere(
    { id }: SessionRow,
    endReason: 'user-closed' | 'taken-over',
    details: EndDetails = {},
  ): Promise<SessionRow | undefined> {
    const { store, replica, logger, changes } = this.#deps;
    const change = { ...details, endReason, replica };
    const row = await store.move(id, 'ending', change);
    changes.tell(id);
    if (row) {
      finishSession(this.#deps, row).catch(error =>
        logger.error(`Session ${id} could not be ended: ${String(error)}`),
      );
    }
    return row;
  }

  /**
   * A session that the caller may see: their own, or one of an entity they administer. `userRef` is whom the query is
   * narrowed to. "Not yours" answers as "does not exist".
   */
  async #visible(
    credentials: UserCredentials,
    id: string,
  ): Promise<{ readonly row: SessionRow; readonly userRef?: string }> {
    const { store, entities } = this.#deps;
    const { userEntityRef: userRef } = credentials.principal;
    const own = await store.find(id, userRef);
    if (own) {
      return { row: own, userRef };
    }
    const row = await store.find(id);
    if (
      !row ||
      !(await entities.isAllowed(credentials, row.entityRef, 'admin'))
    ) {
      throw notFound(id);
    }
    return { row };
  }

  async #view(row: SessionRow): Promise<Session> {
    return sessionView(row, await this.#deps.store.now());
  }

  #refuseStopping(): void {
    if (this.#isStopping) {
      throw new PodHealthError('shutting-down', 'this replica is stopping');
    }
  }
}

function refuseUnready({ state }: SessionRow): void {
  if (!acceptsTickets(state)) {
    const code =
      state === 'ending' || state === 'ended'
        ? 'session-ended'
        : 'session-not-ready';
    throw new PodHealthError(code, `the session is ${state}`);
  }
}

function notFound(id: string): PodHealthError {
  return new PodHealthError('session-not-found', `no session ${id}`);
}
