import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  Abilities,
  HealthEvent,
  HealthReport,
  Lang,
  LogRecord,
  OverviewEvent,
  PodRef,
  Preflight,
  PreflightRequest,
  Rows,
  Session,
  SessionRequest,
  SessionState,
} from 'backstage-plugin-pod-health-common';

/** An entity as the wire names it. */
export interface EntityName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Which log to read. */
export interface LogQuery {
  readonly pod: PodRef;
  readonly container: string;
  /** The instance before the last restart. */
  readonly previous?: boolean;
  readonly follow?: boolean;
  /** Lines from the end, 0 to 100,000. */
  readonly tailLines?: number;
  /** RFC 3339; the cluster looks at whole seconds only. */
  readonly sinceTime?: string;
}

/** Which entities an overview is about; absent: any. */
export interface OverviewFilter {
  readonly kind?: string;
  /** Reference of a group or user; `me`: all that the user owns by. */
  readonly owner?: string;
  /** Of the catalog. */
  readonly namespace?: string;
  /** Reference of a system. */
  readonly system?: string;
  /** Part of the name or the title; 100 characters at most. */
  readonly q?: string;
}

/** A socket with what the terminal needs of the browser's `WebSocket`. */
export type TerminalSocket = Pick<
  WebSocket,
  | 'send'
  | 'close'
  | 'readyState'
  | 'binaryType'
  | 'addEventListener'
  | 'removeEventListener'
>;

/**
 * The backend as the page sees it. Every method rejects with a `PodHealthError` whose code has a sentence in errors/problem.ts,
 * or with the signal's reason when it was aborted.
 *
 * @public
 */
export interface PodHealthApi {
  /** The health of an entity's pods, once. */
  getHealth(
    entity: EntityName,
    options: { lang: Lang; signal?: AbortSignal },
  ): Promise<HealthReport>;
  /**
   * The same, then each change, over one connection. `after`, as `<stream>.<seq>` of the last event, asks for what was missed only. Ends or
   * throws when the connection does; healthFeed.ts opens the next.
   */
  streamHealth(
    entity: EntityName,
    options: {
      lang: Lang;
      signal: AbortSignal;
      after?: string;
      rows?: Rows;
    },
  ): AsyncIterable<HealthEvent>;
  /** The health of all entities that the user may see, then each change. Ends or throws when the connection does. */
  streamOverview(
    filter: OverviewFilter,
    options: { lang: Lang; signal: AbortSignal },
  ): AsyncIterable<OverviewEvent>;
  /** Records of one container's log, in the batches in which they came. */
  streamLogs(
    entity: EntityName,
    query: LogQuery,
    signal: AbortSignal,
  ): AsyncIterable<readonly LogRecord[]>;
  /** What the user may do with this entity's pods, and why not. */
  getAbilities(entity: EntityName, signal?: AbortSignal): Promise<Abilities>;
  /** Whether a debug session would work. Creates nothing. */
  preflight(
    entity: EntityName,
    request: PreflightRequest,
    signal?: AbortSignal,
  ): Promise<Preflight>;
  /** Starts a debug session. The answer comes before the container runs. */
  createSession(entity: EntityName, request: SessionRequest): Promise<Session>;
  /** Sessions on the entity that the user may see, newest first. */
  listSessions(
    entity: EntityName,
    signal?: AbortSignal,
  ): Promise<readonly Session[]>;
  /** One session; with `wait`, held until the state differs, 20 s at most. */
  getSession(
    id: string,
    options?: { wait?: SessionState; signal?: AbortSignal },
  ): Promise<Session>;
  /** Ends a session. */
  endSession(id: string): Promise<Session>;
  /**
   * Gets a one-time ticket and opens the terminal's socket with it. The socket may still be connecting. Refused as `session-taken`
   * when another page has the terminal, unless `takeOver` is set.
   */
  openTerminal(
    id: string,
    options?: { takeOver?: boolean },
  ): Promise<TerminalSocket>;
  /** A fresh token of the user, for a session that would end with the old one. */
  getToken(): Promise<string | undefined>;
}

/**
 * The backend as the page sees it. An app may put its own implementation in its place.
 *
 * @public
 */
export const podHealthApiRef = createApiRef<PodHealthApi>().with({
  id: 'plugin.pod-health.service',
  pluginId: 'pod-health',
});
