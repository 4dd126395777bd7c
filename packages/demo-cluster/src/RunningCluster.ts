import { randomUUID } from 'node:crypto';
import { stringify } from 'yaml';
import { bringToLife } from './alive/bringToLife';
import { kubeTime, runtimeStamp } from './clock';
import type { LogLine } from './logs/LogStore';
import type { DemoServer } from './server/DemoServer';
import type { ServerContext } from './server/context';
import { PODS, resourceOf } from './store/resources';
import { manyEvents, manyPods } from './store/many';
import type { DemoCluster, KubeObject, ObjectId, Recording } from './types';

/** The scripting interface of a running double. */
export class RunningCluster implements DemoCluster {
  readonly #stops: (() => void)[] = [];

  constructor(
    private readonly context: ServerContext,
    private readonly server: DemoServer,
    readonly url: string,
    readonly ca: string,
  ) {}

  get requests() {
    return this.server.requests;
  }

  get connections() {
    return this.server.connections;
  }

  kubeconfig({ user }: { readonly user: string }): string {
    return stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'demo',
      contexts: [{ name: 'demo', context: { cluster: 'demo', user } }],
      clusters: [
        {
          name: 'demo',
          cluster: {
            server: this.url,
            'certificate-authority-data': Buffer.from(this.ca).toString(
              'base64',
            ),
          },
        },
      ],
      users: [{ name: user, user: { token: this.token(user) } }],
    });
  }

  token(user: string): string {
    return this.context.tokens.issue(user);
  }

  revoke(user: string): void {
    this.context.tokens.revoke(user);
  }

  apply(object: KubeObject): KubeObject {
    const { store, clock } = this.context;
    const resource = resourceOf(object);
    const { name, namespace = 'default' } = object.metadata;
    const where = resource.namespaced ? namespace : undefined;
    const before = store.get(resource, where, name);
    const metadata = {
      uid: before?.metadata.uid ?? randomUUID(),
      creationTimestamp:
        before?.metadata.creationTimestamp ?? kubeTime(clock.now()),
      ...structuredClone(object.metadata),
      ...(where !== undefined && { namespace: where }),
    };
    return store.put(resource, { ...structuredClone(object), metadata });
  }

  remove(id: ObjectId): boolean {
    const resource = resourceOf(id);
    const gone = this.context.store.delete(resource, id.namespace, id.name);
    if (gone && resource === PODS) {
      this.context.containers.stopPod(gone);
    }
    return gone !== undefined;
  }

  find(id: ObjectId): KubeObject | undefined {
    return this.context.store.get(resourceOf(id), id.namespace, id.name);
  }

  setStatus(id: ObjectId, status: Record<string, unknown>): KubeObject {
    const before = this.find(id);
    if (!before) {
      throw new Error(`There is no ${id.kind} ${id.namespace}/${id.name}`);
    }
    return this.context.store.put(resourceOf(id), {
      ...before,
      status: { ...(before.status ?? {}), ...structuredClone(status) },
    });
  }

  appendLog(
    namespace: string,
    pod: string,
    container: string,
    lines: readonly string[],
  ): void {
    const at = runtimeStamp(this.context.clock.now());
    const stamped: LogLine[] = lines.map(text => ({ stamp: at, text }));
    const uid = this.#pod(namespace, pod).metadata.uid ?? '';
    this.context.logs.append(uid, container, stamped);
  }

  endContainer(
    namespace: string,
    pod: string,
    container: string,
    exitCode: number,
  ): void {
    this.context.containers.end(this.#pod(namespace, pod), container, exitCode);
  }

  restartContainer(namespace: string, pod: string, container: string): void {
    this.context.containers.restart(this.#pod(namespace, pod), container);
  }

  fault(script: Parameters<DemoCluster['fault']>[0]) {
    return this.context.faults.add(script);
  }

  podStatuses(
    namespace: string,
    pod: string,
    statuses: readonly Record<string, unknown>[],
    everyMs: number,
  ): void {
    const [first, ...rest] = statuses;
    if (first) {
      this.setStatus(podId(namespace, pod), first);
      this.context.clock.setTimer(everyMs, () => {
        if (this.find(podId(namespace, pod))) {
          this.podStatuses(namespace, pod, rest, everyMs);
        }
      });
    }
  }

  swapPod(namespace: string, pod: string): string {
    const { uid, resourceVersion, creationTimestamp, ...metadata } = this.#pod(
      namespace,
      pod,
    ).metadata;
    const { spec, ...rest } = this.#pod(namespace, pod);
    this.remove(podId(namespace, pod));
    const { ephemeralContainers, ...own } = (spec ?? {}) as Record<
      string,
      unknown
    >; // a pod's spec is an object
    const { ephemeralContainerStatuses, ...status } = (rest.status ??
      {}) as Record<string, unknown>; // and so is its status
    return (
      this.apply({ ...rest, metadata, spec: own, status }).metadata.uid ?? ''
    );
  }

  pods(count: number, template: KubeObject): readonly KubeObject[] {
    return manyPods(count, template).map(pod => this.apply(pod));
  }

  events(count: number, about: KubeObject): readonly KubeObject[] {
    return manyEvents(count, about, this.context.clock.now()).map(event =>
      this.apply(event),
    );
  }

  expireHistory(): void {
    this.context.store.compact();
  }

  /** Brings a recording to life. */
  play(recording: Recording): void {
    this.#stops.push(bringToLife(this.context, recording));
  }

  async close(): Promise<void> {
    this.#stops.forEach(stop => stop());
    this.context.containers.close();
    await this.server.close();
  }

  #pod(namespace: string, name: string): KubeObject {
    const pod = this.find(podId(namespace, name));
    if (!pod) {
      throw new Error(`There is no pod ${namespace}/${name}`);
    }
    return pod;
  }
}

function podId(namespace: string, name: string): ObjectId {
  return { apiVersion: 'v1', kind: 'Pod', namespace, name };
}
