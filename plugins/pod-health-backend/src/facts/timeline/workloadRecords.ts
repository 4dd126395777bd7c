import type { TimelineDetails } from 'backstage-plugin-pod-health-common';
import { templateChanges, type KubeNode, type Workload } from 'pod-diagnosis';
import {
  cut,
  recordOf,
  workloadSubject,
  type Said,
  type TimelineRecord,
  type WorkloadSubject,
} from './record';

const REVISION = 'deployment.kubernetes.io/revision';
/** Written when an old ReplicaSet serves again: then its creation says nothing of the rollout. */
const HISTORY = 'deployment.kubernetes.io/revision-history';
/** Differences told of a rollout; the page shows all while it is not done. */
const CHANGES = 5;
/** A node's troubles: the condition, and the statuses that are bad. */
const NODE_TROUBLES: Readonly<Record<string, readonly string[]>> = {
  Ready: ['False', 'Unknown'],
  MemoryPressure: ['True'],
  DiskPressure: ['True'],
  PIDPressure: ['True'],
  NetworkUnavailable: ['True'],
};

/** The revision of a ReplicaSet; `undefined` for anything else. */
export function revisionOf({ metadata }: Workload): number | undefined {
  const text = metadata.annotations?.[REVISION];
  return text !== undefined && /^\d{1,15}$/.test(text)
    ? Number(text)
    : undefined;
}

/** The uid of what controls a workload. */
export function parentUid({ metadata }: Workload): string | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller)?.uid;
}

/** The rollouts of a Deployment that its ReplicaSets still tell, with what each changed. Pure. */
export function rolloutRecords(
  cluster: string,
  deployment: Workload,
  all: readonly Workload[],
): TimelineRecord[] {
  const subject = workloadSubject(cluster, deployment);
  const sets = revisionsOf(deployment, all);
  return sets.flatMap((set, i) =>
    set.metadata.annotations?.[HISTORY] === undefined
      ? rolloutRecord(subject, set, sets[i - 1], {
          source: 'object',
          at: set.metadata.creationTimestamp,
        })
      : [],
  );
}

/** The ReplicaSets of a Deployment, oldest revision first. */
export function revisionsOf(
  deployment: Workload,
  all: readonly Workload[],
): readonly Workload[] {
  const { uid } = deployment.metadata;
  return all
    .filter(
      each =>
        each.kind === 'ReplicaSet' &&
        uid !== undefined &&
        parentUid(each) === uid &&
        revisionOf(each) !== undefined,
    )
    .sort((a, b) => (revisionOf(a) ?? 0) - (revisionOf(b) ?? 0));
}

/** A rollout to `after`, from `before` where that is known. */
export function rolloutRecord(
  subject: WorkloadSubject,
  after: Workload,
  before: Workload | undefined,
  said: Pick<Said, 'source' | 'at' | 'notBefore'>,
): TimelineRecord[] {
  const number = revisionOf(after);
  const revision = number === undefined ? undefined : `${number}`;
  const { uid } = after.metadata;
  const isSet = after.kind === 'ReplicaSet' && uid !== undefined;
  return recordOf(isSet ? { ...subject, set: uid } : subject, {
    ...said,
    kind: 'rolled-out',
    // Without a number, the spec's: the status that follows from it tells of the same rollout.
    of: revision ?? `generation ${after.metadata.generation ?? ''}`,
    turn: revision ?? `${said.at}`,
    details: {
      ...(revision !== undefined && { revision }),
      ...(before && changesOf(before, after)),
    },
  });
}

function changesOf(before: Workload, after: Workload): TimelineDetails {
  const [from, to] = [before.spec.template, after.spec.template];
  const all = from && to ? templateChanges(from, to) : [];
  return all.length === 0
    ? {}
    : {
        changes: all.slice(0, CHANGES).map(change => ({
          path: cut(change.path),
          ...(change.before !== undefined && { before: cut(change.before) }),
          ...(change.after !== undefined && { after: cut(change.after) }),
        })),
        changeCount: all.length,
      };
}

/** What is wrong with a node, and since when. Pure. */
export function nodeRecords(
  cluster: string,
  { metadata, status }: KubeNode,
): TimelineRecord[] {
  const subject = { node: { cluster, name: metadata.name ?? '' } };
  return status.conditions.flatMap(({ type = '', status: holds = '', ...it }) =>
    Object.hasOwn(NODE_TROUBLES, type) && NODE_TROUBLES[type].includes(holds)
      ? recordOf(subject, {
          source: 'object',
          kind: 'node',
          at: it.lastTransitionTime,
          of: type === 'Ready' ? 'NotReady' : type,
          turn: it.lastTransitionTime,
          details: { reason: type === 'Ready' ? 'NotReady' : type },
        })
      : [],
  );
}
