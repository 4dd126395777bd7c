import type { EndReason, Problem } from 'backstage-plugin-pod-health-common';
import type { UserCredentials } from '../entity/types';
import type { RawObject } from '../kube/types';
import { pause } from '../time/clock';
import { acceptToken } from './acceptToken';
import { asError } from './asError';
import type { SessionDeps } from './deps';
import { finishSession } from './finishSession';
import { followPod } from './followPod';
import { judgePod, startProblem, type PodVerdict } from './judgePod';
import { acceptsTickets } from './machine';
import { reauthorize } from './reauthorize';
import { SessionMonitor } from './SessionMonitor';
import { rfc3339 } from './sessionView';
import { SharedTerminal } from './SharedTerminal';
import type { SessionRow, SessionTerminal } from './types';

/** After an attach ends, how long the pod's status may take to say that the shell has. */
const EXIT_STATUS_MS = 3_000;

/** What is written with an end besides its reason. */
export interface EndDetails {
  readonly note?: string;
  readonly exitCode?: number;
  readonly problem?: Problem;
}

/** A session that this replica holds: follows its pod, watches its deadlines, lends its terminal, and ends it once. */
export class HeldSession {
  readonly #deps: SessionDeps;
  readonly #monitor: SessionMonitor;
  readonly #terminal: SharedTerminal;
  readonly #over = new AbortController();
  readonly #onReleased: () => void;
  #row: SessionRow;
  #credentials?: UserCredentials;
  #ending?: Promise<SessionRow | undefined>;
  #finished: Promise<void> = Promise.resolve();

  /** `remainingMs`: how long it may still live. Without credentials the page must send its token within 10 s. */
  constructor(options: {
    readonly deps: SessionDeps;
    readonly row: SessionRow;
    readonly remainingMs: number;
    readonly credentials?: UserCredentials;
    readonly onReleased: () => void;
  }) {
    this.#deps = options.deps;
    this.#row = options.row;
    this.#onReleased = options.onReleased;
    this.#monitor = this.#newMonitor(options.remainingMs);
    this.#terminal = this.#newTerminal();
    if (options.credentials) {
      this.renew(options.credentials);
    }
  }

  /** Begins to follow its pod and to watch its deadlines. */
  start(): void {
    const { clusters, clock, random, logger } = this.#deps;
    const { id, pod, state } = this.#row;
    if (acceptsTickets(state)) {
      this.#monitor.ready();
    }
    this.#monitor.start();
    void followPod({
      api: clusters.cluster(pod.cluster),
      ref: pod,
      clock,
      random,
      signal: this.#over.signal,
      onPod: found => this.#onPod(found),
      onTrouble: error => logger.debug(`Session ${id}: ${String(error)}`),
    });
  }

  /** Fresh credentials of the same user. */
  renew(credentials: UserCredentials): void {
    this.#credentials = credentials;
    this.#monitor.credential(credentials.expiresAt);
    this.#terminal.listener?.onDeadlines();
  }

  /** Lends the terminal; see {@link SharedTerminal.lend}. */
  lend(takeOver: boolean): Promise<SessionTerminal> {
    return this.#terminal.lend(takeOver);
  }

  /**
   * Ends the session for this reason unless it is ending already. Resolves with the row as soon as that is decided;
   * {@link finished} when it is done. Never rejects.
   */
  end(
    reason: EndReason,
    details: EndDetails = {},
  ): Promise<SessionRow | undefined> {
    this.#ending ??= this.#decide(reason, details);
    return this.#ending;
  }

  /** Lets it go as if it had never been held here: nothing is written, nothing ended. */
  drop(): void {
    this.#ending ??= Promise.resolve(undefined);
    this.#release();
  }

  /** Resolves when nothing of the session is left in this replica. */
  async finished(): Promise<void> {
    await this.#ending;
    await this.#finished;
  }

