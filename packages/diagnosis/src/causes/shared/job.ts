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

/** Since when a job is over, in milliseconds; `undefined` while it is not, or nothing says when. */
export function endOf(job: Workload): number | undefined {
  const complete = conditionOf(job, 'Complete');
  const ended =
    failureOf(job) ?? (complete?.status === 'True' ? complete : undefined);
  return (
    ended &&
    (parseTime(job.status.completionTime) ??
      parseTime(ended.lastTransitionTime))
  );
}

/** A job that its CronJob still holds for active, though it has ended; with its place in `owners`. */
export interface StaleRun {
  readonly job: Workload;
  readonly k: number;
  /** When it ended, in milliseconds. */
  readonly ended: number;
}

/** The controller strikes a run off within seconds of its end: longer than this, in seconds, it is none that is at work. */
const STRUCK_OFF_SECONDS = 300;

/**
 * The runs in a CronJob's `status.active` that have ended long since, the latest first. With `Forbid` each keeps the CronJob from ever
 * starting another.
 * Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/cronjob/cronjob_controllerv2.go (syncCronJob)
 */
export function staleRuns(
  { status }: Workload,
  owners: FactValues['owners'],
  now: number,
): readonly StaleRun[] {
  const names = status.activeJobs ?? [];
  return runsOf(owners).flatMap(({ job, k }) => {
    const ended = endOf(job);
    const isStale =
      names.includes(job.metadata.name ?? '') &&
      ended !== undefined &&
      (now - ended) / 1000 > STRUCK_OFF_SECONDS;
    return isStale ? [{ job, k, ended }] : [];
  });
}
