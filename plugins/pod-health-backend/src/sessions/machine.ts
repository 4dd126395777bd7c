import type {
  EndReason,
  SessionState,
} from 'backstage-plugin-pod-health-common';

/**
 * Which state may follow which. `ended` is final. A reason is written with the move to `ending` (or, where nothing runs in
 * the cluster, straight to `ended`) and never changed.
 */
export const MOVES: Readonly<Record<SessionState, readonly SessionState[]>> = {
  requested: ['creating', 'ended'],
  creating: ['starting', 'ending', 'ended'],
  starting: ['ready', 'ending', 'ended'],
  ready: ['attached', 'ending'],
  attached: ['ready', 'ending'],
  ending: ['ended'],
  ended: [],
};

/** All states, in the order of a session's life. */
export const STATES: readonly SessionState[] = [
  'requested',
  'creating',
  'starting',
  'ready',
  'attached',
  'ending',
  'ended',
];

/** States in which nobody has decided the end yet. */
export const LIVE: readonly SessionState[] = STATES.slice(0, 5);

/** Whether a session may move from one state to another. */
export function canMove(from: SessionState, to: SessionState): boolean {
  return MOVES[from].includes(to);
}

/** The states from which one may be entered: the condition of the guarded UPDATE. */
export function statesBefore(to: SessionState): readonly SessionState[] {
  return STATES.filter(from => canMove(from, to));
}

/** Whether a ticket may be asked for and used. */
export function acceptsTickets(state: SessionState): boolean {
  return state === 'ready' || state === 'attached';
}

/** Reasons for which the shell is known to be gone already, so that nothing has to be ended in the cluster. */
const SHELL_GONE: readonly EndReason[] = [
  'user-exit',
  'pod-replaced',
  'start-failed',
];

/** Whether a shell may still run when its session ends for this reason. */
export function mayStillRun(reason: EndReason): boolean {
  return !SHELL_GONE.includes(reason);
}
