/**
 * Kubernetes objects as the causes read them: the API's own field names, reduced to an allow list by project.ts. Paths are
 * kept, so a quote such as `status.containerStatuses.0.state.waiting.reason` holds for the original too. Environment values,
 * arguments of secrets, annotations outside an allow list and managed fields have no field here, so they cannot leak.
 * Every field except the lists is optional: clusters are old, new, partial and hostile.
 */

export interface OwnerReference {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly controller?: boolean;
}

export interface ObjectMeta {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  /** When the object should be gone: the grace period is already added. */
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly finalizers?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** Only those of ANNOTATIONS_KEPT in project.ts. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
}

export interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

export interface ContainerStateTerminated {
  readonly exitCode?: number;
  readonly signal?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly containerID?: string;
}

export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: { readonly startedAt?: string };
  readonly terminated?: ContainerStateTerminated;
}

export interface ContainerStatus {
  readonly name?: string;
  readonly image?: string;
  readonly imageID?: string;
  readonly containerID?: string;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restartCount?: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

/** Quantities as the API gives them: "500m", "1Gi". */
export type ResourceQuantities = Readonly<Record<string, string>>;

export interface Probe {
  readonly httpGet?: {
    readonly path?: string;
    readonly port?: string | number;
    readonly scheme?: string;
    readonly host?: string;
  };
  readonly tcpSocket?: {
    readonly port?: string | number;
    readonly host?: string;
  };
  readonly grpc?: { readonly port?: number; readonly service?: string };
  /** The command's first word only: arguments may carry secrets. */
  readonly exec?: { readonly command?: readonly string[] };
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
}

/** Where an environment variable comes from; its literal value is never kept. */
export interface EnvVar {
  readonly name?: string;
  readonly valueFrom?: {
    readonly configMapKeyRef?: KeyRef;
    readonly secretKeyRef?: KeyRef;
    readonly fieldRef?: { readonly fieldPath?: string };
    readonly resourceFieldRef?: {
      readonly resource?: string;
      readonly containerName?: string;
    };
  };
}

export interface KeyRef {
  readonly name?: string;
  readonly key?: string;
  readonly optional?: boolean;
}

export interface SecurityContext {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly privileged?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
}

export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly imagePullPolicy?: string;
  /** The first word only: the program. Arguments may carry secrets. */
  readonly command?: readonly string[];
  /** How many arguments there are; their text is never kept. */
  readonly argsCount?: number;
  readonly restartPolicy?: string;
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly {
    readonly configMapRef?: KeyRef;
    readonly secretRef?: KeyRef;
    readonly prefix?: string;
  }[];
  readonly ports?: readonly {
    readonly name?: string;
    readonly containerPort?: number;
    readonly hostPort?: number;
    readonly protocol?: string;
  }[];
  readonly resources?: {
    readonly requests?: ResourceQuantities;
    readonly limits?: ResourceQuantities;
  };
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly securityContext?: SecurityContext;
  readonly volumeMounts?: readonly {
    readonly name?: string;
    readonly mountPath?: string;
    readonly subPath?: string;
    readonly readOnly?: boolean;
  }[];
  readonly lifecycle?: {
    readonly preStop?: boolean;
    readonly postStart?: boolean;
  };
  readonly tty?: boolean;
  readonly stdin?: boolean;
  readonly targetContainerName?: string;
}

export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

export interface NodeSelectorRequirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  readonly matchFields?: readonly NodeSelectorRequirement[];
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
}

export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelector;
  readonly topologyKey?: string;
  readonly namespaces?: readonly string[];
}

export interface Affinity {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms?: readonly NodeSelectorTerm[];
    };
  };
  readonly podAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  };
  readonly podAntiAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  };
}

export interface Volume {
  readonly name?: string;
  readonly configMap?: {
    readonly name?: string;
    readonly optional?: boolean;
    readonly items?: readonly { readonly key?: string }[];
  };
  readonly secret?: {
    readonly secretName?: string;
    readonly optional?: boolean;
    readonly items?: readonly { readonly key?: string }[];
  };
  readonly persistentVolumeClaim?: {
    readonly claimName?: string;
    readonly readOnly?: boolean;
  };
  readonly hostPath?: { readonly path?: string; readonly type?: string };
  readonly nfs?: { readonly server?: string; readonly path?: string };
  readonly csi?: { readonly driver?: string };
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: string };
  /** Kind of any other volume source ("projected", "downwardAPI", "iscsi" …). */
  readonly other?: string;
}

export interface PodSpec {
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly affinity?: Affinity;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly {
    readonly maxSkew?: number;
    readonly topologyKey?: string;
    readonly whenUnsatisfiable?: string;
    readonly labelSelector?: LabelSelector;
  }[];
  readonly schedulerName?: string;
  readonly schedulingGates?: readonly { readonly name?: string }[];
  readonly priority?: number;
  readonly priorityClassName?: string;
  readonly preemptionPolicy?: string;
  readonly restartPolicy?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly activeDeadlineSeconds?: number;
  readonly serviceAccountName?: string;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly runtimeClassName?: string;
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly os?: { readonly name?: string };
  readonly securityContext?: SecurityContext;
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
  readonly readinessGates?: readonly { readonly conditionType?: string }[];
  readonly overhead?: ResourceQuantities;
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly ephemeralContainers: readonly Container[];
  readonly volumes: readonly Volume[];
}

export interface PodStatus {
  readonly phase?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly startTime?: string;
  readonly qosClass?: string;
  readonly podIP?: string;
  readonly nominatedNodeName?: string;
  readonly conditions: readonly Condition[];
  readonly containerStatuses: readonly ContainerStatus[];
  readonly initContainerStatuses: readonly ContainerStatus[];
  readonly ephemeralContainerStatuses: readonly ContainerStatus[];
}

/** A field path that was applied, or that the schema knows: names only, list indices as `[]`, never a value. */
export type FieldPath = string;

export interface Pod {
  readonly kind: 'Pod';
  readonly metadata: ObjectMeta;
  readonly spec: PodSpec;
  readonly status: PodStatus;
  /** Field paths of kubectl's last-applied configuration, when the pod was applied itself. Names only. */
  readonly appliedFields?: readonly FieldPath[];
}

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
    readonly activeDeadlineSeconds?: number;
    readonly progressDeadlineSeconds?: number;
    readonly parallelism?: number;
    readonly completions?: number;
    readonly schedule?: string;
    readonly serviceName?: string;
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
    readonly active?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly lastScheduleTime?: string;
    readonly conditions: readonly Condition[];
  };
  /** Field paths of kubectl's last-applied configuration. Names only. */
  readonly appliedFields?: readonly FieldPath[];
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
  };
}

export interface PersistentVolumeClaim {
  readonly kind: 'PersistentVolumeClaim';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly storageClassName?: string;
    readonly volumeName?: string;
    readonly accessModes?: readonly string[];
  };
  readonly status: {
    readonly phase?: string;
    readonly conditions: readonly Condition[];
  };
}

/** A config map by its name and keys. */
export interface NamedKeys {
  readonly kind?: 'ConfigMap';
  readonly name: string;
  readonly namespace?: string;
  readonly keys: readonly string[];
}
