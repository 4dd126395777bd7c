import { pause } from '../time/clock';
import type { SessionDeps } from './deps';
import { finishSession } from './finishSession';

/** With the silence below: a session of a replica that died is told as lost within 45 s (security.md R7). */
const EVERY_MS = 10_000;
/** Three signs of life missed. */
const SILENT_MS = 30_000;
/** An end that nobody has told the audit log of for so long, nobody else will. */
const UNAUDITED_MS = 60_000;
const TICKETS_KEPT_MS = 60 * 60_000;

/**
 * Ends what other replicas left behind: sessions without a sign of life, ends nobody told the audit log of. Every replica has
 * one; the store gives each session to one of them.
 */
export class Reaper {
  readonly #deps: SessionDeps;
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  /** Begins at once: a replica that has just started may be the successor of one that died. */
  start(): void {
    this.#running = this.#loop();
  }

  /** Ends the loop; resolves when the round at hand is over. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  /** One round. Rejects when the store does. */
  async round(): Promise<void> {
    const { store, replica, audit, changes } = this.#deps;
    const claimed = await store.claimSilent(replica, SILENT_MS);
    claimed.forEach(({ id }) => changes.tell(id));
    await Promise.all(
      claimed.map(session => finishSession(this.#deps, session)),
    );
    for (const session of await store.unaudited(UNAUDITED_MS)) {
      await audit.ended(session);
    }
    await store.forgetTickets(TICKETS_KEPT_MS);
  }

  async #loop(): Promise<void> {
    const { clock, logger } = this.#deps;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        await this.round();
      } catch (error) {
        logger.warn(`Sessions could not be looked through: ${String(error)}`);
      }
      await pause(clock, EVERY_MS, signal);
    }
  }
}
