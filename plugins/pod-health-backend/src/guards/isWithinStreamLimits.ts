import { LIMITS } from 'backstage-plugin-pod-health-common';

/** Whether one more log stream fits: for this user, and in this replica (security.md T25). */
export function isWithinStreamLimits(open: {
  readonly ofUser: number;
  readonly all: number;
}): boolean {
  return (
    open.ofUser < LIMITS.streamsPerUser && open.all < LIMITS.streamsPerReplica
  );
}
