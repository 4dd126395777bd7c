import { randomBytes } from 'node:crypto';
import { kubeTime, type Clock, type Timer } from '../clock';
import type { LogStore } from '../logs/LogStore';
import { EVENTS, PODS } from '../store/resources';
import type { ObjectStore } from '../store/ObjectStore';
import {
  containerStatus,
  findContainer,
  specOf,
  withContainerStatus,
  type ContainerSpec,
  type ContainerState,
  type ContainerStatus,
} from '../store/pods';
import type { KubeObject } from '../types';
import { containerEvents } from './containerEvents';
import { LogTerminal } from './LogTerminal';
import { Shell } from '../shell/Shell';
import type { Terminal } from './Terminal';

/** What the double's node needs to run containers. */
export interface NodeContext {
  readonly store: ObjectStore;
  readonly logs: LogStore;
  readonly clock: Clock;
  readonly containerStartMs: number;
  /** Whether an image can be pulled. */
  readonly pullable: (image: string) => boolean;
}

/** When a kubelet first reports a new container, after it was asked for. */
const NOTICE_MS = 100;

/** A fresh container id, as containerd writes it. */
export function newContainerId(): string {
  return `containerd://${randomBytes(32).toString('hex')}`;
}

/** The node of the double: starts ephemeral containers, holds terminals, ends containers. No process of this machine. */
export class Containers {
  readonly #terminals = new Map<string, Shell>();
  readonly #timers = new Set<Timer>();

  constructor(private readonly context: NodeContext) {}

  /** Lets a node take up ephemeral containers just added to a pod. One that is terminating, or on no node, never does. */
  launch(pod: KubeObject, added: readonly ContainerSpec[]): void {
    if (pod.metadata.deletionTimestamp || !specOf(pod).nodeName) {
      return;
    }
    for (const spec of added) {
      this.#after(NOTICE_MS, () => this.#notice(pod, spec));
    }
  }

  /** The terminal of a running container; undefined when it does not run. */
  terminal(pod: KubeObject, container: string): Terminal | undefined {
    const uid = pod.metadata.uid ?? '';
    const key = `${uid}/${container}`;
    const found = this.#terminals.get(key);
    if (found) {
      return found;
    }
    const isRunning = Boolean(
      containerStatus(pod, container)?.state?.running &&
        findContainer(pod, container),
    );
    const { logs } = this.context;
    return isRunning
      ? new LogTerminal(
          logs.current(uid, container) ?? logs.start(uid, container, ''),
        )
      : undefined;
  }

