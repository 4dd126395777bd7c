import type {
  KubeEvent,
  KubeNode,
  NamedKeys,
  ObjectMeta,
  PersistentVolumeClaim,
  Pod,
  Workload,
} from './objects';
import {
  projectClaim,
  projectConfigMap,
  projectEvent,
  projectNode,
  projectPod,
  projectWorkload,
} from './project';
import { isObject, own, text } from './read';

/** Kubernetes objects, projected and findable in constant time. Built once for any number of snapshots. */
export interface ObjectIndex {
  /** Kinds of which an object, or a typed list even if empty (`EventList`), was given. */
  readonly kinds: ReadonlySet<string>;
  readonly pods: readonly Pod[];
  /** By {@link nameKey}. */
  readonly podsByName: ReadonlyMap<string, Pod>;
  /** Pods by their controller's uid. */
  readonly podsByController: ReadonlyMap<string, readonly Pod[]>;
  /** Pods that take room on a node: bound, and not finished. */
  readonly scheduledPods: readonly Pod[];
  readonly podNamespaces: ReadonlySet<string>;
  readonly workloads: readonly Workload[];
  readonly workloadsByUid: ReadonlyMap<string, Workload>;
  /** By {@link nameKey}. */
  readonly workloadsByName: ReadonlyMap<string, Workload>;
  /** Workloads by their controller's uid. */
  readonly workloadsByController: ReadonlyMap<string, readonly Workload[]>;
  /** Events by the uid of what they are about, oldest first. */
  readonly eventsByUid: ReadonlyMap<string, readonly KubeEvent[]>;
  /** Events whose object has no uid, by {@link nameKey}, oldest first. */
  readonly eventsByName: ReadonlyMap<string, readonly KubeEvent[]>;
  readonly nodes: readonly KubeNode[];
  readonly configMaps: ReadonlyMap<string, readonly NamedKeys[]>;
  readonly claims: ReadonlyMap<string, readonly PersistentVolumeClaim[]>;
}

/** Kinds that are no facts of any cause, so not even their names are kept. */
const IGNORED = new Set(['Secret', 'Lease', 'Endpoints', 'EndpointSlice']);
/** A list may hold lists (`kubectl` never nests more than one); hostile input may nest for ever. */
const MAX_LIST_DEPTH = 8;

/** Key of an object in the maps by name. Names cannot hold a slash. */
export function nameKey(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}

/** Adds to the list at `key`, making it if need be. */
function push<T>(map: Map<string, T[]>, key: string | undefined, value: T) {
  if (key === undefined) return;
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function controllerUid(object: Pod | Workload): string | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller)?.uid;
}

/** Whether the scheduler counts the pod on its node: bound and not finished. */
function takesRoom({ spec, status }: Pod): boolean {
  return (
    spec.nodeName !== undefined &&
    status.phase !== 'Succeeded' &&
    status.phase !== 'Failed'
  );
}

/** Objects of one kind by name: the last of two counts, as when a listing and a single object are both given. */
class ByName<T> {
  private readonly byName = new Map<string, T>();

  set(kind: string, { namespace = '', name = '' }: ObjectMeta, object: T) {
    this.byName.set(nameKey(kind, namespace, name), object);
  }

  /** In the order in which the names first came. */
  all(): T[] {
    return [...this.byName.values()];
  }
}

class Builder {
  readonly kinds = new Set<string>();
  readonly pods = new ByName<Pod>();
  readonly workloads = new ByName<Workload>();
  readonly events = new ByName<KubeEvent>();
  readonly nodes = new ByName<KubeNode>();
  readonly configMaps = new ByName<NamedKeys>();
  readonly claims = new ByName<PersistentVolumeClaim>();
  private nameless = 0;

  add(object: unknown, depth: number): void {
    if (depth > MAX_LIST_DEPTH) return;
    const kind = text(own(object, 'kind'));
    const items = own(object, 'items');
    if (Array.isArray(items) && (kind === undefined || kind.endsWith('List'))) {
      if (kind && kind !== 'List') this.kinds.add(kind.slice(0, -4));
      // A typed list's items carry no kind of their own.
      const itemKind = kind === 'List' ? undefined : kind?.slice(0, -4);
      for (const item of items) this.add(withKind(item, itemKind), depth + 1);
    } else if (kind !== undefined && !IGNORED.has(kind)) {
      this.kinds.add(kind);
      this.addOne(kind, object);
    }
  }

  private addOne(kind: string, object: unknown): void {
    switch (kind) {
      case 'Pod':
        return this.put(this.pods, kind, projectPod(object));
      case 'Event':
        return this.put(this.events, kind, projectEvent(object));
      case 'Node':
        return this.put(this.nodes, kind, projectNode(object));
      case 'PersistentVolumeClaim':
        return this.put(this.claims, kind, projectClaim(object));
      case 'ConfigMap': {
        const map = projectConfigMap(object);
        return this.configMaps.set(kind, map, map);
      }
      default:
        return this.put(this.workloads, kind, projectWorkload(object));
    }
  }

  private put<T extends { readonly metadata: ObjectMeta }>(
    list: ByName<T>,
    kind: string,
    object: T,
  ): void {
    const { metadata } = object;
    // Events cut down by hand often have no name: each stays an event of its own.
    const name = metadata.name ?? `/${this.nameless++}`;
    list.set(kind, { ...metadata, name }, object);
  }
}

function withKind(item: unknown, kind: string | undefined): unknown {
  return kind !== undefined && isObject(item) && item.kind === undefined
    ? { ...item, kind }
    : item;
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
  for (const event of [...events].sort(byTime)) {
    const { uid, kind, namespace, name } = event.involvedObject;
    if (uid) push(byUid, uid, event);
    else push(byName, nameKey(kind ?? '', namespace ?? '', name ?? ''), event);
  }
  return { eventsByUid: byUid, eventsByName: byName };
}

function indexWorkloads(workloads: Workload[]) {
  const byUid = new Map<string, Workload>();
  const byName = new Map<string, Workload>();
  const byController = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const { uid, namespace, name } = workload.metadata;
    if (uid) byUid.set(uid, workload);
    byName.set(nameKey(workload.kind, namespace ?? '', name ?? ''), workload);
    push(byController, controllerUid(workload), workload);
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
    push(podsByController, controllerUid(pod), pod);
  }
  return { podsByName, podsByController };
}

/**
 * Projects and indexes any Kubernetes objects: as the API gives them or projected before, `List`s flattened, kinds mixed.
 * Linear in the input. Never throws: what is no object of a kind is dropped; of two objects of one name the last counts.
 */
export function indexObjects(objects: readonly unknown[]): ObjectIndex {
  const builder = new Builder();
  for (const object of objects) builder.add(object, 0);
  const pods = builder.pods.all();
  const workloads = builder.workloads.all();
  return {
    kinds: builder.kinds,
    pods,
    ...indexPods(pods),
    scheduledPods: pods.filter(takesRoom),
    podNamespaces: new Set(pods.map(pod => pod.metadata.namespace ?? '')),
    workloads,
    ...indexWorkloads(workloads),
    ...indexEvents(builder.events.all()),
    nodes: builder.nodes.all().sort(byNodeName),
    configMaps: byNamespace(builder.configMaps.all(), map => map.namespace),
    claims: byNamespace(
      builder.claims.all(),
      claim => claim.metadata.namespace,
    ),
  };
}

function byNamespace<T>(
  objects: readonly T[],
  namespaceOf: (object: T) => string | undefined,
): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const object of objects) push(map, namespaceOf(object) ?? '', object);
  return map;
}
