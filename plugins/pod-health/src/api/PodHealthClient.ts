import type {
  DiscoveryApi,
  FetchApi,
  IdentityApi,
} from '@backstage/frontend-plugin-api';
import {
  createLogDecoder,
  PodHealthError,
  TERMINAL_PROTOCOL,
  TICKET_PREFIX,
  type Abilities,
  type HealthEvent,
  type HealthReport,
  type Lang,
  type LogRecord,
  type OverviewEvent,
  type Preflight,
  type PreflightRequest,
  type Rows,
  type Session,
  type SessionRequest,
  type SessionState,
  type Ticket,
} from 'backstage-plugin-pod-health-common';
import { errorOf } from './errorOf';
import type {
  EntityName,
  LogQuery,
  OverviewFilter,
  PodHealthApi,
  TerminalSocket,
} from './PodHealthApi';
import { readChunks, readLines, type ByteReader } from './readLines';
import { parseHealthEvent, parseOverviewEvent } from './streamEvents';

/** A report of 500 pods is below 1 MB (security.md R17); this only has to stop a server that never ends a line. */
const EVENT_LINE_MAX = 16 * 1024 * 1024;

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Talks to the backend plugin. Credentials come from the app's fetch; the terminal's socket carries a one-time ticket in its
 * subprotocol and nothing else (security.md T1 to T4).
 */
export class PodHealthClient implements PodHealthApi {
  constructor(
    private readonly deps: {
      readonly discovery: DiscoveryApi;
      readonly fetch: FetchApi;
      readonly identity: Pick<IdentityApi, 'getCredentials'>;
      /** Opens a WebSocket; the browser's own unless a test says otherwise. */
      readonly openSocket?: (
        url: string,
        protocols: string[],
      ) => TerminalSocket;
    },
  ) {}

  getHealth(
    entity: EntityName,
    options: { lang: Lang; signal?: AbortSignal },
  ): Promise<HealthReport> {
    return this.json(pathOf(entity, 'health'), {
      query: { lang: options.lang },
      signal: options.signal,
    });
  }

  streamHealth(
    entity: EntityName,
    options: {
      lang: Lang;
      signal: AbortSignal;
      after?: string;
      rows?: Rows;
    },
  ): AsyncGenerator<HealthEvent> {
    const { signal, lang, after, rows } = options;
    const query = { lang, after, ...(rows === 'all' && { rows }) };
    const path = pathOf(entity, 'health/stream');
    return this.events(path, query, signal, parseHealthEvent);
  }

  streamOverview(
    filter: OverviewFilter,
    options: { lang: Lang; signal: AbortSignal },
  ): AsyncGenerator<OverviewEvent> {
    const { signal, lang } = options;
    const query = { lang, ...filter };
    return this.events('/overview/stream', query, signal, parseOverviewEvent);
  }

  async *streamLogs(
    entity: EntityName,
    query: LogQuery,
    signal: AbortSignal,
  ): AsyncGenerator<readonly LogRecord[]> {
    const { pod, ...rest } = query;
    const source = await this.source(
      pathOf(entity, 'logs'),
      {
        cluster: pod.cluster,
        podNamespace: pod.namespace,
        pod: pod.pod,
        uid: pod.uid,
        ...rest,
      },
      signal,
    );
    const decoder = createLogDecoder();
    for await (const chunk of guarded(readChunks(source), signal)) {
      yield decoder.push(chunk);
    }
  }

  getAbilities(entity: EntityName, signal?: AbortSignal): Promise<Abilities> {
    return this.json(pathOf(entity, 'abilities'), { signal });
  }

  preflight(
    entity: EntityName,
    request: PreflightRequest,
    signal?: AbortSignal,
  ): Promise<Preflight> {
    return this.json(pathOf(entity, 'preflight'), {
      method: 'POST',
      body: request,
      signal,
    });
  }

  createSession(entity: EntityName, request: SessionRequest): Promise<Session> {
    return this.json(pathOf(entity, 'sessions'), {
      method: 'POST',
      body: request,
    });
  }

