import {
  PodHealthError,
  type Abilities,
  type ErrorCode,
  type HealthEvent,
  type HealthReport,
  type LogRecord,
  type OverviewEvent,
  type Preflight,
  type Problem,
  type Rows,
  type Session,
} from 'backstage-plugin-pod-health-common';
import type {
  EntityName,
  LogQuery,
  OverviewFilter,
  PodHealthApi,
  TerminalSocket,
} from '../api/PodHealthApi';
import { FakeTerminalSocket } from './FakeTerminalSocket';
import { NOW } from './reports';

/** What the fake answers; anything may be changed while it runs. */
export interface Answers {
  report?: HealthReport;
  /** Why the health stream breaks after the report; absent: it stays open. */
  streamProblem?: Problem;
  /** What the overview's stream tells, one after the other; then it stays open, or breaks as `streamProblem` says. */
  overview: AsyncIterable<OverviewEvent> | Iterable<OverviewEvent>;
  abilities: Abilities;
  preflight: Preflight;
  log: readonly LogRecord[];
  logProblem?: Problem;
  /** Sessions that getSession gives one after the other; the last one stays. */
  sessions: Session[];
  listed: readonly Session[];
  createProblem?: Problem;
  /** Another page has the terminal. */
  taken?: boolean;
}

export const ALLOWED: Abilities = {
  logs: { allowed: true },
  debug: { allowed: true },
  target: { allowed: true },
  admin: { allowed: false },
};

export const GOOD_PREFLIGHT: Preflight = {
  possible: true,
  image: 'registry.example.com/debug-tools@sha256:4f1c',
  maxMinutes: 60,
  idleMinutes: 10,
  rows: [
    { check: 'permission', status: 'good' },
    {
      check: 'consent',
      status: 'good',
      note: 'consent-by',
      details: { by: 'group:default/shop' },
    },
    { check: 'admission', status: 'good' },
  ],
};

/** A session with changes. */
export function session(changes: Partial<Session> = {}): Session {
  return {
    id: '0123456789abcdef0123456789abcdef',
    entity: 'component:default/ledger',
    pod: {
      cluster: 'prod-eu',
      namespace: 'shop',
      pod: 'ledger-7d9f8b6c5d-4xk2p',
      uid: 'uid-ledger-7d9f8b6c5d-4xk2p',
    },
    container: 'ph-0123456789',
    state: 'requested',
    user: 'user:default/ada',
    reason: 'checking DNS',
    createdAt: NOW,
    endsAt: '2026-03-02T11:15:00Z',
    now: NOW,
    ...changes,
  };
}

/** A backend in memory, for tests and the gallery. */
export class FakePodHealthApi implements PodHealthApi {
  readonly answers: Answers;
  /** What was asked, in order: "preflight", "createSession" … with their arguments. */
  readonly calls: { readonly name: string; readonly argument?: unknown }[] = [];
  readonly sockets: FakeTerminalSocket[] = [];
  token: string | undefined = 'token-1';

  constructor(answers: Partial<Answers> = {}) {
    this.answers = {
      abilities: ALLOWED,
      preflight: GOOD_PREFLIGHT,
      log: [],
      overview: [],
      sessions: [session({ state: 'ready' })],
      listed: [],
      ...answers,
    };
  }

  async getHealth(): Promise<HealthReport> {
    if (!this.answers.report) {
      throw new PodHealthError('internal', 'the fake has no report');
    }
    return this.answers.report;
  }

  async *streamHealth(
    _entity: EntityName,
    { signal, lang, rows }: { signal: AbortSignal; lang: string; rows?: Rows },
  ): AsyncGenerator<HealthEvent> {
    this.calls.push({ name: 'streamHealth', argument: { lang, rows } });
    const { report, streamProblem } = this.answers;
    if (report) {
      yield { type: 'report', seq: 1, report };
    }
    if (streamProblem) {
      throw errorFrom(streamProblem);
    }
    await aborted(signal);
  }

  async *streamOverview(
    filter: OverviewFilter,
    options: { signal: AbortSignal; lang: string },
  ): AsyncGenerator<OverviewEvent> {
    this.calls.push({ name: 'streamOverview', argument: filter });
    const { overview, streamProblem } = this.answers;
    yield* overview;
    if (streamProblem) {
      throw errorFrom(streamProblem);
    }
    await aborted(options.signal);
  }

  async *streamLogs(
    _entity: EntityName,
    query: LogQuery,
    signal: AbortSignal,
  ): AsyncGenerator<readonly LogRecord[]> {
    this.calls.push({ name: 'streamLogs', argument: query });
    if (this.answers.logProblem) {
      throw errorFrom(this.answers.logProblem);
    }
    yield this.answers.log;
    if (query.follow) {
      await aborted(signal);
    }
  }

  async getAbilities() {
    return this.answers.abilities;
  }

  async preflight(_entity: EntityName, request: unknown) {
    this.calls.push({ name: 'preflight', argument: request });
    return this.answers.preflight;
  }

  async createSession(_entity: EntityName, request: unknown) {
    this.calls.push({ name: 'createSession', argument: request });
    if (this.answers.createProblem) {
      throw errorFrom(this.answers.createProblem);
    }
    return session();
  }

  async listSessions() {
    return this.answers.listed;
  }

  async getSession(
    _id: string,
    options: { wait?: Session['state']; signal?: AbortSignal } = {},
  ) {
    const [next, ...later] = this.answers.sessions;
    if (later.length > 0) {
      this.answers.sessions = later;
    } else if (options.wait === next.state && options.signal) {
      await aborted(options.signal);
    }
    return next;
  }

  async endSession(id: string) {
    this.calls.push({ name: 'endSession', argument: id });
    return session({ id, state: 'ended', endReason: 'user-closed' });
  }

  async openTerminal(
    _id: string,
    options: { takeOver?: boolean } = {},
  ): Promise<TerminalSocket> {
    this.calls.push({ name: 'openTerminal', argument: options });
    if (this.answers.taken && !options.takeOver) {
      throw new PodHealthError('session-taken', 'by the fake');
    }
    const socket = new FakeTerminalSocket();
    this.sockets.push(socket);
    return socket;
  }

  async getToken() {
    return this.token;
  }
}

function errorFrom(problem: Problem): PodHealthError {
  // Fixtures name codes of the contract only.
  return new PodHealthError(problem.code as ErrorCode, 'by the fake', {}); // see above
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    signal.addEventListener('abort', () => resolve());
  });
}
