import { LIMITS } from 'backstage-plugin-pod-health-common';
import { isRecord, parseJson } from './errors';
import type { AttachStatus } from './types';

/**
 * Frames of remote commands over WebSocket, `v4.channel.k8s.io` and `v5.channel.k8s.io`: the first byte is the channel,
 * the rest its bytes; v5 adds 255, "this channel has ended" (KEP-4006).
 */

/** Subprotocols offered, best first. */
export const SUBPROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;
const RESIZE = 4;
const CLOSE = 255;

/** What a frame from the cluster means. */
export type ClusterFrame =
  | { readonly type: 'output'; readonly bytes: Uint8Array }
  | { readonly type: 'status'; readonly status: AttachStatus }
  /** Nothing to do: the empty frames that a server opens its channels with, and the end of one channel. */
  | { readonly type: 'nothing' }
  /** Against the protocol; the session cannot go on. `why` holds no byte of the frame. */
  | { readonly type: 'fault'; readonly why: string };

/**
 * Reads a frame. Total: whatever the bytes, it answers and never throws (facts.md E7). `close` says whether the
 * subprotocol knows channel 255, which is v5 only.
 */
export function decodeClusterFrame(
  frame: Uint8Array,
  close: boolean,
): ClusterFrame {
  if (frame.length === 0) {
    return { type: 'fault', why: 'a frame without a channel' };
  }
  const channel = frame[0];
  const bytes = frame.subarray(1);
  if (channel === CLOSE && close) {
    return bytes.length === 1 && bytes[0] <= RESIZE
      ? { type: 'nothing' }
      : { type: 'fault', why: 'a close of no known channel' };
  }
  if (channel !== STDOUT && channel !== STDERR && channel !== STATUS) {
    return { type: 'fault', why: `a frame on channel ${channel}` };
  }
  if (bytes.length === 0) {
    return { type: 'nothing' };
  }
  return channel === STATUS ? decodeStatus(bytes) : { type: 'output', bytes };
}

/** Keystrokes. */
export function encodeInput(bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(bytes.length + 1);
  frame[0] = STDIN;
  frame.set(bytes, 1);
  return frame;
}

/** The terminal's size, each side clamped to 1..1000; what is no number counts as 1. */
export function encodeResize(columns: number, rows: number): Uint8Array {
  const size = JSON.stringify({ Width: clamp(columns), Height: clamp(rows) });
  return Buffer.concat([Buffer.of(RESIZE), Buffer.from(size)]);
}

function clamp(side: number): number {
  const whole = Number.isNaN(side) ? LIMITS.terminalMin : Math.floor(side);
  return Math.min(Math.max(whole, LIMITS.terminalMin), LIMITS.terminalMax);
}

function decodeStatus(bytes: Uint8Array): ClusterFrame {
  const status = parseJson(Buffer.from(bytes).toString('utf8'));
  if (
    !isRecord(status) ||
    (status.status !== 'Success' && status.status !== 'Failure')
  ) {
    return { type: 'fault', why: 'a status that is none' };
  }
  return {
    type: 'status',
    status: {
      success: status.status === 'Success',
      ...(typeof status.message === 'string'
        ? { message: status.message.slice(0, 1_000) }
        : {}),
    },
  };
}
