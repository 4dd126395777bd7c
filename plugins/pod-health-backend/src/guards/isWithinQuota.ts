import { LIMITS, type ErrorCode } from 'backstage-plugin-pod-health-common';

/** What counts against a new session. */
export interface SessionCounts {
  /** Sessions of the user that have not ended, in all replicas. */
  readonly ofUser: number;
  /** Sessions that this replica holds. */
  readonly ofReplica: number;
  /** Debug containers that the pod ever had: they cannot be removed. */
  readonly ofPod: number;
}

/** Which limit another session would break; `undefined` when none (security.md T18, T25). */
export function isWithinQuota(counts: SessionCounts): ErrorCode | undefined {
  if (
    counts.ofUser >= LIMITS.sessionsPerUser ||
    counts.ofReplica >= LIMITS.sessionsPerReplica
  ) {
    return 'too-many-sessions';
  }
  return counts.ofPod >= LIMITS.debugContainersPerPod
    ? 'too-many-debug-containers'
    : undefined;
}
