import type { Readable } from 'node:stream';

/** One pod container, by the names a Kubernetes path is built from. Each is checked by paths.ts before use. */
export interface ContainerRef {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** A group of kinds in one version. `group` is `''` for the core group. */
export interface ApiGroup {
  readonly group: string;
  readonly version: string;
}

/** A kind of object, as the API's paths spell it. */
export interface ResourceKind extends ApiGroup {
  /** Plural, lower case: `pods`. */
  readonly resource: string;
}

/** What a list or watch selects. */
export interface ListSelection {
  readonly kind: ResourceKind;
  /** Absent: all namespaces, or a cluster-scoped kind. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** An object as the API gave it; only metadata is promised, and even that is checked. */
export interface RawObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** A whole list, of all its pages; of the objects as the API gave them, or of what was made of each. */
export interface ObjectList<T = RawObject> {
  readonly items: readonly T[];
  /** Version to watch from. */
  readonly resourceVersion: string;
}

/** How to list. */
export interface ListOptions {
  readonly signal?: AbortSignal;
  /** A version that the list has seen for sure, by whichever server it is answered. */
  readonly notOlderThan?: string;
}

/** One change. An ERROR event never reaches the caller: it ends the watch with a typed error (410 is `watch-expired`). */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: RawObject;
}

/** From where and how long to watch. */
export interface WatchRequest {
  readonly resourceVersion: string;
  readonly signal: AbortSignal;
  /** When the server is to end the watch; two minutes when absent. */
  readonly timeoutSeconds?: number;
  /** Silence after which the connection counts as dead; half a minute over the time when absent. */
  readonly idleMs?: number;
  /** Called when the server has accepted the watch, before the first event. */
  readonly onOpen?: () => void;
}

/** What of a container's log to read. At least one bound applies: `tailLines` defaults to 1,000; 0 means none, never all. */
export interface LogOptions {
  readonly follow?: boolean;
  readonly previous?: boolean;
  readonly tailLines?: number;
  readonly limitBytes?: number;
  /** RFC 3339; the API's resolution is one second. */
  readonly sinceTime?: string;
  readonly signal?: AbortSignal;
}

/** How a container ended, from the attach stream's status frame. facts.md: it says `Success` even after KILL. */
export interface AttachStatus {
  readonly success: boolean;
  readonly message?: string;
}

/** A live attach to a container's terminal. Bytes, never strings. */
export interface AttachConnection {
  /** Output; pausing it pauses the socket, so the cluster is held back (no buffer grows). Ends when the stream ends. */
  readonly output: Readable;
  /** Sends keystrokes. */
  write(bytes: Uint8Array): void;
  /** Sends the terminal's size; columns and rows are clamped to 1..1000. */
  resize(columns: number, rows: number): void;
  /** Bytes accepted by {@link write} and not yet sent. */
  readonly buffered: number;
  /** Resolves once, with the status frame if one came; rejects with a typed error when the connection broke. Never hangs. */
  readonly closed: Promise<AttachStatus>;
  /** Closes it. The shell is not ended by this (facts.md). */
  close(): void;
}

/** Answer of a SelfSubjectAccessReview. */
export interface AccessAnswer {
  readonly allowed: boolean;
  readonly reason?: string;
}

/** A question to the cluster: may this account do that? */
export interface AccessQuestion {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
}

/**
 * One cluster's API. Every method rejects with a PodHealthError: the cluster's Status (403, 404, 409, 410, 422, 429, 5xx),
 * a refused redirect, an unreachable host, a deadline. A 401 refreshes the credential once and retries.
 */
export interface KubeApi {
  /** Name of the cluster, from configuration. */
  readonly cluster: string;
  /** True: the cluster's certificate is not checked. {@link addEphemeralContainer} and {@link attach} reject there with `debug-disabled`. */
  readonly insecure?: boolean;
  get(
    kind: ResourceKind,
    name: string,
    options?: { namespace?: string; signal?: AbortSignal },
  ): Promise<RawObject>;
  /** Lists all pages of 500. */
  list(selection: ListSelection, options?: ListOptions): Promise<ObjectList>;
  /**
   * As {@link list}, and keeps of each object only what `project` makes of it, page by page while the next one is on its way. What it was
   * called for may be thrown away: an expired list begins again.
   */
  listProjected<T>(
    selection: ListSelection,
    project: (object: RawObject) => T,
    options?: ListOptions,
  ): Promise<ObjectList<T>>;
  /** Watches from a version, with bookmarks. Ends (returns) when the server ends it; throws `watch-expired` on 410. */
  watch(
    selection: ListSelection,
    options: WatchRequest,
  ): AsyncIterable<WatchEvent>;
  /** The log as the kubelet gives it, with a nanosecond timestamp before each line. Reading slowly holds the kubelet back. */
  log(container: ContainerRef, options: LogOptions): Promise<Readable>;
  /** Adds one ephemeral container by strategic merge. `uid` pins the pod: another pod of that name is refused (422). */
  addEphemeralContainer(
    pod: {
      readonly namespace: string;
      readonly pod: string;
      readonly uid: string;
    },
    container: Readonly<Record<string, unknown>>,
    options?: {
      readonly dryRun?: boolean;
      readonly userAgent?: string;
      readonly signal?: AbortSignal;
    },
  ): Promise<RawObject>;
  /** Attaches to a container's terminal (v5, else v4). Resolves when the upgrade is done; 10 s deadline. */
  attach(
    container: ContainerRef,
    options?: { readonly userAgent?: string; readonly signal?: AbortSignal },
  ): Promise<AttachConnection>;
  /** The API server's version, such as `v1.35.4`. */
  version(options?: { signal?: AbortSignal }): Promise<string>;
  /**
   * Addresses of the API's OpenAPI v3 documents by group and version (`apis/apps/v1`); each holds a hash that changes with the
   * document. Rejects with `cluster-error`, status 404, before Kubernetes 1.24.
   */
  openApiIndex(options?: {
    signal?: AbortSignal;
  }): Promise<ReadonlyMap<string, string>>;
  /** The OpenAPI v3 document of one group and version: some megabytes for the core. */
  openApi(
    group: ApiGroup,
    options?: { signal?: AbortSignal },
  ): Promise<unknown>;
  /** Asks whether our account may do something. */
  canI(
    question: AccessQuestion,
    options?: { signal?: AbortSignal },
  ): Promise<AccessAnswer>;
}

/** All clusters the portal knows. */
export interface KubeClusters {
  /** Names, in configuration's order. */
  names(): readonly string[];
  /** Throws `cluster-not-found`. */
  cluster(name: string): KubeApi;
}
