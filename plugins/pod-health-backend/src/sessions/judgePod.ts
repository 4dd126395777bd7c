import type { EndReason, Problem } from 'backstage-plugin-pod-health-common';
import { isUidSame } from '../guards/isUidSame';
import type { RawObject } from '../kube/types';
import { goneBecause } from './podFacts';
import { containerState, type ContainerState } from './podState';
import { isStartFailureFinal } from './startFailure';
import type { SessionRow } from './types';

/** What the state of a pod means for a session in it. */
export type PodVerdict =
  | {
      readonly kind: 'end';
      readonly reason: EndReason;
      readonly details: {
        readonly note?: string;
        readonly exitCode?: number;
        readonly problem?: Problem;
      };
    }
  | { readonly kind: 'running' }
  | {
      readonly kind: 'waiting';
      readonly waiting: { readonly reason?: string; readonly message?: string };
    }
  | { readonly kind: 'nothing' };

/** Judges a pod, as the watch gives it, for a session that has not been asked to end. */
export function judgePod(
  pod: RawObject | undefined,
  session: SessionRow,
): PodVerdict {
  if (pod && !isUidSame(pod, session.pod.uid)) {
    return { kind: 'end', reason: 'pod-replaced', details: {} };
  }
  const gone = goneBecause(pod);
  if (!pod || gone) {
    return { kind: 'end', reason: 'pod-gone', details: { note: gone } };
  }
  const state = containerState(pod, session.container);
  switch (state.kind) {
    case 'terminated':
      return terminated(session, state);
    case 'running':
      return { kind: 'running' };
    case 'waiting':
      return waiting(session, state);
    default:
      return { kind: 'nothing' };
  }
}

/** Why a container could not be started, for the page to word. */
export function startProblem(
  session: SessionRow,
  why: { readonly reason?: string; readonly message?: string } = {},
): Problem {
  const { reason = 'timeout', message } = why;
  return {
    code: 'start-failed',
    details: {
      image: session.image,
      reason,
      ...(message !== undefined && { message }),
    },
  };
}

function terminated(
  session: SessionRow,
  state: Extract<ContainerState, { kind: 'terminated' }>,
): PodVerdict {
  const { exitCode } = state;
  const withCode = exitCode === undefined ? {} : { exitCode };
  return session.state === 'starting'
    ? {
        kind: 'end',
        reason: 'start-failed',
        details: { ...withCode, problem: startProblem(session, state) },
      }
    : { kind: 'end', reason: 'user-exit', details: withCode };
}

function waiting(
  session: SessionRow,
  { reason, message }: Extract<ContainerState, { kind: 'waiting' }>,
): PodVerdict {
  const why = {
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
  };
  if (isStartFailureFinal(reason, message)) {
    return {
      kind: 'end',
      reason: 'start-failed',
      details: { problem: startProblem(session, why) },
    };
  }
  const { waiting: known } = session;
  return known?.reason === reason && known?.message === message
    ? { kind: 'nothing' }
    : { kind: 'waiting', waiting: why };
}
