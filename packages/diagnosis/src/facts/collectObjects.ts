import type {
  KubeEvent,
  KubeNode,
  LimitRange,
  NamedKeys,
  Namespace,
  NetworkPolicy,
  ObjectMeta,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  ResourceQuota,
  Service,
  ServiceAccount,
  StorageClass,
  VolumeAttachment,
  Workload,
} from './objects';
import {
  projectAttachment,
  projectClaim,
  projectConfigMap,
  projectEvent,
  projectLimitRange,
  projectNamespace,
  projectNetworkPolicy,
  projectNode,
  projectPod,
  projectQuota,
  projectService,
  projectServiceAccount,
  projectStorageClass,
  projectVolume,
  projectWorkload,
} from './project';
import { isObject, own, text } from './read';

/** The kinds that have a shape of their own; every other kind is a {@link Workload}. */
export interface KnownKinds {
  readonly Pod: Pod;
  readonly Event: KubeEvent;
  readonly Node: KubeNode;
  readonly ConfigMap: NamedKeys;
  readonly PersistentVolumeClaim: PersistentVolumeClaim;
  readonly PersistentVolume: PersistentVolume;
  readonly StorageClass: StorageClass;
  readonly VolumeAttachment: VolumeAttachment;
  readonly Service: Service;
  readonly ResourceQuota: ResourceQuota;
  readonly LimitRange: LimitRange;
  readonly ServiceAccount: ServiceAccount;
  readonly Namespace: Namespace;
  readonly NetworkPolicy: NetworkPolicy;
}

export type KnownKind = keyof KnownKinds;

/** All objects of a kind that somebody has read, or some: each as the kind's own projection has made it. */
export interface ProjectedList {
  /** `Pod`, `ReplicaSet`; not that of the list. */
  readonly kind: string;
  readonly items: readonly (KnownKinds[KnownKind] | Workload)[];
}

const PROJECTIONS: {
  readonly [K in KnownKind]: (value: unknown) => KnownKinds[K];
} = {
  Pod: projectPod,
  Event: projectEvent,
  Node: projectNode,
  ConfigMap: projectConfigMap,
  PersistentVolumeClaim: projectClaim,
  PersistentVolume: projectVolume,
  StorageClass: projectStorageClass,
  VolumeAttachment: projectAttachment,
  Service: projectService,
  ResourceQuota: projectQuota,
  LimitRange: projectLimitRange,
  ServiceAccount: projectServiceAccount,
  Namespace: projectNamespace,
  NetworkPolicy: projectNetworkPolicy,
};

/** Kinds that are no facts of any cause, so not even their names are kept. */
const IGNORED = new Set(['Secret', 'Lease', 'Endpoints', 'EndpointSlice']);
/** Groups of a kind whose name other groups use as well, for objects of other fields (Calico, Antrea). */
const GROUPS: Readonly<Record<string, RegExp>> = {
  NetworkPolicy: /^(?:networking\.k8s\.io|extensions)\//,
};
/** A list may hold lists (`kubectl` never nests more than one); hostile input may nest for ever. */
const MAX_LIST_DEPTH = 8;

/** Key of an object in the maps by name. Names cannot hold a slash. An object cut down by hand may lack its namespace. */
export function nameKey(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace || 'default'}/${name}`;
}

function isKnown(kind: string): kind is KnownKind {
  return Object.hasOwn(PROJECTIONS, kind);
}

/** Of an object without a group the kind alone counts: those of a list carry none. */
function isIgnored(kind: string, object: unknown): boolean {
  const group = text(own(object, 'apiVersion'));
  const known = Object.hasOwn(GROUPS, kind) ? GROUPS[kind] : undefined;
  return (
    IGNORED.has(kind) ||
    (group !== undefined && known !== undefined && !known.test(group))
  );
}

function withKind(item: unknown, kind: string | undefined): unknown {
  return kind !== undefined && isObject(item) && item.kind === undefined
    ? { ...item, kind }
    : item;
}

/** A config map carries its name itself; everything else in its metadata. */
export function metaOf(object: KnownKinds[KnownKind] | Workload): ObjectMeta {
  return 'metadata' in object ? object.metadata : object;
}

/** Objects of any kinds, projected; the last of two with one name counts, as when a listing and a single object are given. */
export class CollectedObjects {
  /** Kinds of which an object, or a typed list even if empty, was given. */
  readonly kinds = new Set<string>();
  readonly #known = new Map<KnownKind, Map<string, unknown>>();
  readonly #workloads = new Map<string, Workload>();
  #nameless = 0;

  /** Adds one object, or the items of a list. Total: what is no object of a kind is dropped. */
  add(object: unknown, depth: number = 0): void {
    if (depth > MAX_LIST_DEPTH) return;
    const kind = text(own(object, 'kind'));
    const items = own(object, 'items');
    if (Array.isArray(items) && (kind === undefined || kind.endsWith('List'))) {
      if (kind && kind !== 'List') this.kinds.add(kind.slice(0, -4));
      // A typed list's items carry no kind of their own.
      const itemKind = kind === 'List' ? undefined : kind?.slice(0, -4);
      for (const item of items) this.add(withKind(item, itemKind), depth + 1);
    } else if (kind !== undefined && !isIgnored(kind, object)) {
      this.kinds.add(kind);
      const project = isKnown(kind) ? PROJECTIONS[kind] : projectWorkload;
      this.#put(kind, project(object));
    }
  }

  /** Adds objects that are projected, as they are. */
  addProjected({ kind, items }: ProjectedList): void {
    this.kinds.add(kind);
    for (const item of items) this.#put(kind, item);
  }

  /** All of a kind, in the order in which their names first came. */
  of<K extends KnownKind>(kind: K): KnownKinds[K][] {
    const known = this.#known.get(kind)?.values() ?? [];
    return [...known] as KnownKinds[K][]; // put under this kind by its own projection
  }

  workloads(): Workload[] {
    return [...this.#workloads.values()];
  }

  #put(kind: string, projected: KnownKinds[KnownKind] | Workload): void {
    const key = this.#key(kind, metaOf(projected));
    if (!isKnown(kind)) {
      this.#workloads.set(key, projected as Workload); // every kind but the known ones is projected so
      return;
    }
    const list = this.#known.get(kind) ?? new Map<string, unknown>();
    this.#known.set(kind, list);
    list.set(key, projected);
  }

  #key(kind: string, { namespace = '', name }: ObjectMeta): string {
    // Events cut down by hand often have no name: each stays an event of its own.
    return nameKey(kind, namespace, name || `/${this.#nameless++}`);
  }
}