  async listSessions(
    entity: EntityName,
    signal?: AbortSignal,
  ): Promise<readonly Session[]> {
    const answer = await this.json<{ sessions: readonly Session[] }>(
      pathOf(entity, 'sessions'),
      { signal },
    );
    return answer.sessions;
  }

  getSession(
    id: string,
    options: { wait?: SessionState; signal?: AbortSignal } = {},
  ): Promise<Session> {
    return this.json(sessionPath(id), {
      query: { wait: options.wait },
      signal: options.signal,
    });
  }

  endSession(id: string): Promise<Session> {
    return this.json(sessionPath(id), { method: 'DELETE' });
  }

  async openTerminal(
    id: string,
    options: { takeOver?: boolean } = {},
  ): Promise<TerminalSocket> {
    const { ticket } = await this.json<Ticket>(sessionPath(id, 'ticket'), {
      method: 'POST',
      query: { takeOver: options.takeOver },
    });
    const url = await this.url(sessionPath(id, 'terminal'));
    const open =
      this.deps.openSocket ??
      ((address, protocols) => new WebSocket(address, protocols));
    const socket = open(url.replace(/^http/, 'ws'), [
      TERMINAL_PROTOCOL,
      `${TICKET_PREFIX}${ticket}`,
    ]);
    socket.binaryType = 'arraybuffer';
    return socket;
  }

  async getToken(): Promise<string | undefined> {
    return (await this.deps.identity.getCredentials()).token;
  }

  /** The events of a stream of one JSON object a line. */
  private async *events<Event>(
    path: string,
    query: Query,
    signal: AbortSignal,
    parse: (line: string) => Event,
  ): AsyncGenerator<Event> {
    const source = await this.source(path, query, signal);
    const lines = readLines(source, EVENT_LINE_MAX);
    for await (const batch of guarded(lines, signal)) {
      for (const line of batch.filter(text => text.trim() !== '')) {
        yield parse(line);
      }
    }
  }

  /** The body of an answer, to be read as it comes. */
  private async source(
    path: string,
    query: Query,
    signal: AbortSignal,
  ): Promise<ByteReader> {
    const response = await this.send(path, { query, signal });
    if (!response.body) {
      throw new PodHealthError('protocol-error', 'an answer without a body');
    }
    return response.body.getReader();
  }

  private async json<T>(path: string, request: RequestOf): Promise<T> {
    const response = await this.send(path, request);
    try {
      return await response.json();
    } catch (error) {
      throw connectionError(error, request.signal);
    }
  }

  private async send(path: string, request: RequestOf): Promise<Response> {
    const url = await this.url(path, request.query);
    let response: Response;
    try {
      response = await this.deps.fetch.fetch(url, {
        method: request.method ?? 'GET',
        signal: request.signal,
        ...(request.body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(request.body),
        }),
      });
    } catch (error) {
      throw connectionError(error, request.signal);
    }
    if (!response.ok) {
      throw await errorOf(response);
    }
    return response;
  }

  private async url(path: string, query: Query = {}): Promise<string> {
    const base = await this.deps.discovery.getBaseUrl('pod-health');
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        search.set(name, String(value));
      }
    }
    const text = search.toString();
    return `${base}${path}${text && `?${text}`}`;
  }
}

interface RequestOf {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

function pathOf({ kind, namespace, name }: EntityName, rest: string): string {
  const parts = [kind, namespace, name].map(encodeURIComponent);
  return `/entities/${parts.join('/')}/${rest}`;
}

function sessionPath(id: string, rest?: string): string {
  return `/sessions/${encodeURIComponent(id)}${rest ? `/${rest}` : ''}`;
}

/** A stream whose failures are codes. */
async function* guarded<T>(
  stream: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  try {
    yield* stream;
  } catch (error) {
    throw connectionError(error, signal);
  }
}

/** What `fetch` threw, as a code; an abort stays what it is. */
function connectionError(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted || error instanceof PodHealthError) {
    return error;
  }
  return new PodHealthError(
    'portal-unreachable',
    String(error),
    {},
    { cause: error },
  );
}
