import {
  LIMITS,
  PodHealthError,
  type ErrorCode,
} from 'backstage-plugin-pod-health-common';
import type { SessionCounts } from '../guards/isWithinQuota';

/** The refusal of a session that would break a limit, with the count that did and the limit. */
export function quotaError(
  code: ErrorCode,
  { ofUser, ofReplica, ofPod }: SessionCounts,
): PodHealthError {
  if (code === 'too-many-debug-containers') {
    const limit = LIMITS.debugContainersPerPod;
    return new PodHealthError(code, `the pod had ${ofPod} debug containers`, {
      count: ofPod,
      limit,
    });
  }
  const isUser = ofUser >= LIMITS.sessionsPerUser;
  return new PodHealthError(code, 'too many sessions are open', {
    count: isUser ? ofUser : ofReplica,
    limit: isUser ? LIMITS.sessionsPerUser : LIMITS.sessionsPerReplica,
    of: isUser ? 'user' : 'replica',
  });
}
