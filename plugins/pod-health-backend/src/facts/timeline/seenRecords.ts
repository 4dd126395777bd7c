import { templateChanges, type Pod, type Workload } from 'pod-diagnosis';
import { scaleFold } from './eventRecords';
import {
  podSubject,
  recordOf,
  workloadSubject,
  type TimelineRecord,
} from './record';
import { parentUid, revisionOf, rolloutRecord } from './workloadRecords';

/** When a difference was noticed. */
export interface Noticed {
  readonly cluster: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Set when the cluster was not followed for a time: the difference is from after this. */
  readonly notBefore?: number;
}

/** What happened to pods between two states of them, which the later state does not tell. Pure. */
export function seenOfPods(
  before: readonly Pod[],
  after: readonly Pod[],
  { cluster, ...noticed }: Noticed,
): TimelineRecord[] {
  const now = new Map(after.map(pod => [pod.metadata.uid, pod]));
  return before.flatMap(old => {
    const pod = now.get(old.metadata.uid);
    if (pod === old) {
      return [];
    }
    const said = { source: 'seen' as const, ...noticed };
    return pod
      ? debuggedBetween(old, pod).flatMap(({ name, image }) =>
          recordOf(podSubject(cluster, pod), {
            ...said,
            kind: 'debugged',
            container: name,
            ...(image !== undefined && { details: { image } }),
          }),
        )
      : recordOf(podSubject(cluster, old), { ...said, kind: 'deleted' });
  });
}

function debuggedBetween(before: Pod, after: Pod) {
  const known = new Set(
    before.spec.ephemeralContainers.map(({ name }) => name),
  );
  return after.spec.ephemeralContainers.filter(({ name }) => !known.has(name));
}

/** What happened to workloads between two states of them. Pure. */
export function seenOfWorkloads(
  before: readonly Workload[],
  after: readonly Workload[],
  noticed: Noticed,
): TimelineRecord[] {
  const known = new Map(before.map(each => [each.metadata.uid, each]));
  return after.flatMap(now => {
    const old = known.get(now.metadata.uid);
    return old && old !== now
      ? [
          ...scaledBetween(old, now, noticed),
          ...rolledBetween(old, now, { before, after, noticed }),
        ]
      : [];
  });
}

/** A ReplicaSet is scaled by its Deployment all the time: only what nothing controls is news. */
function scaledBetween(
  before: Workload,
  after: Workload,
  { cluster, ...noticed }: Noticed,
): TimelineRecord[] {
  const [from, to] = [before.spec.replicas, after.spec.replicas];
  if (from === undefined || to === undefined || from === to) {
    return [];
  }
  return parentUid(after) !== undefined && after.kind === 'ReplicaSet'
    ? []
    : recordOf(workloadSubject(cluster, after), {
        source: 'seen',
        ...noticed,
        kind: 'scaled',
        of: scaleFold(from, to),
        turn: `${noticed.at}`,
        details: { from, to },
      });
}

/**
 * A rollout that no creation tells: an old ReplicaSet that serves again, or a new template of a workload that has no ReplicaSets.
 */
function rolledBetween(
  old: Workload,
  now: Workload,
  {
    before,
    after,
    noticed: { cluster, ...noticed },
  }: {
    readonly before: readonly Workload[];
    readonly after: readonly Workload[];
    readonly noticed: Noticed;
  },
): TimelineRecord[] {
  const said = { source: 'seen' as const, ...noticed };
  if (now.kind === 'ReplicaSet') {
    const parent = after.find(
      ({ metadata }) => metadata.uid === parentUid(now),
    );
    const isNewer = (revisionOf(now) ?? 0) > (revisionOf(old) ?? Infinity);
    return parent && isNewer
      ? rolloutRecord(
          workloadSubject(cluster, parent),
          now,
          newestOf(before, now),
          said,
        )
      : [];
  }
  const [from, to] = [old.spec.template, now.spec.template];
  const isOther =
    (now.kind === 'StatefulSet' || now.kind === 'DaemonSet') &&
    (now.status.updateRevision !== old.status.updateRevision ||
      (from && to && templateChanges(from, to).length > 0));
  return isOther
    ? rolloutRecord(workloadSubject(cluster, now), now, old, said)
    : [];
}

/** The ReplicaSet that was the newest of the same Deployment. */
function newestOf(
  all: readonly Workload[],
  set: Workload,
): Workload | undefined {
  return all
    .filter(each => parentUid(each) === parentUid(set))
    .reduce<Workload | undefined>(
      (newest, each) =>
        (revisionOf(each) ?? 0) > ((newest && revisionOf(newest)) ?? 0)
          ? each
          : newest,
      undefined,
    );
}