  #newMonitor(remainingMs: number): SessionMonitor {
    const { clock, config } = this.#deps;
    return new SessionMonitor({
      clock,
      limits: config,
      remainingMs,
      events: {
        beat: () => this.#beat(),
        authorize: async () =>
          // Without credentials the monitor's own deadline ends the session.
          this.#credentials
            ? reauthorize(this.#deps, this.#credentials, this.#row)
            : 'unknown',
        end: reason => void this.#endByDeadline(reason),
        lost: () => void this.#letGo(),
        notice: notice =>
          this.#terminal.listener?.onNotice({
            notice,
            at: rfc3339(clock.now()),
          }),
      },
    });
  }

  #endByDeadline(reason: EndReason) {
    const problem = startProblem(this.#row, this.#row.waiting);
    return this.end(reason, reason === 'start-failed' ? { problem } : {});
  }

  #newTerminal(): SharedTerminal {
    return new SharedTerminal(this.#deps, {
      row: () => this.#row,
      isEnding: () => this.#ending !== undefined,
      moved: row => {
        this.#row = row;
      },
      attached: () => this.#monitor.attached(),
      detached: () => this.#monitor.detached(),
      attachClosed: reason => void this.#onAttachClosed(reason),
      replaced: () => void this.end('pod-replaced'),
      onInput: () => this.#monitor.input(),
      onToken: token => this.#onToken(token),
      deadlines: () => this.#monitor.deadlines(),
    });
  }

  async #decide(
    reason: EndReason,
    { exitCode, ...change }: EndDetails,
  ): Promise<SessionRow | undefined> {
    const { store, replica, logger, changes } = this.#deps;
    const { id } = this.#row;
    this.#monitor.stop();
    let mine: SessionRow | undefined;
    let current: SessionRow | undefined;
    try {
      const written = { ...change, endReason: reason };
      mine = await store.move(id, 'ending', written, { replica });
      current = mine ?? (await store.find(id));
    } catch (error) {
      // The store is down. The shell is ended all the same; the row is found silent later and told as lost.
      logger.error(`Session ${id} could not be moved`, asError(error));
      mine = { ...this.#row, state: 'ending', endReason: reason };
    }
    changes.tell(id);
    this.#terminal.finish(current?.endReason ?? reason, exitCode);
    if (mine) {
      this.#finished = this.#finish(mine, exitCode);
    } else {
      this.#release();
    }
    return mine ?? current;
  }

  async #finish(row: SessionRow, exitCode?: number): Promise<void> {
    const { attach, traffic } = this.#terminal;
    try {
      await finishSession(this.#deps, row, { attach, exitCode, traffic });
    } catch (error) {
      this.#deps.logger.error(
        `Session ${row.id} could not be ended`,
        asError(error),
      );
    } finally {
      this.#release();
    }
  }

  /** Forgets the session without touching its shell or its row. */
  #release(): void {
    this.#monitor.stop();
    this.#over.abort();
    this.#terminal.close();
    this.#onReleased();
  }

  /** Another replica has it now, or has ended it. */
  async #letGo(): Promise<void> {
    this.#ending ??= Promise.resolve(undefined);
    const row = await this.#deps.store
      .find(this.#row.id)
      .catch(() => undefined); // then nobody knows why; `lost` says just that
    const taken = row !== undefined && acceptsTickets(row.state);
    this.#terminal.finish(taken ? 'taken-over' : row?.endReason ?? 'lost');
    this.#release();
  }

  #onPod(pod: RawObject | undefined): void {
    if (!this.#ending) {
      this.#obey(judgePod(pod, this.#row));
    }
  }

  #obey(verdict: PodVerdict): void {
    switch (verdict.kind) {
      case 'end':
        void this.end(verdict.reason, verdict.details);
        break;
      case 'running':
        void this.#becomeReady();
        break;
      case 'waiting':
        this.#row = { ...this.#row, waiting: verdict.waiting };
        this.#deps.store
          .setWaiting(this.#row.id, verdict.waiting)
          .then(() => this.#deps.changes.tell(this.#row.id))
          .catch(() => {}); // only words for the page; the next change brings them again
        break;
      default:
    }
  }

  /** The shell's container runs. When the store cannot take that, the start's deadline ends the session. */
  async #becomeReady(): Promise<void> {
    const { store, replica, changes, logger } = this.#deps;
    const before = this.#row;
    if (before.state !== 'starting') {
      return;
    }
    this.#row = { ...before, state: 'ready' };
    try {
      const row = await store.move(before.id, 'ready', {}, { replica });
      if (row && !this.#ending) {
        this.#row = row;
        this.#monitor.ready();
      }
      changes.tell(before.id);
    } catch (error) {
      this.#row = before;
      logger.error(`Session ${before.id}: not ready`, asError(error));
    }
  }

  /** The shell has most likely ended; its pod's status says so within moments, or the way to it is gone. */
  async #onAttachClosed(reason: EndReason): Promise<void> {
    if (reason !== 'protocol-error') {
      await pause(this.#deps.clock, EXIT_STATUS_MS, this.#over.signal);
    }
    await this.end(reason);
  }

  async #onToken(token: string): Promise<void> {
    const verdict = await acceptToken(this.#deps.auth, this.#row, token);
    if (verdict.kind === 'renewed') {
      this.renew(verdict.credentials);
    } else if (verdict.kind === 'stranger') {
      await this.end('identity-changed');
    } // otherwise the old credential's deadline stays
  }

  async #beat(): Promise<'ours' | 'lost' | 'failed'> {
    const { store, replica } = this.#deps;
    try {
      const row = await store.beat(this.#row.id, replica);
      return row && row.state !== 'ending' ? 'ours' : 'lost';
    } catch {
      return 'failed'; // counted by the monitor, which ends the session when it lasts
    }
  }
}
