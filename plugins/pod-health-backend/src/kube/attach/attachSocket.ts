import { Readable } from 'node:stream';
import type { PodHealthError } from 'backstage-plugin-pod-health-common';
import type WebSocket from 'ws';
import type { Clock, Timer } from '../../time/clock';
import {
  decodeClusterFrame,
  encodeInput,
  encodeResize,
  SUBPROTOCOLS,
} from '../channels';
import { connectionError, requestError } from '../errors';
import type { RequestScope } from '../requestScope';
import type { AttachConnection, AttachStatus } from '../types';

/** Load balancers close what is silent for a minute; a peer silent for three pings is gone (security.md R2, R8). */
const PING_MS = 20_000;
export const DEAD_MS = 60_000;
/** After our close, how long the other side may take to answer it. */
const CLOSE_MS = 2_000;
/** Output held while nobody reads; the socket is paused beyond it. */
const OUTPUT_BYTES = 64 * 1024;

/** Settles {@link AttachSocket.closed}; gone once it has. */
interface Settle {
  readonly resolve: (status: AttachStatus) => void;
  readonly reject: (error: PodHealthError) => void;
}

/** An open attach. Every fault of the peer ends this connection and nothing else. */
export class AttachSocket implements AttachConnection {
  readonly output: Readable;
  readonly closed: Promise<AttachStatus>;
  readonly #socket: WebSocket;
  readonly #scope: RequestScope;
  readonly #clock: Clock;
  readonly #closeFrames: boolean;
  #settle?: Settle;
  #heardAt: number;
  #timer?: Timer;

  /** Takes over a WebSocket that has just opened. */
  constructor(socket: WebSocket, scope: RequestScope, clock: Clock) {
    this.#socket = socket;
    this.#scope = scope;
    this.#clock = clock;
    this.#closeFrames = socket.protocol === SUBPROTOCOLS[0];
    this.#heardAt = clock.monotonic();
    this.output = new Readable({
      highWaterMark: OUTPUT_BYTES,
      read: () => this.#resume(),
      destroy: (error, done) => {
        this.close();
        done(error);
      },
    });
    this.closed = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.closed.catch(() => {}); // whoever awaits it sees the error; with nobody, it must not end the process
    this.#listen();
    this.#armPing();
  }

  get buffered(): number {
    return this.#socket.bufferedAmount;
  }

  write(bytes: Uint8Array): void {
    this.#send(encodeInput(bytes));
  }

  resize(columns: number, rows: number): void {
    this.#send(encodeResize(columns, rows));
  }

  close(): void {
    this.#end({ success: false, message: 'closed by this side' });
  }

  #listen(): void {
    const socket = this.#socket;
    const heard = () => {
      this.#heardAt = this.#clock.monotonic();
    };
    socket.on('pong', heard);
    socket.on('ping', heard);
    socket.on('message', (data, isBinary) => {
      heard();
      // ws gives one Buffer unless told otherwise.
      this.#onFrame(data as Buffer, isBinary);
    });
    socket.on('error', error => this.#break(socketError(error, this.#scope)));
    socket.on('close', code => this.#onClose(code));
  }

  #onFrame(data: Buffer, isBinary: boolean): void {
    if (!this.#settle) {
      return;
    }
    const frame = isBinary
      ? decodeClusterFrame(data, this.#closeFrames)
      : ({ type: 'fault', why: 'a text frame' } as const);
    switch (frame.type) {
      case 'output':
        if (!this.output.push(frame.bytes)) {
          this.#socket.pause();
        }
        break;
      case 'status':
        // Some servers leave the socket open after it.
        this.#end(frame.status);
        break;
      case 'fault':
        this.#break(requestError('protocol-error', this.#scope, frame.why));
        break;
      default:
    }
  }

  #onClose(code: number): void {
    if (code === 1000) {
      this.#end({ success: false, message: 'ended without a status' });
    } else {
      this.#break(
        requestError(
          'cluster-unreachable',
          this.#scope,
          `the connection was lost (${code})`,
          { reason: `closed ${code}` },
        ),
      );
    }
    this.#timer?.cancel();
  }

  /** Orderly end: tells the peer, and does not wait for it for ever. */
  #end(status: AttachStatus): void {
    this.#finish(({ resolve }) => {
      resolve(status);
      this.#socket.resume();
      this.#socket.close(1000);
      this.#timer = this.#clock.setTimer(CLOSE_MS, () =>
        this.#socket.terminate(),
      );
    });
  }

  #break(error: PodHealthError): void {
    this.#finish(({ reject }) => {
      reject(error);
      this.#socket.terminate();
    });
  }

  /** Runs once. What has been read so far stays readable. */
  #finish(act: (settle: Settle) => void): void {
    const settle = this.#settle;
    if (settle) {
      this.#settle = undefined;
      this.#timer?.cancel();
      this.output.push(null);
      act(settle);
    }
  }

  #resume(): void {
    if (this.#socket.isPaused) {
      // What came while paused was not looked at; silence counts from now.
      this.#heardAt = this.#clock.monotonic();
      this.#socket.resume();
    }
  }

  #send(frame: Uint8Array): void {
    if (this.#settle && this.#socket.readyState === this.#socket.OPEN) {
      this.#socket.send(frame);
    }
  }

  #armPing(): void {
    this.#timer = this.#clock.setTimer(PING_MS, () => {
      const silent = this.#clock.monotonic() - this.#heardAt;
      if (silent >= DEAD_MS && !this.#socket.isPaused) {
        this.#break(
          requestError('cluster-unreachable', this.#scope, 'fell silent', {
            reason: 'silent',
          }),
        );
        return;
      }
      if (this.#socket.readyState === this.#socket.OPEN) {
        this.#socket.ping();
      }
      this.#armPing();
    });
  }
}

/** Faults of the WebSocket protocol itself carry codes of ws; the rest are the network's. */
function socketError(error: Error, scope: RequestScope): PodHealthError {
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('WS_ERR_')
    ? requestError('protocol-error', scope, code)
    : connectionError(scope, error);
}
