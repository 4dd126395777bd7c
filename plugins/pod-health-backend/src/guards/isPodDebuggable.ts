import type { ErrorCode } from 'backstage-plugin-pod-health-common';

/** What of a pod decides whether an ephemeral container in it would ever run. */
export interface DebuggablePod {
  /** The kubelet made it from a file; the API server refuses ephemeral containers for it. */
  readonly isStatic: boolean;
  readonly isTerminating: boolean;
  readonly isScheduled: boolean;
  readonly isFinished: boolean;
  readonly isWindows: boolean;
}

/**
 * Why a pod cannot be debugged; `undefined` when it can. The API accepts an ephemeral container for a pod that is
 * terminating or not scheduled, and never starts it (facts.md), so it is refused here.
 */
export function isPodDebuggable(pod: DebuggablePod): ErrorCode | undefined {
  if (pod.isStatic) {
    return 'pod-static';
  }
  if (pod.isTerminating) {
    return 'pod-terminating';
  }
  if (pod.isFinished) {
    return 'pod-finished';
  }
  if (!pod.isScheduled) {
    return 'pod-not-scheduled';
  }
  return pod.isWindows ? 'pod-windows' : undefined;
}
