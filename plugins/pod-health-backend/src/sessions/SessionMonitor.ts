import type {
  EndReason,
  TerminalNotice,
} from 'backstage-plugin-pod-health-common';
import type { DebugConfig } from '../config.types';
import type { Clock, Timer } from '../time/clock';

const MINUTE = 60_000;
/** How long before an end its terminal is warned; of short limits, their last quarter. */
const WARN_END_MS = 5 * MINUTE;
const WARN_IDLE_MS = MINUTE;
const HEARTBEAT_MS = 10_000;
/** The second of two failed checks comes this long after the first; both fit into one period. */
const RECHECK_MS = 5_000;
/** A store that takes no sign of life for so long counts as down: another replica thinks we are lost by then. */
const STORE_DOWN_MS = 60_000;
/** A replica that took a session over has to be sent the user's token within this. */
const TOKEN_WAIT_MS = 10_000;

/** What a monitor asks and tells. None of it may reject. */
export interface MonitorEvents {
  /** Gives a sign of life. `lost`: the session is no longer ours; `failed`: the store did not answer. */
  beat(): Promise<'ours' | 'lost' | 'failed'>;
  /** Asks for the user's rights again. `unknown`: the cluster could not be asked, which says nothing about rights. */
  authorize(): Promise<'allowed' | 'refused' | 'unknown'>;
  end(reason: EndReason): void;
  lost(): void;
  notice(notice: TerminalNotice['notice']): void;
}

type Limits = Pick<
  DebugConfig,
  'idleMs' | 'reauthorizeMs' | 'graceAfterDetachMs' | 'startTimeoutMs'
>;

interface Due {
  readonly at: number;
  readonly act: () => void;
}

/**
 * All deadlines of one session in one loop, by the monotonic clock: the machine's may jump. Only the person's input counts
 * against idleness; output, resizing and acknowledgements do not.
 */
export class SessionMonitor {
  readonly #clock: Clock;
  readonly #limits: Limits;
  readonly #events: MonitorEvents;
  readonly #endsAt: number;
  readonly #warnEndMs: number;
  #timer?: Timer;
  #stopped = false;
  #startBy?: number;
  #inputAt: number;
  #detachedAt?: number;
  #credentialEndsAt: number;
  #nextBeat: number;
  #beatAt: number;
  #nextCheck: number;
  #refusals = 0;
  #warnedIdle = false;
  #warnedEnd = false;

  /** `remainingMs`: how long the session may still live. */
  constructor(options: {
    readonly clock: Clock;
    readonly limits: Limits;
    readonly remainingMs: number;
    readonly events: MonitorEvents;
  }) {
    this.#clock = options.clock;
    this.#limits = options.limits;
    this.#events = options.events;
    const now = this.#clock.monotonic();
    this.#endsAt = now + options.remainingMs;
    this.#warnEndMs = Math.min(WARN_END_MS, options.remainingMs / 4);
    this.#startBy = now + this.#limits.startTimeoutMs;
    this.#inputAt = now;
    this.#credentialEndsAt = now + TOKEN_WAIT_MS;
    this.#beatAt = now;
    this.#nextBeat = now + HEARTBEAT_MS;
    this.#nextCheck = now + this.#checkEvery;
  }

  /** Begins to watch. */
  start(): void {
    this.#arm();
  }

  /** Ends the watch; nothing is called afterwards. */
  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  /** The shell runs; idleness counts from now. */
  ready(): void {
    this.#startBy = undefined;
    this.input();
  }

  /** The person typed. */
  input(): void {
    this.#inputAt = this.#clock.monotonic();
    this.#warnedIdle = false;
    this.#arm();
  }

  /** A page has the terminal. */
  attached(): void {
    this.#detachedAt = undefined;
    this.input();
  }

  /** The page has gone; it may come back within the grace. */
  detached(): void {
    this.#detachedAt = this.#clock.monotonic();
    this.#arm();
  }

  /** A credential of the user is at hand; without an expiry it never ends. */
  credential(expiresAt: Date | undefined): void {
    this.#credentialEndsAt = expiresAt
      ? this.#clock.monotonic() + expiresAt.getTime() - this.#clock.now()
      : Infinity;
    this.#arm();
  }

