import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  decodeDown,
  encodeUp,
  TERMINAL_PROTOCOL,
  TICKET_PREFIX,
  type TerminalNotice,
  type TerminalStatus,
  type UpFrame,
} from 'backstage-plugin-pod-health-common';
import WebSocket from 'ws';

/** A browser's end of a terminal, for tests. */
export interface TerminalClient {
  readonly socket: WebSocket;
  /** All output so far. */
  readonly screen: string;
  readonly statuses: readonly TerminalStatus[];
  readonly notices: readonly TerminalNotice[];
  send(frame: UpFrame): void;
  type(text: string): void;
  /** Resolves when what {@link screen} holds contains the text. */
  until(text: string): Promise<void>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
}

/** An upgrade that was refused. */
export interface Refusal {
  readonly status: number;
  readonly code?: string;
  readonly headers: Record<string, unknown>;
}

/** How to ask for a terminal. */
export interface OpenTerminal {
  readonly server: Server;
  readonly id: string;
  readonly ticket?: string;
  readonly origin?: string;
  /** Instead of the protocol and the ticket. */
  readonly protocols?: readonly string[];
  readonly base?: string;
}

function connect(options: OpenTerminal): WebSocket {
  const { port } = options.server.address() as AddressInfo; // servers of tests listen on a port
  const { base = '/api/pod-health', origin = 'http://localhost:3000' } =
    options;
  const protocols = options.protocols ?? [
    `${TICKET_PREFIX}${options.ticket}`,
    TERMINAL_PROTOCOL,
  ];
  return new WebSocket(
    `ws://127.0.0.1:${port}${base}/sessions/${options.id}/terminal`,
    [...protocols],
    { ...(origin !== '' && { origin }) },
  );
}

class Client implements TerminalClient {
  screen = '';
  readonly statuses: TerminalStatus[] = [];
  readonly notices: TerminalNotice[] = [];
  readonly closed: Promise<number>;
  readonly #waiting = new Set<() => void>();

  constructor(readonly socket: WebSocket) {
    socket.on('message', data => this.#receive(data as Buffer)); // ws gives one Buffer
    this.closed = new Promise(resolve => socket.once('close', resolve));
  }

  send(frame: UpFrame): void {
    this.socket.send(encodeUp(frame));
  }

  type(keys: string): void {
    this.send({ type: 'stdin', bytes: Buffer.from(keys) });
  }

  until(expected: string): Promise<void> {
    return new Promise(resolve => {
      const check = () => {
        if (this.screen.includes(expected)) {
          this.#waiting.delete(check);
          resolve();
        }
      };
      this.#waiting.add(check);
      check();
    });
  }

  #receive(data: Buffer): void {
    const decoded = decodeDown(data);
    if (!decoded.ok) {
      throw new Error(`the server sent a bad frame: ${decoded.fault}`);
    }
    const { frame } = decoded;
    if (frame.type === 'output') {
      this.screen += Buffer.from(frame.bytes).toString();
    } else if (frame.type === 'status') {
      this.statuses.push(frame.status);
    } else {
      this.notices.push(frame.notice);
    }
    this.#waiting.forEach(check => check());
  }
}

/** Opens a terminal as a page would; rejects with a {@link Refusal}. */
export async function openTerminal(
  options: OpenTerminal,
): Promise<TerminalClient> {
  const socket = connect(options);
  const client = new Client(socket);
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(client));
    socket.once('error', reject);
    socket.once('unexpected-response', async (request, response) => {
      const body = await text(response);
      request.destroy();
      const refusal: Refusal = {
        status: response.statusCode ?? 0,
        code: body ? JSON.parse(body).error?.code : undefined,
        headers: response.headers,
      };
      reject(refusal);
    });
  });
}
