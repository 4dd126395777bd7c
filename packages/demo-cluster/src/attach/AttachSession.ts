import type { Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import type { BreakAfter } from '../api/Answer';
import type { Terminal } from '../runtime/Terminal';

/** Channels of the remote command protocol: the first byte of each frame. */
export const CHANNEL = {
  stdin: 0,
  stdout: 1,
  stderr: 2,
  error: 3,
  resize: 4,
  close: 255,
} as const;

/** What a session needs. */
export interface AttachOptions {
  readonly socket: WebSocket;
  readonly terminal: Terminal | undefined;
  /** Why there is no terminal, as the container runtime says it. */
  readonly absence: string;
  readonly streams: { readonly stdin: boolean; readonly stdout: boolean };
  /** Frames of a fault, sent first. */
  readonly frames: readonly (Uint8Array | string)[];
  readonly breakAfter?: BreakAfter;
  /** Resets the connection. */
  readonly reset: (socket: Socket) => void;
  readonly onBytes: (bytes: number) => void;
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) {
    return Buffer.concat(data);
  }
  return Buffer.isBuffer(data) ? data : Buffer.from(new Uint8Array(data));
}

function internalError(message: string): string {
  return JSON.stringify({
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${message}`,
    reason: 'InternalError',
    details: { causes: [{ message }] },
    code: 500,
  });
}

/** One attach after its upgrade: moves frames between the socket and the container's terminal. */
export class AttachSession {
  readonly #options: AttachOptions;
  #sent = 0;
  #silent = false;

  constructor(options: AttachOptions) {
    this.#options = options;
  }

  /** Serves until either side ends. */
  async run(): Promise<void> {
    const { socket, terminal, streams, absence, frames } = this.#options;
    // Listens before it sends: a quick client types before it is greeted.
    const stdinClosed = this.#listen();
    const closed = new Promise<'closed'>(resolve => {
      socket.once('close', () => resolve('closed'));
    });
    // The greeting: an empty frame on the lowest channel the server writes to.
    await this.#frame(
      streams.stdout ? CHANNEL.stdout : CHANNEL.error,
      Buffer.alloc(0),
    );
    for (const frame of frames) {
      socket.send(frame);
    }
    if (!streams.stdin && !streams.stdout) {
      const none = 'you must specify at least 1 of stdin, stdout, stderr';
      await this.#finish(
        internalError(`unable to upgrade connection: ${none}`),
      );
      return;
    }
    if (!terminal) {
      await this.#finish(
        internalError(`unable to upgrade connection: ${absence}`),
      );
      return;
    }
    const detach = terminal.attach(bytes => this.#frame(CHANNEL.stdout, bytes));
    const why = await Promise.race([terminal.ended, closed, stdinClosed]);
    detach();
    if (why !== 'closed') {
      await this.#finish(JSON.stringify({ metadata: {}, status: 'Success' }));
    }
  }

  /** Reads frames; resolves when the client closes its stdin by v5. Unknown channels and text frames change nothing. */
  #listen(): Promise<void> {
    const { socket, streams, terminal } = this.#options;
    socket.on('ping', data => {
      if (!this.#silent) {
        socket.pong(data);
      }
    });
    return new Promise(resolve => {
      socket.on('message', (data, isBinary) => {
        const frame = bytesOf(data);
        if (!isBinary || frame.length === 0 || this.#silent) {
          return;
        }
        const rest = frame.subarray(1);
        if (frame[0] === CHANNEL.stdin && streams.stdin) {
          terminal?.input(rest);
        } else if (frame[0] === CHANNEL.resize) {
          resize(terminal, rest);
        } else if (
          frame[0] === CHANNEL.close &&
          rest[0] === CHANNEL.stdin &&
          socket.protocol.startsWith('v5')
        ) {
          resolve();
        }
      });
    });
  }

  async #finish(status: string): Promise<void> {
    await this.#frame(CHANNEL.error, Buffer.from(status));
    if (!this.#silent) {
      this.#options.socket.close(1000);
    }
  }

  /** Sends one frame; resolves when the kernel has taken it. Breaks the connection where a fault says so. */
  async #frame(channel: number, bytes: Buffer): Promise<void> {
    const { socket, breakAfter, onBytes, streams } = this.#options;
    if (
      this.#silent ||
      (channel === CHANNEL.stdout && bytes.length > 0 && !streams.stdout)
    ) {
      return;
    }
    this.#sent += bytes.length;
    onBytes(bytes.length);
    await new Promise<void>(resolve => {
      socket.send(Buffer.concat([Buffer.from([channel]), bytes]), () =>
        resolve(),
      );
    });
    if (breakAfter && this.#sent >= breakAfter.bytes && bytes.length > 0) {
      this.#break(breakAfter.how);
    }
  }

  #break(how: BreakAfter['how']): void {
    this.#silent = true;
    // ws keeps the TCP socket to itself; a fault has to reach below the protocol.
    const { _socket: tcp } = this.#options.socket as unknown as {
      _socket: Socket;
    }; // see the line above
    if (how === 'rst') {
      this.#options.reset(tcp);
    } else if (how === 'fin') {
      tcp.end();
    }
  }
}

function resize(terminal: Terminal | undefined, payload: Buffer): void {
  try {
    const size = JSON.parse(payload.toString());
    if (Number.isInteger(size?.Width) && Number.isInteger(size?.Height)) {
      terminal?.resize(size.Width, size.Height);
    }
  } catch {
    // a resize that cannot be read changes nothing, as on a kubelet
  }
}
