import type { KnownKind, KnownKinds, ProjectedList } from './collectObjects';
import { CollectedObjects, metaOf, nameKey } from './collectObjects';
import { push } from './groups';
import type { KubeEvent, KubeNode, Pod, Workload } from './objects';

export { nameKey };

/** Kubernetes objects, projected and findable in constant time. Built once for any number of snapshots. */
export interface ObjectIndex {
  /** Kinds of which an object, or a typed list even if empty (`EventList`), was given. */
  readonly kinds: ReadonlySet<string>;
  readonly pods: readonly Pod[];
  /** By {@link nameKey}. */
  readonly podsByName: ReadonlyMap<string, Pod>;
  /** Pods by their controller's key; see {@link controlledBy}. */
  readonly podsByController: ReadonlyMap<string, readonly Pod[]>;
  /** Pods that take room on a node: bound, and not finished. */
  readonly scheduledPods: readonly Pod[];
  readonly podNamespaces: ReadonlySet<string>;
  readonly workloads: readonly Workload[];
  readonly workloadsByUid: ReadonlyMap<string, Workload>;
  /** By {@link nameKey}. */
  readonly workloadsByName: ReadonlyMap<string, Workload>;
  /** Workloads by their controller's key; see {@link controlledBy}. */
  readonly workloadsByController: ReadonlyMap<string, readonly Workload[]>;
  /** Events by the uid of what they are about, oldest first. */
  readonly eventsByUid: ReadonlyMap<string, readonly KubeEvent[]>;
  /** Events whose object has no uid, by {@link nameKey}, oldest first. */
  readonly eventsByName: ReadonlyMap<string, readonly KubeEvent[]>;
  /** All events by {@link nameKey}, for objects that have no uid themselves. */
  readonly eventsByAnyName: ReadonlyMap<string, readonly KubeEvent[]>;
  readonly nodes: readonly KubeNode[];
  readonly nodesByName: ReadonlyMap<string, KubeNode>;
  /** All objects of a kind; `undefined` when none was given, not even an empty list. */
  all<K extends KnownKind>(kind: K): readonly KnownKinds[K][] | undefined;
  /** Those of one namespace; `undefined` when it has none that were given. */
  within<K extends KnownKind>(
    kind: K,
    namespace: string,
  ): readonly KnownKinds[K][] | undefined;
}

/** Key of what controls an object: its uid, or its name where a hand has cut the uid off. */
function controllerKey({ metadata }: Pod | Workload): string | undefined {
  const references = metadata.ownerReferences ?? [];
  const owner = references.find(one => one.controller) ?? references[0];
  if (!owner) return undefined;
  const { uid, kind = '', name = '' } = owner;
  return uid || nameKey(kind, metadata.namespace ?? '', name);
}

/** What a workload controls, out of a map by {@link controllerKey}. */
export function controlledBy<T>(
  map: ReadonlyMap<string, readonly T[]>,
  { kind, metadata }: Workload,
): readonly T[] {
  const { uid, namespace = '', name = '' } = metadata;
  const byName = map.get(nameKey(kind, namespace, name));
  const byUid = uid ? map.get(uid) : undefined;
  return byUid && byName ? [...byUid, ...byName] : byUid ?? byName ?? [];
}

/** Whether the scheduler counts the pod on its node: bound and not finished. */
function takesRoom({ spec, status }: Pod): boolean {
  return (
    spec.nodeName !== undefined &&
    status.phase !== 'Succeeded' &&
    status.phase !== 'Failed'
  );
}

const byTime = (a: KubeEvent, b: KubeEvent) =>
  compare(a.lastSeen ?? '', b.lastSeen ?? '') ||
  compare(a.metadata.name ?? '', b.metadata.name ?? '') ||
  compare(a.reason ?? '', b.reason ?? '') ||
  compare(a.message ?? '', b.message ?? '');

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** As the API lists them, so that an answer never depends on the order in which objects came. */
const byNodeName = (a: KubeNode, b: KubeNode) =>
  compare(a.metadata.name ?? '', b.metadata.name ?? '');

