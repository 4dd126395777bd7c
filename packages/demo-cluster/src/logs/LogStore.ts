/** A line of a container's log: when the runtime got it (RFC 3339 with nanoseconds) and its text without the newline. */
export interface LogLine {
  readonly stamp: string;
  readonly text: string;
}

/** Lines kept of one run; a kubelet rotates at 10 MiB, this is about as much. */
const LINES_KEPT = 100_000;

/** The log of one run of a container. It ends when the run ends. */
export class LogInstance {
  #lines: LogLine[] = [];
  #dropped = 0;
  readonly #listeners = new Set<() => void>();
  #ended = false;

  /** The run it belongs to: `containerd://…`; `''` when the pod's status names none. */
  constructor(readonly containerId: string) {}

  get ended(): boolean {
    return this.#ended;
  }

  /** Lines still kept. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** How many lines came before the first one kept. */
  get dropped(): number {
    return this.#dropped;
  }

  append(lines: readonly LogLine[]): void {
    for (const line of lines) {
      this.#lines.push(line);
    }
    if (this.#lines.length > LINES_KEPT * 2) {
      const over = this.#lines.length - LINES_KEPT;
      this.#dropped += over;
      this.#lines = this.#lines.slice(over);
    }
    this.#notify();
  }

  /** No more lines will come: followers end. */
  end(): void {
    this.#ended = true;
    this.#notify();
  }

  /** Calls back after each append and at the end, until the returned function is called. */
  listen(callback: () => void): () => void {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}

/** The logs of all containers, by pod uid and container. Of each the running (or last) instance and the one before. */
export class LogStore {
  readonly #instances = new Map<string, LogInstance[]>();

  /** Starts a new instance; the one before ends and becomes `previous`. */
  start(podUid: string, container: string, containerId: string): LogInstance {
    const kept = this.#of(podUid, container).slice(-1);
    kept[0]?.end();
    const instance = new LogInstance(containerId);
    this.#instances.set(`${podUid}/${container}`, [...kept, instance]);
    return instance;
  }

  /** The running or last instance. */
  current(podUid: string, container: string): LogInstance | undefined {
    return this.#of(podUid, container).at(-1);
  }

  /** The instance of a run, when it is one of the two kept. */
  byId(
    podUid: string,
    container: string,
    containerId: string,
  ): LogInstance | undefined {
    return this.#of(podUid, container).find(i => i.containerId === containerId);
  }

  /** The instance before the running one. */
  previous(podUid: string, container: string): LogInstance | undefined {
    return this.#of(podUid, container).at(-2);
  }

  /** Appends to the running instance, making one when there is none. */
  append(podUid: string, container: string, lines: readonly LogLine[]): void {
    const instance =
      this.current(podUid, container) ?? this.start(podUid, container, '');
    instance.append(lines);
  }

  /** Ends every log of a pod and forgets them. */
  forget(podUid: string): void {
    for (const [key, instances] of this.#instances) {
      if (key.startsWith(`${podUid}/`)) {
        instances.forEach(instance => instance.end());
        this.#instances.delete(key);
      }
    }
  }

  #of(podUid: string, container: string): LogInstance[] {
    return this.#instances.get(`${podUid}/${container}`) ?? [];
  }
}
