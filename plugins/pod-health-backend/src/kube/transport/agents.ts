import { isDeepStrictEqual } from 'node:util';
import { Agent, type Dispatcher } from 'undici';
import type { TlsMaterial } from './credentials';

/** Time to a TLS connection; a node or cluster that is gone is found out after this (security.md R23). */
export const CONNECT_MS = 10_000;

/** Keeps one connection pool per cluster; a client certificate that rotates gets a new one. */
export class AgentHolder {
  #agent?: Agent;
  #tls?: TlsMaterial;

  /** The pool for this TLS material. */
  for(tls: TlsMaterial): Dispatcher {
    if (!this.#agent || !isDeepStrictEqual(tls, this.#tls)) {
      this.#retire();
      this.#tls = tls;
      this.#agent = new Agent({
        // h2 would be faster for lists but makes WebSocket upgrades hang; one protocol for all keeps it simple (facts.md).
        allowH2: false,
        pipelining: 1,
        connect: { ...tls, timeout: CONNECT_MS },
        // Deadlines are ours, on the injected clock; these two would cut quiet watches and followed logs.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
    }
    return this.#agent;
  }

  /** Breaks every connection. */
  async close(): Promise<void> {
    const agent = this.#agent;
    this.#agent = undefined;
    await agent?.destroy();
  }

  /** Streams on the old pool go on to their end. */
  #retire(): void {
    this.#agent?.close().catch(() => {}); // closing a pool that has broken anyway is no news
  }
}