  /** Ends a container's run: its log, its terminal, its status. */
  end(pod: KubeObject, container: string, exitCode: number): void {
    const uid = pod.metadata.uid ?? '';
    const key = `${uid}/${container}`;
    const terminal = this.#terminals.get(key);
    this.#terminals.delete(key);
    terminal?.end(exitCode);
    this.context.logs.current(uid, container)?.end();
    this.#setState(pod, container, ({ running }, containerID) => ({
      terminated: {
        exitCode,
        reason: exitCode === 0 ? 'Completed' : 'Error',
        startedAt: running?.startedAt ?? kubeTime(this.context.clock.now()),
        finishedAt: kubeTime(this.context.clock.now()),
        ...(containerID && { containerID }),
      },
    }));
  }

  /** Starts an ended container anew, as a kubelet does after a crash. */
  restart(pod: KubeObject, container: string): void {
    const before = containerStatus(pod, container);
    const containerID = newContainerId();
    this.context.logs.start(pod.metadata.uid ?? '', container, containerID);
    this.#setState(
      pod,
      container,
      () => ({ running: { startedAt: kubeTime(this.context.clock.now()) } }),
      {
        containerID,
        restartCount: (before?.restartCount ?? 0) + 1,
        lastState: before?.state?.terminated
          ? { terminated: before.state.terminated }
          : before?.lastState ?? {},
      },
    );
  }

  /** The pod is gone: everything of it ends. */
  stopPod(pod: KubeObject): void {
    const uid = pod.metadata.uid ?? '';
    for (const [key, terminal] of this.#terminals) {
      if (key.startsWith(`${uid}/`)) {
        this.#terminals.delete(key);
        terminal.end(137);
      }
    }
    this.context.logs.forget(uid);
  }

  /** Cancels all timers and ends all terminals. */
  close(): void {
    this.#timers.forEach(timer => timer.cancel());
    this.#timers.clear();
    this.#terminals.forEach(terminal => terminal.end(137));
    this.#terminals.clear();
  }

  #notice(pod: KubeObject, spec: ContainerSpec): void {
    this.#setState(
      pod,
      spec.name ?? '',
      () => ({
        waiting: { reason: 'ContainerCreating' },
      }),
      { image: spec.image, imageID: '' },
    );
    this.#after(this.context.containerStartMs - NOTICE_MS, () =>
      this.#start(pod, spec),
    );
  }

  #start(pod: KubeObject, spec: ContainerSpec): void {
    const obstacle = this.#obstacle(pod, spec);
    const name = spec.name ?? '';
    if (obstacle) {
      this.#setState(pod, name, () => ({ waiting: obstacle }));
      this.#announce(pod, name, [['Warning', 'Failed', obstacle.message]]);
      return;
    }
    const { clock, logs } = this.context;
    const uid = pod.metadata.uid ?? '';
    const containerID = newContainerId();
    const started = this.#setState(
      pod,
      name,
      () => ({ running: { startedAt: kubeTime(clock.now()) } }),
      { containerID, imageID: spec.image },
    );
    if (!started) {
      return;
    }
    const log = logs.start(uid, name, containerID);
    if (spec.stdin && spec.tty) {
      const terminal = new Shell({ pod: started, spec, clock, log });
      this.#terminals.set(`${uid}/${name}`, terminal);
      terminal.exited.then(code => this.#exited(pod, name, code));
    }
    this.#announce(pod, name, [
      [
        'Normal',
        'Pulled',
        `Container image "${spec.image}" already present on machine and can be accessed by the pod`,
      ],
      ['Normal', 'Created', 'Container created'],
      ['Normal', 'Started', 'Container started'],
    ]);
  }

  #exited(pod: KubeObject, name: string, code: number): void {
    if (this.#terminals.has(`${pod.metadata.uid}/${name}`)) {
      this.end(pod, name, code);
    }
  }

  /** Why a node cannot start it, in a kubelet's words. */
  #obstacle(
    pod: KubeObject,
    spec: ContainerSpec,
  ): { reason: string; message: string } | undefined {
    const { name, namespace, uid } = pod.metadata;
    const image = spec.image ?? '';
    if (!this.context.pullable(image)) {
      return {
        reason: 'ImagePullBackOff',
        message: `Back-off pulling image "${image}": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
      };
    }
    const podContext = specOf(pod).securityContext;
    const own = spec.securityContext;
    const nonRoot = own?.runAsNonRoot ?? podContext?.runAsNonRoot;
    const user = own?.runAsUser ?? podContext?.runAsUser;
    return nonRoot && !user
      ? {
          reason: 'CreateContainerConfigError',
          message: `container has runAsNonRoot and image will run as root (pod: "${name}_${namespace}(${uid})", container: ${spec.name})`,
        }
      : undefined;
  }

  /** Writes a container's new state into the pod as it is now. Undefined when that pod is no longer there. */
  #setState(
    pod: KubeObject,
    container: string,
    next: (before: ContainerState, containerID?: string) => ContainerState,
    more: Partial<ContainerStatus> = {},
  ): KubeObject | undefined {
    const { store } = this.context;
    const now = store.get(PODS, pod.metadata.namespace, pod.metadata.name);
    if (!now || now.metadata.uid !== pod.metadata.uid) {
      return undefined;
    }
    const changed = withContainerStatus(now, container, status => {
      const state = next(status.state ?? {}, status.containerID);
      return {
        lastState: {},
        restartCount: 0,
        ...status,
        ...more,
        state,
        ready: isEphemeral(now, container) ? false : Boolean(state.running),
      };
    });
    return store.put(PODS, changed);
  }

  #announce(
    pod: KubeObject,
    container: string,
    told: readonly (readonly [type: string, reason: string, message: string])[],
  ): void {
    const { store, clock } = this.context;
    const now = store.get(PODS, pod.metadata.namespace, pod.metadata.name);
    if (now?.metadata.uid === pod.metadata.uid) {
      containerEvents(pod, container, told, clock.now()).forEach(event =>
        store.put(EVENTS, event),
      );
    }
  }

  #after(ms: number, callback: () => void): void {
    const timer = this.context.clock.setTimer(Math.max(0, ms), () => {
      this.#timers.delete(timer);
      callback();
    });
    this.#timers.add(timer);
  }
}

function isEphemeral(pod: KubeObject, container: string): boolean {
  return findContainer(pod, container)?.list === 'ephemeralContainers';
}
