import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Server, ServerResponse, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Socket } from 'node:net';
import type { Clock, Timer } from '../time/clock';
import { terminalSessionOf } from './upgradeRequest';

/** Published by Node with each HTTP request that a server takes, with the server in it. */
const REQUEST_START = 'http.server.request.start';
/** How long other listeners may take to answer an upgrade that is not ours before Express is asked. */
const OTHERS_MS = 500;

/** Answers an upgrade request. */
export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => void;

/**
 * Receives upgrades beside whatever else does, in whatever order plugins start. While nobody listens for `upgrade`, Node
 * hands upgrades to Express, where other plugins expect them, so this listens only once somebody else does. Then Express gets
 * none any more, and what nobody answers is given back to it: its plugins go on working, and an unknown path is a 404.
 */
export class UpgradeRouter {
  readonly #onUpgrade: UpgradeHandler;
  readonly #clock: Clock;
  readonly #servers = new Map<Server, () => void>();
  readonly #timers = new Set<Timer>();

  constructor(onUpgrade: UpgradeHandler, clock: Clock) {
    this.#onUpgrade = onUpgrade;
    this.#clock = clock;
  }

  /** Finds the process's HTTP servers by the first request each takes, such as a health probe. */
  watch(): void {
    subscribe(REQUEST_START, this.#onRequest);
  }

  /** Takes a server in; a second time does nothing. */
  attach(server: Server): void {
    if (this.#servers.has(server)) {
      return;
    }
    const listen = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#route(server, request, socket, head);
    const onListener = (event: string | symbol) => {
      if (event === 'upgrade') {
        server.off('newListener', onListener);
        server.on('upgrade', listen);
      }
    };
    if (server.listenerCount('upgrade') > 0) {
      server.on('upgrade', listen);
    } else {
      server.on('newListener', onListener);
    }
    this.#servers.set(server, () => {
      server.off('newListener', onListener);
      server.off('upgrade', listen);
    });
  }

  /** Leaves every server as it was. */
  close(): void {
    unsubscribe(REQUEST_START, this.#onRequest);
    this.#servers.forEach(detach => detach());
    this.#servers.clear();
    this.#timers.forEach(timer => timer.cancel());
  }

  readonly #onRequest = (message: unknown): void => {
    if (
      typeof message === 'object' &&
      message !== null &&
      'server' in message &&
      message.server instanceof Server
    ) {
      this.attach(message.server);
    }
  };

  #route(
    server: Server,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): void {
    if (terminalSessionOf(request.url) !== undefined) {
      this.#onUpgrade(request, socket, head);
      return;
    }
    const written = bytesWritten(socket);
    const timer = this.#clock.setTimer(OTHERS_MS, () => {
      this.#timers.delete(timer);
      if (!socket.destroyed && bytesWritten(socket) === written) {
        handToExpress(server, request, socket, head);
      }
    });
    this.#timers.add(timer);
  }
}

/** What Node does with an upgrade while nobody listens for one. */
function handToExpress(
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  if (!(socket instanceof Socket)) {
    socket.destroy(); // never: an HTTP server's connections are sockets
    return;
  }
  if (head.length > 0) {
    socket.unshift(head);
  }
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => socket.end());
  server.emit('request', request, response);
}

function bytesWritten(socket: Duplex): number {
  return socket instanceof Socket ? socket.bytesWritten : 0;
}
