import {
  isEndReason,
  type EndReason,
  type Problem,
  type Session,
  type TerminalNotice,
  type TerminalStatus,
} from 'backstage-plugin-pod-health-common';

/** Deadlines by the server's clock, and when they arrived by the page's own steady one (milliseconds). */
export interface Deadlines {
  readonly now: string;
  readonly endsAt: string;
  readonly idleEndsAt?: string;
  readonly receivedAt: number;
}

/** What the panel around a terminal shows. `lost`: the socket is gone, the shell may still be there. */
export interface TerminalState {
  readonly phase: 'connecting' | 'attached' | 'lost' | 'ended';
  readonly deadlines?: Deadlines;
  readonly notice?: TerminalNotice['notice'];
  /** Why it ended; absent when nobody said. */
  readonly reason?: EndReason;
  readonly exitCode?: number;
  /** Why connecting did not work. */
  readonly problem?: Problem;
}

/** What can happen to a terminal. */
export type TerminalEvent =
  | { readonly type: 'connect' }
  | {
      readonly type: 'status';
      readonly status: TerminalStatus;
      readonly at: number;
    }
  | { readonly type: 'notice'; readonly notice: TerminalNotice }
  | { readonly type: 'input' }
  | { readonly type: 'closed'; readonly problem?: Problem }
  | { readonly type: 'session'; readonly session: Session };

export const CONNECTING: TerminalState = { phase: 'connecting' };

/** The next state. `ended` is final, whatever comes after it, except a new connection. */
export function nextTerminal(
  state: TerminalState,
  event: TerminalEvent,
): TerminalState {
  if (event.type === 'connect') {
    return CONNECTING;
  }
  if (state.phase === 'ended') {
    return state;
  }
  switch (event.type) {
    case 'status':
      return afterStatus(state, event.status, event.at);
    case 'notice':
      return { ...state, notice: event.notice.notice };
    case 'input':
      return state.notice === 'idle-soon'
        ? { ...state, notice: undefined }
        : state;
    case 'closed':
      return { ...state, phase: 'lost', problem: event.problem };
    default:
      return event.session.state === 'ended'
        ? ended(state, event.session.endReason, event.session.exitCode)
        : state;
  }
}

function afterStatus(
  state: TerminalState,
  status: TerminalStatus,
  receivedAt: number,
): TerminalState {
  if (status.state === 'ended') {
    return ended(state, status.reason, status.exitCode);
  }
  const { now, endsAt, idleEndsAt } = status;
  return {
    phase: 'attached',
    deadlines: { now, endsAt, idleEndsAt, receivedAt },
    notice: state.notice,
  };
}

function ended(
  state: TerminalState,
  reason: string | undefined,
  exitCode: number | undefined,
): TerminalState {
  return {
    phase: 'ended',
    deadlines: state.deadlines,
    reason: isEndReason(reason) ? reason : undefined,
    exitCode,
  };
}

/** Milliseconds from now until a moment of the server's clock; the page's own clock may be a day off (security.md R13). */
export function millisecondsUntil(
  moment: string,
  deadlines: Deadlines,
  steadyNow: number,
): number {
  const whole = Date.parse(moment) - Date.parse(deadlines.now);
  return Math.max(0, whole - (steadyNow - deadlines.receivedAt));
}
