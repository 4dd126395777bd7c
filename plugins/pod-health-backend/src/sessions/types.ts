import type {
  EndReason,
  PodRef,
  Preflight,
  Problem,
  Session,
  SessionState,
  TerminalNotice,
  Ticket,
} from 'backstage-plugin-pod-health-common';
import type { UserCredentials } from '../entity/types';
import type { AttachConnection } from '../kube/types';

/** What a person asks for. The image, command and security context are never theirs to choose. */
export interface DebugRequest {
  readonly entityRef: string;
  readonly pod: PodRef;
  readonly target?: string;
}

/** A session as stored. Times are milliseconds since the epoch by the database's clock. */
export interface SessionRow {
  readonly id: string;
  readonly userRef: string;
  readonly entityRef: string;
  readonly pod: PodRef;
  readonly container: string;
  readonly target?: string;
  readonly reason: string;
  readonly image: string;
  readonly state: SessionState;
  readonly endReason?: EndReason;
  /** What the reaper or the monitor noted, such as `never-started`. */
  readonly note?: string;
  readonly exitCode?: number;
  /** Why the container does not run yet, in the cluster's words. */
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  /** Why it could not be started. */
  readonly problem?: Problem;
  readonly createdAt: number;
  readonly endsAt: number;
  readonly endedAt?: number;
  /** Replica that holds it, and its last sign of life. */
  readonly replica: string;
  readonly heartbeatAt: number;
}

/** What a terminal hears besides its bytes. */
export interface TerminalListener {
  /** Something to say above the screen. */
  onNotice(notice: TerminalNotice): void;
  /** A deadline has moved; {@link SessionTerminal.deadlines} has the new ones. */
  onDeadlines(): void;
}

/** A terminal somebody holds a good ticket for, attached and bounded; the gateway moves its bytes. */
export interface SessionTerminal {
  readonly session: SessionRow;
  readonly attach: AttachConnection;
  /** Aborted with the end reason when the session must end, whoever decided it. */
  readonly ended: AbortSignal;
  /** Why, once {@link ended} is aborted. */
  endReason(): EndReason | undefined;
  /** Exit code of the shell, where the cluster has told it. */
  exitCode(): number | undefined;
  /** The last output before this terminal took the session over, 64 KiB at most: what its screen should show first. */
  readonly replay: Uint8Array;
  /** One listener; a later one replaces it. */
  listen(listener: TerminalListener): void;
  /** Tells the monitor that a person typed: the only thing that counts against idleness. */
  onInput(bytes: number): void;
  /** Output that went by: counted for the audit, its end kept for {@link replay}. */
  onOutput(chunk: Uint8Array): void;
  /** A fresh token of the same user moves the credential's deadline; another user's ends the session. Never rejects. */
  onToken(token: string): Promise<void>;
  /** The socket has gone: starts the grace in which the page may come back. */
  onDetached(): void;
  /** Times for the status frame. RFC 3339. */
  deadlines(): {
    readonly now: string;
    readonly endsAt: string;
    readonly idleEndsAt: string;
  };
}

/** All that can be done with debug sessions. Every method checks who asks; each refusal is a PodHealthError. */
export interface SessionService {
  /** Whether a session would work, row by row. Creates nothing. */
  preflight(
    credentials: UserCredentials,
    request: DebugRequest,
  ): Promise<Preflight>;
  /** Row and audit first, then the patch. Answers before the container runs. */
  create(
    credentials: UserCredentials,
    request: DebugRequest & { readonly reason: string },
  ): Promise<Session>;
  /** One session of the user's own, or of an entity they administer. With `wait`, holds until the state differs, 20 s at most. */
  get(
    credentials: UserCredentials,
    id: string,
    wait?: SessionState,
    signal?: AbortSignal,
  ): Promise<Session>;
  /** Sessions on an entity that the user may see, newest first, 100 at most. */
  list(
    credentials: UserCredentials,
    entityRef: string,
  ): Promise<readonly Session[]>;
  /** A ticket for the owner only. `session-taken` while a page is attached, unless it is to be taken over. */
  ticket(
    credentials: UserCredentials,
    id: string,
    options?: { readonly takeOver?: boolean },
  ): Promise<Ticket>;
  end(credentials: UserCredentials, id: string): Promise<Session>;
  /** Consumes a ticket and attaches. Only the gateway calls it. Throws `ticket-invalid`, `session-not-ready`, `pod-replaced` … */
  redeem(sessionId: string, ticket: string): Promise<SessionTerminal>;
  /** Ends every session this replica holds with `server-restart`, within 8 s. */
  shutdown(): Promise<void>;
}
