import {
  PodHealthError,
  type EndReason,
} from 'backstage-plugin-pod-health-common';
import type { Traffic } from '../audit/SessionAudit';
import type { AttachConnection } from '../kube/types';
import { asError } from './asError';
import { attachSession } from './attachSession';
import { Backlog } from './Backlog';
import type { SessionDeps } from './deps';
import { TerminalLease, type LeaseEvents } from './TerminalLease';
import type { SessionRow, SessionTerminal, TerminalListener } from './types';

/** Screen kept for a page that comes back. */
const BACKLOG_BYTES = 64 * 1024;

/** The session that a terminal is of, as the terminal sees it. */
export interface TerminalOwner {
  /** The session as last stored. */
  row(): SessionRow;
  /** True once its end is decided. */
  isEnding(): boolean;
  moved(row: SessionRow): void;
  attached(): void;
  detached(): void;
  /** The attach is gone: the shell ended, or the way to it. */
  attachClosed(reason: EndReason): void;
  replaced(): void;
  onInput(): void;
  onToken(token: string): Promise<void>;
  deadlines: LeaseEvents['deadlines'];
}

/**
 * The one attach of a session and who may use it: one page at a time. It is kept while no page is there, so that one that
 * was only reloaded finds its shell as it left it.
 */
export class SharedTerminal {
  readonly #deps: SessionDeps;
  readonly #owner: TerminalOwner;
  readonly #backlog = new Backlog(BACKLOG_BYTES);
  #attach?: AttachConnection;
  #lease?: TerminalLease;
  /** Lending takes turns: of two pages at once the second takes over from the first, orderly. */
  #turn: Promise<unknown> = Promise.resolve();
  #inputBytes = 0;
  #outputBytes = 0;

  constructor(deps: SessionDeps, owner: TerminalOwner) {
    this.#deps = deps;
    this.#owner = owner;
  }

  /** Whom to tell of notices and deadlines, if anybody. */
  get listener(): TerminalListener | undefined {
    return this.#lease?.listener;
  }

  /** The attach while it works. */
  get attach(): AttachConnection | undefined {
    return this.#attach;
  }

  get traffic(): Traffic {
    return { inputBytes: this.#inputBytes, outputBytes: this.#outputBytes };
  }

  /** Lends it. Throws `session-taken`, `session-ended`, `session-not-ready`, `pod-replaced` and what the cluster answers. */
  lend(takeOver: boolean): Promise<SessionTerminal> {
    return this.#inTurn(() => this.#lend(takeOver));
  }

  /** Tells the page that has it why it is over. */
  finish(reason: EndReason, exitCode?: number): void {
    this.#lease?.finish(reason, exitCode);
    this.#lease = undefined;
  }

  /** Gives the attach back; nothing is told to the owner afterwards. */
  close(): void {
    const attach = this.#attach;
    this.#attach = undefined;
    attach?.close();
  }

  async #lend(takeOver: boolean): Promise<SessionTerminal> {
    const { store, replica, changes } = this.#deps;
    const owner = this.#owner;
    this.#refuseEnded();
    if (this.#lease && !takeOver) {
      throw new PodHealthError('session-taken', 'another page is attached');
    }
    const attach = await this.#attached();
    this.#refuseEnded();
    if (!this.#lease) {
      const from = { from: ['ready' as const] };
      const row = await store.move(
        owner.row().id,
        'attached',
        { replica },
        from,
      );
      if (!row) {
        throw new PodHealthError('session-taken', 'another replica has it');
      }
      owner.moved(row);
      changes.tell(row.id);
    }
    this.#lease?.finish('taken-over');
    this.#lease = this.#newLease(attach);
    owner.attached();
    return this.#lease;
  }

  #refuseEnded(): void {
    if (this.#owner.isEnding()) {
      throw new PodHealthError('session-ended', 'the session has ended');
    }
  }

  /** The attach, made when it is first wanted. */
  async #attached(): Promise<AttachConnection> {
    const attach = await attachSession(this.#deps, this.#owner.row(), {
      current: this.#attach,
      onReplaced: () => this.#owner.replaced(),
    });
    if (attach !== this.#attach) {
      this.#attach = attach;
      const closed = (reason: EndReason) => {
        if (this.#attach === attach) {
          this.#attach = undefined;
          this.#owner.attachClosed(reason);
        }
      };
      attach.closed.then(
        () => closed('cluster-disconnected'),
        error =>
          closed(
            error instanceof PodHealthError && error.code === 'protocol-error'
              ? 'protocol-error'
              : 'cluster-disconnected',
          ),
      );
    }
    return attach;
  }

  #newLease(attach: AttachConnection): TerminalLease {
    const owner = this.#owner;
    const row = owner.row();
    const lease: TerminalLease = new TerminalLease(
      row,
      attach,
      this.#backlog.bytes(),
      {
        onInput: bytes => {
          this.#inputBytes += bytes;
          owner.onInput();
        },
        onOutput: chunk => {
          this.#outputBytes += chunk.length;
          this.#backlog.add(chunk);
        },
        onToken: token => owner.onToken(token),
        onDetached: () => this.#onDetached(lease),
        deadlines: () => owner.deadlines(),
      },
    );
    return lease;
  }

  #onDetached(lease: TerminalLease): void {
    if (this.#lease !== lease || this.#owner.isEnding()) {
      return;
    }
    this.#lease = undefined;
    this.#owner.detached();
    this.#inTurn(() => this.#storeDetached()).catch(error =>
      this.#deps.logger.error(
        'A session could not be written as detached',
        asError(error),
      ),
    );
  }

  /** Unless another page has come meanwhile. */
  async #storeDetached(): Promise<void> {
    const { store, replica, changes } = this.#deps;
    const row = this.#owner.row();
    if (this.#lease || this.#owner.isEnding()) {
      return;
    }
    const moved = await store.move(row.id, 'ready', {}, { replica });
    if (moved) {
      this.#owner.moved(moved);
      changes.tell(row.id);
    }
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => {}); // told to whoever asked
    return turn;
  }
}
