import {
  PodHealthError,
  type Problem,
} from 'backstage-plugin-pod-health-common';
import type { MissingReason } from 'pod-diagnosis';

/** An error as it is shown inside an answer: its code and values, never its message. What is not ours is `internal`. */
export function problemOf(error: unknown): Problem {
  return error instanceof PodHealthError
    ? { code: error.code, details: { ...error.details } }
    : { code: 'internal', details: {} };
}

/** Why a fact is missing, of what went wrong when it was gathered. */
export function missingBecause({ code }: Problem): MissingReason {
  return code === 'cluster-forbidden' || code === 'cluster-unauthorized'
    ? 'forbidden'
    : 'timeout';
}

/** The account may list, and not watch. */
export function isWatchForbidden(error: unknown): boolean {
  const { code, details } = problemOf(error);
  return code === 'cluster-forbidden' && details.verb === 'watch';
}

/** What came was no event: where to go on from is not known for sure. */
export function isUnreadable(error: unknown): boolean {
  return problemOf(error).code === 'cluster-error';
}

/** A connection that was open said nothing for longer than a living one can. */
export function isSilence(error: unknown): boolean {
  const { code, details } = problemOf(error);
  return code === 'cluster-timeout' && details.reason === 'silent';
}
