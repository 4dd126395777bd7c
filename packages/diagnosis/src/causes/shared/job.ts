import { parseTime } from '../../engine';
import type { Condition, Pod, Workload } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import { conditionOf } from './workload';

/** Default of `backoffLimit`. */
export const BACKOFF_LIMIT = 6;

/**
 * How a job was given up: `Failed` stands when its pods are gone, `FailureTarget` (1.31 and later) while they are being stopped.
 * `undefined` for one that has not failed.
 */
export function failureOf(
  job: Workload,
): (Condition & { readonly i: number }) | undefined {
  return ['Failed', 'FailureTarget']
    .map(type => conditionOf(job, type))
    .find(condition => condition?.status === 'True');
}

/** Whether a job has ended, well or badly. */
export function isOver(job: Workload): boolean {
  return (
    failureOf(job) !== undefined ||
    conditionOf(job, 'Complete')?.status === 'True'
  );
}

/** Whether a later run of the CronJob that made a failed job has succeeded since: the failure is history then. */
export function isMadeUpFor(
  { lastTransitionTime }: Condition,
  owners: FactValues['owners'],
): boolean {
  const cron = owners.find(({ kind }) => kind === 'CronJob');
  const succeeded = parseTime(cron?.status.lastSuccessfulTime);
  const failed = parseTime(lastTransitionTime);
  return succeeded !== undefined && failed !== undefined && succeeded > failed;
}

/** For {@link troublesIn}: pods that are failed attempts. */
export const isFailedAttempt = ({ status }: Pod) => status.phase === 'Failed';

/** When a job began, in milliseconds; of one that never did, when it was made. */
export function startOf({ status, metadata }: Workload): number {
  return (
    parseTime(status.startTime) ?? parseTime(metadata.creationTimestamp) ?? 0
  );
}

/** The jobs of a CronJob with their place in `owners`, the latest first. */
export function runsOf(
  owners: FactValues['owners'],
): readonly { readonly job: Workload; readonly k: number }[] {
  const name = ({ metadata }: Workload) => metadata.name ?? '';
  return owners
    .map((job, k) => ({ job, k }))
    .filter(({ job }) => job.kind === 'Job')
    .sort(
      (a, b) =>
        startOf(b.job) - startOf(a.job) || (name(a.job) < name(b.job) ? 1 : -1),
    );
}
