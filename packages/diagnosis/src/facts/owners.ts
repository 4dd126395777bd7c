import type { ObjectIndex } from './indexObjects';
import { controlledBy, nameKey } from './indexObjects';
import { memo } from './memo';
import type { ObjectMeta, Pod, Workload } from './objects';
import type { Subject } from './snapshot';

/** More than any real chain of owners; ends a circle of references. */
const MAX_CHAIN = 16;

/** A Deployment names its ReplicaSets after itself, with a hash behind. */
const OF_DEPLOYMENT = /^(.{1,253})-[a-z0-9]{1,16}$/;

/**
 * The Deployment of a ReplicaSet that was not given (it was not listed, or may not be read): the one it is named after, if that one's
 * selector fits the pod.
 */
function deploymentOf(
  index: ObjectIndex,
  { namespace = '', labels = {} }: ObjectMeta,
  replicaSet: string,
): Workload | undefined {
  const name = OF_DEPLOYMENT.exec(replicaSet)?.[1];
  const deployment =
    name && index.workloadsByName.get(nameKey('Deployment', namespace, name));
  if (!deployment) return undefined;
  const wanted = Object.entries(deployment.spec.selector?.matchLabels ?? {});
  const fits = wanted.every(([key, value]) => labels[key] === value);
  return wanted.length > 0 && fits ? deployment : undefined;
}

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
  if (byName) return uid && byName.metadata.uid ? undefined : byName;
  return kind === 'ReplicaSet'
    ? deploymentOf(index, metadata, name)
    : undefined;
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
  const children = controlledBy(index.workloadsByController, self);
  return [self, ...children, ...chainFrom(index, self.metadata)];
}

/** The pods a workload has, its own and those of what it controls, in the order given. */
export function podsOf(
  index: ObjectIndex,
  workload: Workload,
  depth: number = 0,
): readonly Pod[] {
  if (depth > MAX_CHAIN) return [];
  const children = controlledBy(index.workloadsByController, workload);
  return [
    ...controlledBy(index.podsByController, workload),
    ...children.flatMap(child => podsOf(index, child, depth + 1)),
  ];
}

const revisionNumber = ({ metadata }: Workload) =>
  Number(metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);

/** All pods of a Deployment have the same. */
const revisionsBelow = memo(
  (top: Workload, index: ObjectIndex): readonly Workload[] =>
    [...controlledBy(index.workloadsByController, top)].sort(
      (a, b) =>
        revisionNumber(b) - revisionNumber(a) ||
        ((a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1),
    ),
);

/** What the topmost of a chain of owners controls, the newest revision first, then by name. */
export function revisionsOf(
  index: ObjectIndex,
  owners: readonly Workload[],
): readonly Workload[] {
  const top = owners.find(({ kind }) => kind === 'Deployment');
  return top ? revisionsBelow(top, index) : [];
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

function subjectFor(kind: string, metadata: ObjectMeta): Subject {
  return {
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
  };
}

/** Kinds that make pods, by hand of the built-in controllers. */
const CONTROLLERS = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

/**
 * Everything that can be diagnosed: all pods in the order given, then each built-in workload that no other given one of them
 * owns (an old ReplicaSet is no subject of its own; what an operator's object owns is), then the services.
 */
export function subjectsOf(index: ObjectIndex): Subject[] {
  const topmost = index.workloads.filter(
    ({ kind, metadata }) =>
      CONTROLLERS.has(kind) &&
      !CONTROLLERS.has(parentOf(index, metadata)?.kind ?? ''),
  );
  return [
    ...index.pods.map(pod => subjectFor('Pod', pod.metadata)),
    ...topmost.map(({ kind, metadata }) => subjectFor(kind, metadata)),
    ...(index.all('Service') ?? []).map(({ metadata }) =>
      subjectFor('Service', metadata),
    ),
  ];
}
