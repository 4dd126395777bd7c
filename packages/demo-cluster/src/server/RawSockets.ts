import type { Socket } from 'node:net';

const keyOf = (socket: Socket) =>
  `${socket.localPort} ${socket.remotePort} ${socket.remoteAddress}`;

/** The TCP sockets below a server's TLS sockets: only there can a connection be reset (RST). */
export class RawSockets {
  readonly #sockets = new Map<string, Socket>();

  get count(): number {
    return this.#sockets.size;
  }

  add(socket: Socket): void {
    const key = keyOf(socket);
    this.#sockets.set(key, socket);
    socket.once('close', () => this.#sockets.delete(key));
  }

  /** Resets the connection below a TLS socket. */
  reset(tls: Socket): void {
    this.#sockets.get(keyOf(tls))?.resetAndDestroy();
    tls.destroy();
  }

  destroyAll(): void {
    this.#sockets.forEach(socket => socket.destroy());
  }
}
