import type { Workload } from '../../facts/objects';
import { wantedPods } from '../../facts/owners';

/** What a controller does with pods, and may fail at. */
export type Verb = 'create' | 'delete';

/** Kinds that make pods, or what makes pods. */
export const MAKERS: ReadonlySet<string> = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

function isOver({ metadata, status }: Workload): boolean {
  return (
    metadata.deletionTimestamp !== undefined ||
    status.conditions.some(
      one =>
        (one.type === 'Complete' || one.type === 'Failed') &&
        one.status === 'True',
    )
  );
}

/** How many pods a workload should have at this moment. */
export function wantsOf(workload: Workload): number {
  const { kind, spec, status } = workload;
  const wanted = wantedPods(workload);
  if (kind !== 'Job' || spec.completions === undefined) return wanted;
  return Math.max(
    0,
    Math.min(wanted, spec.completions - (status.succeeded ?? 0)),
  );
}

/** How many pods a workload has by its own count, ready or not. */
export function hasOf({ kind, status }: Workload): number {
  const { replicas, currentNumberScheduled, active } = status;
  const count = { DaemonSet: currentNumberScheduled, Job: active };
  return (
    (Object.hasOwn(count, kind)
      ? count[kind as keyof typeof count]
      : replicas) ?? 0
  ); // hasOwn proved the key
}

/** Places in `owners` of the subject and of what it controls, without what is over. */
export function makersOf(owners: readonly Workload[]): number[] {
  const [self] = owners;
  return owners.flatMap((owner, i) => {
    const isOwn = owner.metadata.ownerReferences?.some(
      ({ uid, kind, name }) =>
        (uid !== undefined && uid === self?.metadata.uid) ||
        (kind === self?.kind && name === self?.metadata.name),
    );
    return (i === 0 || isOwn) && !isOver(owner) ? [i] : [];
  });
}

/** Whether events may speak of a fault of now: the workload has fewer (or, for deleting, more) pods than it should. */
export function isOff(maker: Workload, verb: Verb): boolean {
  // A CronJob wants its next job, whenever that is.
  if (maker.kind === 'CronJob') return verb === 'create' && !maker.spec.suspend;
  const more = hasOf(maker) - wantsOf(maker);
  if (verb === 'create') return more < 0;
  // A Deployment deletes no pods itself, and has more than it wants while it rolls out.
  return (
    maker.kind !== 'Deployment' &&
    (more > 0 || (maker.status.numberMisscheduled ?? 0) > 0)
  );
}
