/** Subprotocol the server selects. The ticket is offered beside it as `ticket.<secret>` and never echoed. */
export const TERMINAL_PROTOCOL = 'pod-health.v1';

/** Prefix of the subprotocol that carries the ticket. */
export const TICKET_PREFIX = 'ticket.';

/** First byte of a binary frame from the browser. */
export const UP = { stdin: 0, resize: 4, ack: 5, token: 6 } as const;

/** First byte of a binary frame to the browser. */
export const DOWN = { output: 1, status: 3, notice: 7 } as const;

/** Why a session ended. `lost` is written by another replica's reaper. Final once written. */
export const END_REASONS = [
  'user-exit',
  'user-closed',
  'idle',
  'max-duration',
  'credential-expired',
  'identity-changed',
  'permission-revoked',
  'locked',
  'taken-over',
  'pod-gone',
  'pod-replaced',
  'start-failed',
  'cluster-disconnected',
  'server-restart',
  'protocol-error',
  'audit-failed',
  'lost',
] as const;

/** One of {@link END_REASONS}. */
export type EndReason = (typeof END_REASONS)[number];

/** WebSocket close codes. 4xxx are ours. */
export const CLOSE_CODES = {
  exit: 1000,
  policy: 1008,
  tooBig: 1009,
  serverRestart: 1012,
  ticket: 4401,
  revoked: 4403,
  limit: 4408,
  takenOver: 4409,
  podGone: 4410,
  cluster: 4502,
} as const;

/** Close code of each end reason. */
export const CLOSE_CODE_OF: Readonly<Record<EndReason, number>> = {
  'user-exit': CLOSE_CODES.exit,
  'user-closed': CLOSE_CODES.exit,
  idle: CLOSE_CODES.limit,
  'max-duration': CLOSE_CODES.limit,
  'credential-expired': CLOSE_CODES.limit,
  'identity-changed': CLOSE_CODES.revoked,
  'permission-revoked': CLOSE_CODES.revoked,
  locked: CLOSE_CODES.revoked,
  'taken-over': CLOSE_CODES.takenOver,
  'pod-gone': CLOSE_CODES.podGone,
  'pod-replaced': CLOSE_CODES.podGone,
  'start-failed': CLOSE_CODES.cluster,
  'cluster-disconnected': CLOSE_CODES.cluster,
  'server-restart': CLOSE_CODES.serverRestart,
  'protocol-error': CLOSE_CODES.policy,
  'audit-failed': CLOSE_CODES.policy,
  lost: CLOSE_CODES.cluster,
};

/** A message from the browser, decoded. */
export type UpFrame =
  | { readonly type: 'stdin'; readonly bytes: Uint8Array }
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  /** Output bytes the terminal has drawn; flow control counts them. */
  | { readonly type: 'ack'; readonly bytes: number }
  /** A fresh Backstage token of the same user: extends a session that would end with its credential. */
  | { readonly type: 'token'; readonly token: string };

/** A message to the browser, decoded. */
export type DownFrame =
  | { readonly type: 'output'; readonly bytes: Uint8Array }
  | { readonly type: 'status'; readonly status: TerminalStatus }
  | { readonly type: 'notice'; readonly notice: TerminalNotice };

/** Sent once attached, and again when a deadline moves. Times are RFC 3339 by the server's clock, which `now` gives. */
export interface TerminalStatus {
  readonly state: 'attached' | 'ended';
  readonly now: string;
  readonly endsAt: string;
  readonly idleEndsAt?: string;
  readonly reason?: EndReason;
  readonly exitCode?: number;
}

/** Something to say above the terminal. */
export interface TerminalNotice {
  readonly notice:
    | 'ending-soon'
    | 'idle-soon'
    | 'target-restarted'
    | 'reconnecting';
  readonly at: string;
}