function indexEvents(events: KubeEvent[]) {
  const byUid = new Map<string, KubeEvent[]>();
  const byName = new Map<string, KubeEvent[]>();
  const byAnyName = new Map<string, KubeEvent[]>();
  for (const event of [...events].sort(byTime)) {
    const { uid, kind = 'Pod', namespace, name = '' } = event.involvedObject;
    const key = nameKey(
      kind,
      namespace ?? event.metadata.namespace ?? '',
      name,
    );
    push(byAnyName, key, event);
    if (uid) push(byUid, uid, event);
    else push(byName, key, event);
  }
  return {
    eventsByUid: byUid,
    eventsByName: byName,
    eventsByAnyName: byAnyName,
  };
}

function indexWorkloads(workloads: Workload[]) {
  const byUid = new Map<string, Workload>();
  const byName = new Map<string, Workload>();
  const byController = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const { uid, namespace, name } = workload.metadata;
    if (uid) byUid.set(uid, workload);
    byName.set(nameKey(workload.kind, namespace ?? '', name ?? ''), workload);
    const controller = controllerKey(workload);
    if (controller !== undefined) push(byController, controller, workload);
  }
  return {
    workloadsByUid: byUid,
    workloadsByName: byName,
    workloadsByController: byController,
  };
}

function indexPods(pods: Pod[]) {
  const podsByName = new Map<string, Pod>();
  const podsByController = new Map<string, Pod[]>();
  for (const pod of pods) {
    const { namespace, name } = pod.metadata;
    podsByName.set(nameKey('Pod', namespace ?? '', name ?? ''), pod);
    const controller = controllerKey(pod);
    if (controller !== undefined) push(podsByController, controller, pod);
  }
  return { podsByName, podsByController };
}

/** Lists by kind, and by kind and namespace; each made once, so that snapshots share them. */
function listings(
  collected: CollectedObjects,
): Pick<ObjectIndex, 'all' | 'within'> {
  const lists = new Map<KnownKind, readonly unknown[]>();
  const byNamespace = new Map<KnownKind, Map<string, unknown[]>>();
  function all<K extends KnownKind>(kind: K) {
    if (!collected.kinds.has(kind)) return undefined;
    const list = lists.get(kind) ?? collected.of(kind);
    lists.set(kind, list);
    return list as readonly KnownKinds[K][]; // put under this kind just above
  }
  function grouped<K extends KnownKind>(
    kind: K,
    objects: readonly KnownKinds[K][],
  ) {
    const map = new Map<string, unknown[]>();
    for (const object of objects) {
      push(map, metaOf(object).namespace || 'default', object);
    }
    byNamespace.set(kind, map);
    return map;
  }
  function within<K extends KnownKind>(kind: K, namespace: string) {
    const objects = all(kind);
    if (!objects) return undefined;
    const map = byNamespace.get(kind) ?? grouped(kind, objects);
    return map.get(namespace || 'default') as
      | readonly KnownKinds[K][]
      | undefined; // grouped by this kind
  }
  return { all, within };
}

/**
 * Projects and indexes any Kubernetes objects: as the API gives them or projected before, `List`s flattened, kinds mixed.
 * Linear in the input. Never throws: what is no object of a kind is dropped; of two objects of one name the last counts.
 */
export function indexObjects(objects: readonly unknown[]): ObjectIndex {
  const collected = new CollectedObjects();
  for (const object of objects) collected.add(object);
  return indexCollected(collected);
}

/** As {@link indexObjects}, of objects projected before: they are kept as they are, none copied. */
export function indexProjected(lists: readonly ProjectedList[]): ObjectIndex {
  const collected = new CollectedObjects();
  for (const list of lists) collected.addProjected(list);
  return indexCollected(collected);
}

function indexCollected(collected: CollectedObjects): ObjectIndex {
  const pods = collected.of('Pod');
  const workloads = collected.workloads();
  const nodes = collected.of('Node').sort(byNodeName);
  return {
    kinds: collected.kinds,
    pods,
    ...indexPods(pods),
    scheduledPods: pods.filter(takesRoom),
    podNamespaces: new Set(pods.map(pod => pod.metadata.namespace ?? '')),
    workloads,
    ...indexWorkloads(workloads),
    ...indexEvents(collected.of('Event')),
    nodes,
    nodesByName: new Map(nodes.map(node => [node.metadata.name ?? '', node])),
    ...listings(collected),
  };
}
