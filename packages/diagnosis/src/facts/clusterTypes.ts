import type { ResourceQuantities } from './containerTypes';
import type { Condition, FieldPath, ObjectMeta } from './metaTypes';
import type { LabelSelector, PodSpec } from './podTypes';

/** Any controller: ReplicaSet, Deployment, StatefulSet, DaemonSet, Job, CronJob, ReplicationController, custom. */
export interface Workload {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly suspend?: boolean;
    readonly selector?: LabelSelector;
    readonly backoffLimit?: number;
    readonly minReadySeconds?: number;
    /** Of a Deployment: `RollingUpdate` or `Recreate`. */
    readonly strategy?: { readonly type?: string };
    /** Of a StatefulSet or DaemonSet: `RollingUpdate` or `OnDelete`. */
    readonly updateStrategy?: {
      readonly type?: string;
      /** Of a StatefulSet: pods below this ordinal keep the old revision. */
      readonly rollingUpdate?: { readonly partition?: number };
    };
    readonly podManagementPolicy?: string;
    readonly volumeClaimTemplates?: readonly {
      readonly metadata?: ObjectMeta;
    }[];
    /** Of a CronJob. */
    readonly concurrencyPolicy?: string;
    readonly startingDeadlineSeconds?: number;
    readonly timeZone?: string;
    /** Of a Job. */
    readonly completionMode?: string;
    readonly maxFailedIndexes?: number;
    readonly activeDeadlineSeconds?: number;
    readonly progressDeadlineSeconds?: number;
    readonly parallelism?: number;
    readonly completions?: number;
    readonly schedule?: string;
    readonly serviceName?: string;
    /** Of a HorizontalPodAutoscaler. */
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly scaleTargetRef?: {
      readonly kind?: string;
      readonly name?: string;
    };
    /** The pod template's spec, projected as a pod's. */
    readonly template?: {
      readonly metadata?: ObjectMeta;
      readonly spec?: PodSpec;
    };
  };
  readonly status: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly unavailableReplicas?: number;
    readonly updatedReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly numberAvailable?: number;
    readonly numberUnavailable?: number;
    readonly numberMisscheduled?: number;
    readonly currentNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly currentReplicas?: number;
    /** Of a HorizontalPodAutoscaler. */
    readonly desiredReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
    readonly collisionCount?: number;
    readonly ready?: number;
    readonly failedIndexes?: string;
    readonly active?: number;
    /** Names of the jobs that a CronJob holds for active. */
    readonly activeJobs?: readonly string[];
    readonly succeeded?: number;
    readonly failed?: number;
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly lastScheduleTime?: string;
    readonly lastSuccessfulTime?: string;
    readonly conditions: readonly Condition[];
  };
  /** Field paths of kubectl's last-applied configuration. Names only. */
  readonly appliedFields?: readonly FieldPath[];
  /** Applied fields that the object does not have. */
  readonly droppedFields?: readonly FieldPath[];
}

export interface ObjectReference {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  /** Such as `spec.containers{app}`. */
  readonly fieldPath?: string;
}

/** A core/v1 or events.k8s.io/v1 event, in core/v1's names. */
export interface KubeEvent {
  readonly kind?: 'Event';
  readonly metadata: ObjectMeta;
  readonly involvedObject: ObjectReference;
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count: number;
  /** First and last time it was seen, from eventTime, series, firstTimestamp and lastTimestamp, whichever are set. */
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  readonly source?: string;
}

export interface Taint {
  readonly key?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly timeAdded?: string;
}

export interface KubeNode {
  readonly kind: 'Node';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly unschedulable?: boolean;
    readonly taints: readonly Taint[];
  };
  readonly status: {
    readonly capacity?: ResourceQuantities;
    readonly allocatable?: ResourceQuantities;
    readonly conditions: readonly Condition[];
    readonly nodeInfo?: {
      readonly architecture?: string;
      readonly operatingSystem?: string;
      readonly kubeletVersion?: string;
      readonly containerRuntimeVersion?: string;
    };
    /** Names of images on the node, for "nearest tag". At most 50 are reported by a kubelet. */
    readonly images?: readonly string[];
    /** What a runtime class may name, since 1.30; the default one has an empty name. */
    readonly runtimeHandlers?: readonly { readonly name?: string }[];
  };
}

/** A config map by its name and keys. */
export interface NamedKeys {
  readonly kind?: 'ConfigMap';
  readonly name: string;
  readonly namespace?: string;
  readonly creationTimestamp?: string;
  readonly keys: readonly string[];
}