  /** When it ends, by the machine's clock, in milliseconds: the cap and the credential, and idleness. */
  deadlines(): {
    readonly now: number;
    readonly endsAt: number;
    readonly idleEndsAt: number;
  } {
    const now = this.#clock.now();
    const offset = now - this.#clock.monotonic();
    return {
      now,
      endsAt: offset + Math.min(this.#endsAt, this.#credentialEndsAt),
      idleEndsAt: offset + this.#inputAt + this.#limits.idleMs,
    };
  }

  get #checkEvery(): number {
    return Math.max(this.#limits.reauthorizeMs - RECHECK_MS, RECHECK_MS);
  }

  /** Every deadline there is. Those of an end come first: nothing is asked for a session that is over. */
  #dues(): Due[] {
    const { idleMs, graceAfterDetachMs } = this.#limits;
    const idleAt = this.#inputAt + idleMs;
    const end = (reason: EndReason, at: number | undefined): Due[] =>
      at === undefined ? [] : [{ at, act: () => this.#end(reason) }];
    return [
      ...end('start-failed', this.#startBy),
      ...end('max-duration', this.#endsAt),
      ...end('credential-expired', this.#credentialEndsAt),
      ...end('idle', this.#startBy === undefined ? idleAt : undefined),
      ...end(
        'user-closed',
        this.#detachedAt === undefined
          ? undefined
          : this.#detachedAt + graceAfterDetachMs,
      ),
      ...this.#warnings(idleAt),
      { at: this.#nextBeat, act: () => void this.#beat() },
      { at: this.#nextCheck, act: () => void this.#check() },
    ];
  }

  #warnings(idleAt: number): Due[] {
    const dues: Due[] = [];
    if (!this.#warnedIdle && this.#startBy === undefined) {
      dues.push({
        at: idleAt - Math.min(WARN_IDLE_MS, this.#limits.idleMs / 4),
        act: () => {
          this.#warnedIdle = true;
          this.#events.notice('idle-soon');
        },
      });
    }
    if (!this.#warnedEnd) {
      dues.push({
        at: Math.min(this.#endsAt, this.#credentialEndsAt) - this.#warnEndMs,
        act: () => {
          this.#warnedEnd = true;
          this.#events.notice('ending-soon');
        },
      });
    }
    return dues;
  }

  #arm(): void {
    this.#timer?.cancel();
    if (this.#stopped) {
      return;
    }
    const next = Math.min(...this.#dues().map(({ at }) => at));
    const wait = Math.max(0, next - this.#clock.monotonic());
    if (wait < Infinity) {
      this.#timer = this.#clock.setTimer(wait, () => this.#run());
    }
  }

  #run(): void {
    const now = this.#clock.monotonic();
    for (const { at, act } of this.#dues()) {
      if (at <= now && !this.#stopped) {
        act();
      }
    }
    this.#arm();
  }

  #end(reason: EndReason): void {
    this.stop();
    this.#events.end(reason);
  }

  async #beat(): Promise<void> {
    this.#nextBeat = Infinity;
    const answer = await this.#events.beat();
    const now = this.#clock.monotonic();
    this.#nextBeat = now + HEARTBEAT_MS;
    if (this.#stopped) {
      return;
    }
    if (answer === 'lost') {
      this.stop();
      this.#events.lost();
    } else if (answer === 'ours') {
      this.#beatAt = now;
    } else if (now - this.#beatAt >= STORE_DOWN_MS) {
      this.#end('audit-failed');
    }
    this.#arm();
  }

  async #check(): Promise<void> {
    this.#nextCheck = Infinity;
    const answer = await this.#events.authorize();
    if (this.#stopped) {
      return;
    }
    this.#refusals = answer === 'refused' ? this.#refusals + 1 : 0;
    this.#nextCheck =
      this.#clock.monotonic() +
      (answer === 'allowed' ? this.#checkEvery : RECHECK_MS);
    if (this.#refusals >= 2) {
      this.#end('permission-revoked');
    }
    this.#arm();
  }
}
