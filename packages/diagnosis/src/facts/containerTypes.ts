import type { Awaited } from './awaits';
import type { Listener } from './listens';

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
  /** Health of the devices given to the container (1.31 and later, where the feature is on). */
  readonly allocatedResourcesStatus?: readonly {
    readonly name?: string;
    readonly resources?: readonly {
      readonly resourceID?: string;
      /** `Healthy`, `Unhealthy` or `Unknown`. */
      readonly health?: string;
      readonly message?: string;
    }[];
  }[];
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
  readonly allowPrivilegeEscalation?: boolean;
  readonly runAsGroup?: number;
  readonly fsGroup?: number;
  readonly seccompProfile?: SecurityProfile;
  readonly appArmorProfile?: SecurityProfile;
  readonly capabilities?: {
    readonly add?: readonly string[];
    readonly drop?: readonly string[];
  };
  /** Names alone. */
  readonly sysctls?: readonly { readonly name?: string }[];
}

export interface SecurityProfile {
  readonly type?: string;
  readonly localhostProfile?: string;
}

export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly imagePullPolicy?: string;
  /** The first word only: the program. Arguments may carry secrets. */
  readonly command?: readonly string[];
  /** How many arguments there are; their text is never kept. */
  readonly argsCount?: number;
  /** Ports that the command and the arguments say the program listens on; of their text only the option's name is kept. */
  readonly listens?: readonly Partial<Listener>[];
  /** Far ends that the command waits for; of its text nothing else is kept. */
  readonly awaits?: readonly Partial<Awaited>[];
  /** The largest heap that the command or the arguments give to a Java program (`-Xmx`): `512m`. */
  readonly maxHeap?: string;
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
    readonly subPathExpr?: string;
    readonly readOnly?: boolean;
    readonly mountPropagation?: string;
  }[];
  readonly volumeDevices?: readonly {
    readonly name?: string;
    readonly devicePath?: string;
  }[];
  readonly workingDir?: string;
  readonly terminationMessagePolicy?: string;
  readonly lifecycle?: {
    readonly preStop?: boolean;
    readonly postStart?: boolean;
  };
  readonly tty?: boolean;
  readonly stdin?: boolean;
  readonly targetContainerName?: string;
}
