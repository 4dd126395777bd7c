import type { Clock } from './clock';
import type { FaultHandle, FaultScript } from './faults/types';

/** Any Kubernetes object, in the API's own field names. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: KubeMeta;
  [field: string]: unknown;
}

/** The part of an object the server itself reads. */
export interface KubeMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  [field: string]: unknown;
}

/** Names an object. `namespace` is left out for cluster-scoped kinds. */
export interface ObjectId {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** One request the server saw, in the order of arrival. */
export interface RecordedRequest {
  /** The API's verb: get, list, watch, create, patch, delete. */
  readonly verb: string;
  readonly method: string;
  /** Path with its query, as sent. */
  readonly path: string;
  /** Authenticated user; `system:anonymous` without a good token. */
  readonly user: string;
  readonly userAgent: string;
  /** Status code sent; 0 until the answer begins, 101 for an upgrade. */
  readonly code: number;
  /** Body bytes sent so far. */
  readonly bytes: number;
}

/** How to start the double. */
export interface DemoClusterOptions {
  /** Objects to begin with, of any kind the server knows (see resources.ts). */
  readonly objects?: readonly KubeObject[];
  /** Recordings of a real cluster to bring to life; see recordings/. */
  readonly recordings?: readonly Recording[];
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly clock?: Clock;
  readonly faults?: readonly FaultScript[];
  /** How long a new ephemeral container stays in ContainerCreating. Default 800 ms, about what a real node takes. */
  readonly containerStartMs?: number;
  /** Whether an image can be pulled; by default every one. The others end in ImagePullBackOff. */
  readonly pullable?: (image: string) => boolean;
  /** Watches are answered 410 for versions older than this many changes. Default 5,000. */
  readonly historyLength?: number;
  /** How often a quiet watch gets a bookmark. Default 60 s, as the real server's. */
  readonly bookmarkMs?: number;
}

/** What was taken from a real cluster about one scenario. Never holds environment values or secrets. */
export interface Recording {
  readonly scenario: string;
  /** When it was taken, RFC 3339; times are shifted from it to the start of the double. */
  readonly recordedAt: string;
  readonly kubernetes: string;
  readonly objects: readonly KubeObject[];
  readonly logs: readonly RecordedLog[];
}

/** A container's log: one instance of it. Lines as the API gives them with `timestamps=true`. */
export interface RecordedLog {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly previous: boolean;
  readonly lines: readonly string[];
}

/** A running Kubernetes API double. */
export interface DemoCluster {
  /** Such as `https://127.0.0.1:41234`. */
  readonly url: string;
  /** PEM of the authority that signed the server's certificate; made anew at each start. */
  readonly ca: string;
  /** Everything that was asked of it. */
  readonly requests: readonly RecordedRequest[];
  /** A kubeconfig (YAML text) for a user, with this cluster as the one context, `demo`. */
  kubeconfig(options: { readonly user: string }): string;
  /**
   * A bearer token for a user. `admin` is in `system:masters` and may do everything; any other name has what the RBAC
   * objects in the cluster grant it. `system:serviceaccount:NAMESPACE:NAME` gets the service accounts' groups.
   */
  token(user: string): string;
  /** Makes every token given out for the user so far unknown: the next request with it is a 401. */
  revoke(user: string): void;
  /** Creates or replaces an object; watchers see it. Returns it as stored. */
  apply(object: KubeObject): KubeObject;
  /** Removes an object; watchers see DELETED. False when there was none. */
  remove(id: ObjectId): boolean;
  /** The object as stored, or undefined. */
  find(id: ObjectId): KubeObject | undefined;
  /** Merges into an object's `status`; watchers see MODIFIED. Lists are replaced. Throws when there is no such object. */
  setStatus(id: ObjectId, status: Record<string, unknown>): KubeObject;
  /** Adds lines to a container's log, stamped now; followers get them. */
  appendLog(
    namespace: string,
    pod: string,
    container: string,
    lines: readonly string[],
  ): void;
  /** Ends the running instance of a container: its log ends, its status becomes terminated. */
  endContainer(
    namespace: string,
    pod: string,
    container: string,
    exitCode: number,
  ): void;
  /**
   * Starts a container that has ended anew: a new run with an empty log, the one before as `previous`, `restartCount` one
   * more, `lastState` as its state was.
   */
  restartContainer(namespace: string, pod: string, container: string): void;
  /** Scripts a fault for matching requests. */
  fault(script: FaultScript): FaultHandle;
  /** Applies each status in turn, `everyMs` apart by the clock, beginning at once. */
  podStatuses(
    namespace: string,
    pod: string,
    statuses: readonly Record<string, unknown>[],
    everyMs: number,
  ): void;
  /** Deletes a pod and creates one of the same name with another uid, as a StatefulSet does. Returns the new uid. */
  swapPod(namespace: string, pod: string): string;
  /** Creates `count` pods from a template, named `NAME-0` … */
  pods(count: number, template: KubeObject): readonly KubeObject[];
  /** Creates `count` events about an object, one second apart, the last one now. */
  events(count: number, about: KubeObject): readonly KubeObject[];
  /** Forgets all history: versions and page tokens given out so far are answered 410 from now on. */
  expireHistory(): void;
  /** Open connections; 0 after everybody has left. */
  readonly connections: number;
  /** Ends every connection and timer. */
  close(): Promise<void>;
}
