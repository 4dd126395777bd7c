import type { Fact } from './fact';
import type {
  KubeEvent,
  KubeNode,
  LimitRange,
  NamedKeys,
  Namespace,
  NetworkPolicy,
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
  /** Events about the pod, or the service that is the subject, by uid; `expired` when the pod is older than events live and none is left. */
  readonly events: readonly KubeEvent[];
  /** What owns the pod, nearest first (ReplicaSet, Deployment …); or the subject itself, first, when it is a workload. */
  readonly owners: readonly Workload[];
  /** Events about the owners, by uid. */
  readonly ownerEvents: readonly KubeEvent[];
  /** Events about the pods of a job, also of those it has removed since, by the names that its own events give. */
  readonly podEvents: readonly KubeEvent[];
  /** All nodes of the cluster. */
  readonly nodes: readonly KubeNode[];
  /** All pods the scheduler counts on the nodes, of all namespaces; for free room. */
  readonly scheduledPods: readonly Pod[];
  /** Those of the pods at hand that take room on the pod's node, of any namespace: finding none means nothing. */
  readonly nodePods: readonly Pod[];
  /** Pods that share the pod's controller, the pod itself among them; of a workload, the pods it or what it controls has. */
  readonly siblings: readonly Pod[];
  /** Names and keys of the namespace's config maps; never a value. */
  readonly configMaps: readonly NamedKeys[];
  /** Pods of the subject's namespace. Not all of the namespace unless `asked` says so. */
  readonly namespacePods: readonly Pod[];
  /** Controllers of the subject's namespace, when it is a service: what could have made its pods. */
  readonly namespaceWorkloads: readonly Workload[];
  /** Services of the subject's namespace; or the subject itself, first, when it is one. */
  readonly services: readonly Service[];
  /** The claims the pod mounts, those of its generic ephemeral volumes among them. */
  readonly claims: readonly PersistentVolumeClaim[];
  /** Events about those claims, by uid or name. */
  readonly claimEvents: readonly KubeEvent[];
  /** Persistent volumes of the cluster. */
  readonly volumes: readonly PersistentVolume[];
  readonly storageClasses: readonly StorageClass[];
  /** Attachments of volumes to nodes. */
  readonly attachments: readonly VolumeAttachment[];
  /** Events about the pod's node. */
  readonly nodeEvents: readonly KubeEvent[];
  /** Quotas and limit ranges of the subject's namespace. */
  readonly quotas: readonly ResourceQuota[];
  readonly limitRanges: readonly LimitRange[];
  readonly serviceAccounts: readonly ServiceAccount[];
  /** Network policies of the subject's namespace. */
  readonly networkPolicies: readonly NetworkPolicy[];
  /** The subject's namespace itself. */
  readonly namespace: Namespace;
  /** What the topmost owner of the subject controls, newest revision first: the ReplicaSets of a Deployment. */
  readonly revisions: readonly Workload[];
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

/**
 * Everything known about a subject at one moment. Its facts are plain JSON; what is saved, sent and replayed are the objects it was taken
 * from (docs/adr/0005).
 */
export interface Snapshot {
  /** When it was gathered, by the cluster's or the gatherer's clock. RFC 3339. */
  readonly now: string;
  readonly subject: Subject;
  readonly facts: { readonly [N in FactName]: Fact<FactValues[N]> };
  /**
   * Of a workload or service: what is known about one of its pods, by name. Gathered only when asked for; `undefined` for a pod that is not
   * at hand.
   */
  readonly podNamed?: (name: string) => Snapshot | undefined;
}
