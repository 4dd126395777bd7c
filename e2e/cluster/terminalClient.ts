import {
  decodeDown,
  encodeUp,
  TERMINAL_PROTOCOL,
  TICKET_PREFIX,
  type TerminalStatus,
} from 'backstage-plugin-pod-health-common';
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A terminal without a browser: what the page does, over the same socket. */
export class TerminalClient {
  private text = '';
  private readonly statuses: TerminalStatus[] = [];

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.take(data));
    // A killed backend resets the connection; the tests look at the pod then, not at the socket.
    socket.on('error', () => {});
  }

  /** Redeems a ticket; resolves when the terminal is attached. */
  static async open(
    portal: string,
    session: string,
    ticket: string,
  ): Promise<TerminalClient> {
    const url = new URL(`/api/pod-health/sessions/${session}/terminal`, portal);
    url.protocol = 'ws:';
    const socket = new WebSocket(
      url,
      [TERMINAL_PROTOCOL, `${TICKET_PREFIX}${ticket}`],
      { origin: portal },
    );
    const client = new TerminalClient(socket);
    await once(socket, 'open');
    socket.send(encodeUp({ type: 'resize', columns: 100, rows: 30 }));
    return client;
  }

  /** Everything the shell has written so far. */
  get output(): string {
    return this.text;
  }

  /** The last status the backend sent. */
  get status(): TerminalStatus | undefined {
    return this.statuses.at(-1);
  }

  type(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.socket.send(encodeUp({ type: 'stdin', bytes }));
  }

  close(): void {
    this.socket.close();
  }

  private take(data: Buffer): void {
    const decoded = decodeDown(data);
    if (!decoded.ok) {
      throw new Error(`the backend sent a bad frame: ${decoded.fault}`);
    }
    const { frame } = decoded;
    if (frame.type === 'output') {
      this.text += Buffer.from(frame.bytes).toString('utf8');
      const { length } = frame.bytes;
      this.socket.send(encodeUp({ type: 'ack', bytes: length }));
    } else if (frame.type === 'status') {
      this.statuses.push(frame.status);
    }
  }
}
