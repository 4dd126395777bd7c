import {
  decodeUp,
  encodeDown,
  type DownFrame,
  type UpFrame,
} from 'backstage-plugin-pod-health-common';
import type { TerminalSocket } from '../api/PodHealthApi';

/** A socket whose other end is the test. Open from the start. */
export class FakeTerminalSocket extends EventTarget implements TerminalSocket {
  readyState: number = WebSocket.OPEN;
  binaryType: BinaryType = 'arraybuffer';
  /** Frames the page sent, decoded. */
  readonly sent: UpFrame[] = [];

  send(data: unknown) {
    const decoded = data instanceof Uint8Array && decodeUp(data);
    if (!decoded || !decoded.ok) {
      throw new Error('the page sent something that is no frame');
    }
    this.sent.push(decoded.frame);
  }

  /** The page closes: like a browser's, the event comes later. */
  close() {
    this.readyState = WebSocket.CLOSED;
  }

  /** The server sends a frame. */
  receive(frame: DownFrame) {
    const { buffer } = encodeDown(frame);
    this.dispatchEvent(new MessageEvent('message', { data: buffer }));
  }

  /** The server, or something on the way, closes. */
  closeFromServer(code: number) {
    this.readyState = WebSocket.CLOSED;
    const event = new Event('close');
    this.dispatchEvent(Object.assign(event, { code }));
  }
}
