import type { EndReason } from 'backstage-plugin-pod-health-common';
import type { AttachConnection } from '../kube/types';
import { rfc3339 } from './sessionView';
import type { SessionRow, SessionTerminal, TerminalListener } from './types';

/** What a lease tells the session it is of. */
export interface LeaseEvents {
  onInput(bytes: number): void;
  onOutput(chunk: Uint8Array): void;
  onToken(token: string): Promise<void>;
  onDetached(): void;
  deadlines(): {
    readonly now: number;
    readonly endsAt: number;
    readonly idleEndsAt: number;
  };
}

/**
 * One page's hold on a session's terminal. When it is over, by detaching, by the session's end or because another page took
 * over, nothing of it reaches the shell any more: there are never two writers.
 */
export class TerminalLease implements SessionTerminal {
  readonly session: SessionRow;
  readonly attach: AttachConnection;
  readonly replay: Uint8Array;
  readonly #events: LeaseEvents;
  readonly #over = new AbortController();
  #detached = false;
  #listener?: TerminalListener;
  #reason?: EndReason;
  #exitCode?: number;

  constructor(
    session: SessionRow,
    attach: AttachConnection,
    replay: Uint8Array,
    events: LeaseEvents,
  ) {
    this.session = session;
    this.replay = replay;
    this.#events = events;
    this.attach = {
      output: attach.output,
      closed: attach.closed,
      get buffered() {
        return attach.buffered;
      },
      write: bytes => this.#whileHeld(() => attach.write(bytes)),
      resize: (columns, rows) =>
        this.#whileHeld(() => attach.resize(columns, rows)),
      close: () => this.onDetached(),
    };
  }

  get ended(): AbortSignal {
    return this.#over.signal;
  }

  endReason(): EndReason | undefined {
    return this.#reason;
  }

  exitCode(): number | undefined {
    return this.#exitCode;
  }

  listen(listener: TerminalListener): void {
    this.#listener = listener;
  }

  /** Whom to tell of notices and deadlines; nobody once the lease is over. */
  get listener(): TerminalListener | undefined {
    return this.#isHeld ? this.#listener : undefined;
  }

  onInput(bytes: number): void {
    this.#whileHeld(() => this.#events.onInput(bytes));
  }

  onOutput(chunk: Uint8Array): void {
    this.#events.onOutput(chunk);
  }

  async onToken(token: string): Promise<void> {
    if (this.#isHeld) {
      await this.#events.onToken(token);
    }
  }

  onDetached(): void {
    this.#whileHeld(() => {
      this.#detached = true;
      this.#events.onDetached();
    });
  }

  deadlines() {
    const { now, endsAt, idleEndsAt } = this.#events.deadlines();
    return {
      now: rfc3339(now),
      endsAt: rfc3339(endsAt),
      idleEndsAt: rfc3339(idleEndsAt),
    };
  }

  /** Ends the lease. The first reason stays. */
  finish(reason: EndReason, exitCode?: number): void {
    if (!this.#over.signal.aborted) {
      this.#reason = reason;
      this.#exitCode = exitCode;
      this.#over.abort();
    }
  }

  get #isHeld(): boolean {
    return !this.#detached && !this.#over.signal.aborted;
  }

  #whileHeld(act: () => void): void {
    if (this.#isHeld) {
      act();
    }
  }
}
