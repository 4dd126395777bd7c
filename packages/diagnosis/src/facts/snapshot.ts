import type { Fact } from './fact';
import type {
  KubeEvent,
  KubeNode,
  NamedKeys,
  PersistentVolumeClaim,
  Pod,
  Workload,
} from './objects';

/** What a diagnosis is about. */
export interface Subject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The log of one container: last lines of the running (or last) instance, and of the one before. */
export interface ContainerLog {
  readonly current?: string;
  readonly previous?: string;
}

/**
 * The facts a cause can ask for, by name. Each holds projected objects (see objects.ts): no env value, no secret, no
 * annotation outside the allow list ever enters a snapshot.
 */
export interface FactValues {
  /** The pod itself. Missing (`notAsked`) when the subject is a workload without pods. */
  readonly pod: Pod;
  /** Events about the pod, by uid; `expired` when the pod is older than events live and none is left. */
  readonly events: readonly KubeEvent[];
  /** What owns the pod, nearest first (ReplicaSet, Deployment …); or the subject itself, first, when it is a workload. */
  readonly owners: readonly Workload[];
  /** Events about the owners, by uid. */
  readonly ownerEvents: readonly KubeEvent[];
  /** All nodes of the cluster. */
  readonly nodes: readonly KubeNode[];
  /** All pods the scheduler counts on the nodes, of all namespaces; for free room. */
  readonly scheduledPods: readonly Pod[];
  /** Pods in the subject's namespace that share its controller, the pod itself among them. */
  readonly siblings: readonly Pod[];
  /** Names and keys of the namespace's config maps; never a value. */
  readonly configMaps: readonly NamedKeys[];
  /** The claims the pod mounts. */
  readonly claims: readonly PersistentVolumeClaim[];
  /** Which fields the cluster's API knows: for fields that were applied and silently ignored. */
  readonly schema: FieldSchema;
  /** Logs by container name. */
  readonly logs: Readonly<Record<string, ContainerLog>>;
}

/**
 * The API's fields as a graph, names only. `types[T][field]` is `''` for a leaf or anything free-form, the name of another
 * type for an object, `[]T` for a list of objects and `{}T` for a map of objects.
 */
export interface FieldSchema {
  /** Kubernetes version it was read from, and whether from the cluster itself or the copy that ships with this package. */
  readonly version: string;
  readonly source: 'cluster' | 'bundled';
  /** Type of each kind: `{ "apps/v1/Deployment": "Deployment", … }`. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Name of a fact. */
export type FactName = keyof FactValues;

/** Everything known about a subject at one moment. Plain JSON: it can be saved, sent and replayed. */
export interface Snapshot {
  /** When it was gathered, by the cluster's or the gatherer's clock. RFC 3339. */
  readonly now: string;
  readonly subject: Subject;
  readonly facts: { readonly [N in FactName]: Fact<FactValues[N]> };
}
