import type { ObjectIndex } from './indexObjects';
import { nameKey } from './indexObjects';
import type { ObjectMeta, Pod, Workload } from './objects';
import type { Subject } from './snapshot';

/** More than any real chain of owners; ends a circle of references. */
const MAX_CHAIN = 16;

function parentOf(
  index: ObjectIndex,
  metadata: ObjectMeta,
): Workload | undefined {
  const references = metadata.ownerReferences ?? [];
  const owner = references.find(one => one.controller) ?? references[0];
  if (!owner) return undefined;
  const { uid, kind = '', name = '' } = owner;
  const byUid = uid ? index.workloadsByUid.get(uid) : undefined;
  if (byUid) return byUid;
  const byName = index.workloadsByName.get(
    nameKey(kind, metadata.namespace ?? '', name),
  );
  // The same name with another uid is another object.
  return uid && byName?.metadata.uid ? undefined : byName;
}

function chainFrom(index: ObjectIndex, start: ObjectMeta): Workload[] {
  const chain: Workload[] = [];
  let owner = parentOf(index, start);
  while (owner && chain.length < MAX_CHAIN && !chain.includes(owner)) {
    chain.push(owner);
    owner = parentOf(index, owner.metadata);
  }
  return chain;
}

/**
 * The owners of a pod, nearest first. Of a workload: itself, the workloads it controls (a Deployment's ReplicaSets say why
 * it has no pods), then its own owners.
 */
export function ownersOf(
  index: ObjectIndex,
  subject: Subject,
  pod: Pod | undefined,
): readonly Workload[] {
  if (pod) return chainFrom(index, pod.metadata);
  const { kind, namespace, name } = subject;
  const self = index.workloadsByName.get(nameKey(kind, namespace, name));
  if (!self) return [];
  const { uid } = self.metadata;
  const children = (uid && index.workloadsByController.get(uid)) || [];
  return [self, ...children, ...chainFrom(index, self.metadata)];
}

/** How many pods a workload should have now, by its kind; 0 for a kind that makes none itself. */
export function wantedPods({ kind, spec, status }: Workload): number {
  switch (kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'StatefulSet':
      return spec.replicas ?? 1;
    case 'DaemonSet':
      return status.desiredNumberScheduled ?? 0;
    case 'Job': {
      const over = status.conditions.some(
        ({ type, status: holds }) =>
          (type === 'Complete' || type === 'Failed') && holds === 'True',
      );
      return over || spec.suspend ? 0 : spec.parallelism ?? 1;
    }
    default:
      return 0;
  }
}

function hasPods(index: ObjectIndex, workload: Workload, depth = 0): boolean {
  const { uid } = workload.metadata;
  if (!uid || depth > MAX_CHAIN) return false;
  if (index.podsByController.has(uid)) return true;
  const children = index.workloadsByController.get(uid) ?? [];
  return children.some(child => hasPods(index, child, depth + 1));
}

function subjectFor(kind: string, metadata: ObjectMeta): Subject {
  return {
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
  };
}

/**
 * Everything that can be diagnosed: all pods in the order given, then each workload that should have pods and has none, the
 * topmost of its chain only. Without any pod (not even an empty PodList) nothing is said of workloads.
 */
export function subjectsOf(index: ObjectIndex): Subject[] {
  const pods = index.pods.map(pod => subjectFor('Pod', pod.metadata));
  if (!index.kinds.has('Pod')) return pods;
  const childless = index.workloads.filter(
    workload => wantedPods(workload) > 0 && !hasPods(index, workload),
  );
  const known = new Set(childless);
  const topmost = childless.filter(
    ({ metadata }) =>
      !chainFrom(index, metadata).some(owner => known.has(owner)),
  );
  return [
    ...pods,
    ...topmost.map(({ kind, metadata }) => subjectFor(kind, metadata)),
  ];
}
