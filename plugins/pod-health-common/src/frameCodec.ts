import {
  DOWN,
  END_REASONS,
  UP,
  type DownFrame,
  type EndReason,
  type TerminalNotice,
  type TerminalStatus,
  type UpFrame,
} from './frames';
import { LIMITS } from './limits';

/** What is wrong with a frame. Only the kind is told, never the bytes: they may be a password being typed. */
export type FrameFault =
  | 'empty'
  | 'unknown-type'
  | 'wrong-length'
  | 'too-large'
  | 'not-utf8'
  | 'not-json'
  | 'wrong-shape';

/** A decoded frame, or what is wrong with it. Decoding never throws. */
export type Decoded<Frame> =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly fault: FrameFault };

/** Bytes of a resize frame: the type, then columns and rows as unsigned 16-bit big-endian numbers. */
const RESIZE_LENGTH = 5;
/** Bytes of an ack frame: the type, then an unsigned 32-bit big-endian count. */
const ACK_LENGTH = 5;
/** Backstage tokens are some 1 to 2 KiB; whatever is far longer is not one. */
const TOKEN_MAX_BYTES = 16 * 1024;

const NOTICES: readonly TerminalNotice['notice'][] = [
  'ending-soon',
  'idle-soon',
  'target-restarted',
  'reconnecting',
];

/** Brings a terminal's columns or rows into what a terminal can have: a whole number from 1 to 1000; not a number is 1. */
export function clampTerminalSide(side: number): number {
  if (!(side > LIMITS.terminalMin)) {
    return LIMITS.terminalMin;
  }
  return Math.min(Math.floor(side), LIMITS.terminalMax);
}

/** Encodes a message of the browser. Sizes are clamped to 1..1000, ack counts to what 32 bits hold. */
export function encodeUp(frame: UpFrame): Uint8Array {
  switch (frame.type) {
    case 'stdin':
      return withType(UP.stdin, frame.bytes);
    case 'resize': {
      const bytes = typed(UP.resize, RESIZE_LENGTH);
      const view = viewOf(bytes);
      view.setUint16(1, clampTerminalSide(frame.columns));
      view.setUint16(3, clampTerminalSide(frame.rows));
      return bytes;
    }
    case 'ack': {
      const bytes = typed(UP.ack, ACK_LENGTH);
      const count = Number.isNaN(frame.bytes) ? 0 : Math.floor(frame.bytes);
      viewOf(bytes).setUint32(1, Math.min(Math.max(count, 0), 0xffff_ffff));
      return bytes;
    }
    case 'token':
      return withType(UP.token, new TextEncoder().encode(frame.token));
    default:
      return unreachable(frame);
  }
}

/** Decodes a message of the browser. Sizes are clamped to 1..1000. Never throws, whatever the bytes are. */
export function decodeUp(bytes: Uint8Array): Decoded<UpFrame> {
  if (bytes.length === 0) {
    return fault('empty');
  }
  if (bytes.length > LIMITS.socketMessageBytes) {
    return fault('too-large');
  }
  switch (bytes[0]) {
    case UP.stdin:
      return good({ type: 'stdin', bytes: bytes.subarray(1) });
    case UP.resize:
      return decodeResize(bytes);
    case UP.ack:
      return bytes.length === ACK_LENGTH
        ? good({ type: 'ack', bytes: viewOf(bytes).getUint32(1) })
        : fault('wrong-length');
    case UP.token:
      return decodeToken(bytes);
    default:
      return fault('unknown-type');
  }
}

/** Encodes a message to the browser. */
export function encodeDown(frame: DownFrame): Uint8Array {
  switch (frame.type) {
    case 'output':
      return withType(DOWN.output, frame.bytes);
    case 'status':
      return withType(DOWN.status, jsonBytes(frame.status));
    case 'notice':
      return withType(DOWN.notice, jsonBytes(frame.notice));
    default:
      return unreachable(frame);
  }
}

/** Decodes a message to the browser. Never throws; unknown fields are dropped. */
export function decodeDown(bytes: Uint8Array): Decoded<DownFrame> {
  if (bytes.length === 0) {
    return fault('empty');
  }
  switch (bytes[0]) {
    case DOWN.output:
      return good({ type: 'output', bytes: bytes.subarray(1) });
    case DOWN.status:
      return decodeJson(bytes, value => {
        const status = statusOf(value);
        return status && { type: 'status', status };
      });
    case DOWN.notice:
      return decodeJson(bytes, value => {
        const notice = noticeOf(value);
        return notice && { type: 'notice', notice };
      });
    default:
      return fault('unknown-type');
  }
}

function decodeResize(bytes: Uint8Array): Decoded<UpFrame> {
  if (bytes.length !== RESIZE_LENGTH) {
    return fault('wrong-length');
  }
  const view = viewOf(bytes);
  const columns = clampTerminalSide(view.getUint16(1));
  const rows = clampTerminalSide(view.getUint16(3));
  return good({ type: 'resize', columns, rows });
}

function decodeToken(bytes: Uint8Array): Decoded<UpFrame> {
  if (bytes.length < 2 || bytes.length > TOKEN_MAX_BYTES) {
    return fault('wrong-length');
  }
  const token = textOf(bytes.subarray(1));
  return token === undefined
    ? fault('not-utf8')
    : good({ type: 'token', token });
}

function decodeJson(
  bytes: Uint8Array,
  read: (value: Record<string, unknown>) => DownFrame | undefined,
): Decoded<DownFrame> {
  const text = textOf(bytes.subarray(1));
  if (text === undefined) {
    return fault('not-utf8');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault('not-json');
  }
  const frame = isRecord(value) ? read(value) : undefined;
  return frame ? good(frame) : fault('wrong-shape');
}

function statusOf(value: Record<string, unknown>): TerminalStatus | undefined {
  const { state, now, endsAt, idleEndsAt, reason, exitCode } = value;
  if (state !== 'attached' && state !== 'ended') {
    return undefined;
  }
  if (typeof now !== 'string' || typeof endsAt !== 'string') {
    return undefined;
  }
  return {
    state,
    now,
    endsAt,
    ...(typeof idleEndsAt === 'string' && { idleEndsAt }),
    ...(isEndReason(reason) && { reason }),
    ...(typeof exitCode === 'number' && { exitCode }),
  };
}

function noticeOf(value: Record<string, unknown>): TerminalNotice | undefined {
  const notice = NOTICES.find(known => known === value.notice);
  return notice && typeof value.at === 'string'
    ? { notice, at: value.at }
    : undefined;
}

/** Whether a value is one of the reasons a session may end for. */
export function isEndReason(value: unknown): value is EndReason {
  return END_REASONS.some(reason => reason === value);
}

function good<Frame>(frame: Frame): Decoded<Frame> {
  return { ok: true, frame };
}

function fault(kind: FrameFault): { ok: false; fault: FrameFault } {
  return { ok: false, fault: kind };
}

function typed(type: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes[0] = type;
  return bytes;
}

function withType(type: number, payload: Uint8Array): Uint8Array {
  const bytes = typed(type, payload.length + 1);
  bytes.set(payload, 1);
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function jsonBytes(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreachable(value: never): never {
  throw new TypeError(`unknown frame ${typeof value}`);
}
