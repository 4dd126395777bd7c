import { PassThrough } from 'node:stream';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type {
  AttachConnection,
  AttachStatus,
  KubeApi,
  KubeClusters,
  RawObject,
  WatchEvent,
} from '../kube/types';
import { fakeList } from './fakeList';

/** An attach that a test plays the cluster of. */
export interface FakeAttach extends AttachConnection {
  readonly output: PassThrough;
  readonly written: string[];
  readonly sizes: [number, number][];
  isClosed: boolean;
  /** Ends it as the cluster would. */
  finish(status?: AttachStatus | PodHealthError): void;
}

/**
 * One pod's cluster, without network and timers: for tests of deadlines by a fake clock. Whatever goes over the wire is
 * tested against the API double instead.
 */
export class FakeKube {
  readonly cluster = 'c';
  readonly calls: string[] = [];
  readonly attaches: FakeAttach[] = [];
  /** Whether a shell obeys the size signal. */
  obeys = true;
  /** Thrown by the next call of this name. */
  readonly failures = new Map<string, unknown>();
  #pod?: RawObject;
  /** All changes; a version is how many there have been. */
  readonly #events: WatchEvent[] = [];
  readonly #watchers = new Set<() => void>();

  constructor(pod: RawObject) {
    this.#pod = pod;
  }

  get pod(): RawObject | undefined {
    return this.#pod;
  }

  /** The pod is now so, or gone. */
  set(pod: RawObject | undefined): void {
    const before = this.#pod;
    this.#pod = pod;
    this.#events.push(
      pod
        ? { type: 'MODIFIED', object: pod }
        : { type: 'DELETED', object: before ?? {} },
    );
    this.#watchers.forEach(wake => wake());
  }

  /** Another pod has the name now, and no watch has told of it yet. */
  swapSilently(uid: string): void {
    this.#pod = {
      ...this.#pod,
      metadata: { ...this.#pod?.metadata, uid },
    };
  }

  /** The last debug container is now in this state. */
  setContainer(state: object): void {
    const spec = this.#pod?.spec as { ephemeralContainers?: object[] }; // made below
    const { name } = (spec.ephemeralContainers ?? []).at(-1) as {
      name: string;
    }; // made below
    this.set({
      ...this.#pod,
      status: {
        ...(this.#pod?.status as object), // a test's pod has one
        ephemeralContainerStatuses: [{ name, state }],
      },
    });
  }

  /** Calls of this name. */
  count(call: string): number {
    return this.calls.filter(one => one === call).length;
  }

  clusters(): KubeClusters {
    return { names: () => [this.cluster], cluster: () => this.api() };
  }

  api(): KubeApi {
    const api: Partial<KubeApi> = {
      cluster: this.cluster,
      get: async () => this.#answer('get', () => this.#found()),
      ...fakeList(async () =>
        this.#answer('list', () => ({
          items: this.#pod ? [this.#pod] : [],
          resourceVersion: String(this.#events.length),
        })),
      ),
      watch: (_, { signal, resourceVersion }) =>
        this.#watch(signal, Number(resourceVersion)),
      canI: async () => this.#answer('canI', () => ({ allowed: true })),
      addEphemeralContainer: async (_, container, options) =>
        this.#answer(options?.dryRun ? 'dryRun' : 'patch', () =>
          options?.dryRun ? this.#found() : this.#add(container),
        ),
      attach: async () => this.#answer('attach', () => this.#attach()),
    };
    return api as KubeApi; // what is left out is never called by sessions
  }

  #answer<T>(call: string, act: () => T): T {
    this.calls.push(call);
    const failure = this.failures.get(call);
    if (failure) {
      this.failures.delete(call);
      throw failure;
    }
    return act();
  }

  #found(): RawObject {
    if (!this.#pod) {
      throw new PodHealthError('pod-not-found', 'gone');
    }
    return this.#pod;
  }

  #add(container: Readonly<Record<string, unknown>>): RawObject {
    const spec = this.#pod?.spec as { ephemeralContainers?: object[] }; // a test's pod has one
    const ephemeralContainers = [
      ...(spec.ephemeralContainers ?? []),
      container,
    ];
    this.set({ ...this.#pod, spec: { ...spec, ephemeralContainers } });
    return this.#found();
  }

  async *#watch(signal: AbortSignal, from: number): AsyncGenerator<WatchEvent> {
    let wake = () => {};
    const onChange = () => wake();
    const nextChange = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });
    this.#watchers.add(onChange);
    signal.addEventListener('abort', onChange);
    for (let at = from; !signal.aborted; ) {
      if (at < this.#events.length) {
        yield this.#events[at];
        at += 1;
      } else {
        await nextChange();
      }
    }
    this.#watchers.delete(onChange);
  }

  #attach(): FakeAttach {
    let finish: FakeAttach['finish'] = () => {};
    const closed = new Promise<AttachStatus>((resolve, reject) => {
      finish = (status = { success: true }) =>
        status instanceof PodHealthError ? reject(status) : resolve(status);
    });
    closed.catch(() => {}); // as the real one: nobody may be listening
    const attach: FakeAttach = {
      output: new PassThrough(),
      written: [],
      sizes: [],
      isClosed: false,
      buffered: 0,
      closed,
      finish,
      write: bytes => void attach.written.push(Buffer.from(bytes).toString()),
      resize: (columns, rows) => {
        attach.sizes.push([columns, rows]);
        if (this.obeys && columns === 7 && rows === 2) {
          this.setContainer({ terminated: { exitCode: 137 } });
        }
      },
      close: () => {
        attach.isClosed = true;
        finish({ success: false });
      },
    };
    this.attaches.push(attach);
    return attach;
  }
}
