import type { Workload } from '../facts/objects';
import { wantedPods } from '../facts/owners';
import type { LifeState } from './diagnosis';

/** Whether a workload's condition has a status. */
function holds({ status }: Workload, type: string, wanted: string): boolean {
  return status.conditions.some(
    condition => condition.type === type && condition.status === wanted,
  );
}

function jobState(job: Workload): LifeState {
  if (holds(job, 'Complete', 'True')) return 'completed';
  if (holds(job, 'Failed', 'True') || holds(job, 'FailureTarget', 'True'))
    return 'failed';
  const { active = 0, succeeded = 0, failed = 0 } = job.status;
  if (active === 0) {
    // Between two pods nothing is active.
    return succeeded + failed > 0 && !job.spec.suspend ? 'starting' : 'pending';
  }
  return failed > 0 ? 'not-ready' : 'running';
}

/** Pods that are ready, by the field of each kind. */
function readyPods({ kind, status }: Workload): number {
  return (
    (kind === 'DaemonSet' ? status.numberReady : status.readyReplicas) ?? 0
  );
}

function existingPods({ kind, status }: Workload): number {
  return (
    (kind === 'DaemonSet' ? status.currentNumberScheduled : status.replicas) ??
    0
  );
}

/**
 * State of a workload that is looked at itself: `pending` while it has no pod, `not-ready` while it lacks some or its rollout
 * does not get on, `completed` when it wants none.
 */
export function workloadState(workload: Workload): LifeState {
  if (workload.metadata.deletionTimestamp !== undefined) return 'terminating';
  if (workload.kind === 'Job') return jobState(workload);
  if (workload.kind === 'CronJob') {
    return workload.spec.suspend ? 'completed' : 'running';
  }
  if (holds(workload, 'Progressing', 'False')) return 'not-ready';
  if (holds(workload, 'ReplicaFailure', 'True')) return 'not-ready';
  const wanted = wantedPods(workload);
  if (wanted === 0) return 'completed';
  if (existingPods(workload) === 0) return 'pending';
  return readyPods(workload) >= wanted ? 'running' : 'not-ready';
}
