import {
  decodeDown,
  encodeUp,
  LIMITS,
  type TerminalNotice,
  type TerminalStatus,
  type UpFrame,
} from 'backstage-plugin-pod-health-common';
import type { TerminalSocket } from '../api/PodHealthApi';
import { AckCounter } from './AckCounter';
import type { ScreenSize } from './screenSize';

/** What a terminal needs to know of its connection. */
export interface ConnectionEvents {
  /** Output to draw; call `drawn` when it is on the screen. */
  onOutput(bytes: Uint8Array, drawn: () => void): void;
  onStatus(status: TerminalStatus): void;
  onNotice(notice: TerminalNotice): void;
  /** The socket is closed; nothing follows. `code` is one of CLOSE_CODES, or the browser's own. */
  onClosed(code: number): void;
}

/** WebSocket's CLOSE_CODES has no name for "the client is done"; 1000 is RFC 6455's normal closure. */
const NORMAL_CLOSURE = 1000;
/** Room of a frame for input, after its type byte. */
const INPUT_MAX = LIMITS.socketMessageBytes - 1;

/**
 * One socket of a terminal: frames in and out (common/frames.ts), acknowledging what was drawn. A frame it cannot read closes
 * the connection: a stream with a hole is worse than none.
 */
export class TerminalConnection {
  private readonly acks = new AckCounter(bytes =>
    this.send({ type: 'ack', bytes }),
  );
  private readonly queue: UpFrame[] = [];

  constructor(
    private readonly socket: TerminalSocket,
    private readonly events: ConnectionEvents,
  ) {
    socket.addEventListener('open', this.onOpen);
    socket.addEventListener('message', this.onMessage);
    socket.addEventListener('close', this.onClose);
  }

  /** Sends typed or pasted text, in as many frames as it needs. */
  input(text: string) {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += INPUT_MAX) {
      this.send({ type: 'stdin', bytes: bytes.subarray(at, at + INPUT_MAX) });
    }
  }

  resize(size: ScreenSize) {
    this.send({ type: 'resize', ...size });
  }

  /** A fresh token of the same user, so that the shell outlives the old one (security.md T11). */
  token(token: string) {
    this.send({ type: 'token', token });
  }

  /** Closes the socket. The session lives on for a while; `PodHealthApi.endSession` ends it. */
  close() {
    this.detach();
    this.socket.close(NORMAL_CLOSURE);
  }

  private send(frame: UpFrame) {
    if (this.socket.readyState === WebSocket.CONNECTING) {
      this.queue.push(frame);
    } else if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(encodeUp(frame));
    }
  }

  private readonly onOpen = () => {
    this.queue.splice(0).forEach(frame => this.send(frame));
  };

  private readonly onMessage = (event: MessageEvent) => {
    const decoded =
      event.data instanceof ArrayBuffer
        ? decodeDown(new Uint8Array(event.data))
        : undefined;
    if (!decoded?.ok) {
      this.close();
      this.events.onClosed(NORMAL_CLOSURE);
      return;
    }
    const { frame } = decoded;
    switch (frame.type) {
      case 'output': {
        const { length } = frame.bytes;
        this.events.onOutput(frame.bytes, () => this.acks.drawn(length));
        break;
      }
      case 'status':
        this.events.onStatus(frame.status);
        break;
      default:
        this.events.onNotice(frame.notice);
    }
  };

  private readonly onClose = (event: CloseEvent) => {
    this.detach();
    this.events.onClosed(event.code);
  };

  private detach() {
    this.socket.removeEventListener('open', this.onOpen);
    this.socket.removeEventListener('message', this.onMessage);
    this.socket.removeEventListener('close', this.onClose);
  }
}
