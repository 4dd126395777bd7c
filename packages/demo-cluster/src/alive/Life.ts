import { kubeTime, type Clock, type Timer } from '../clock';
import type { LogStore } from '../logs/LogStore';
import type { Containers } from '../runtime/Containers';
import type { ObjectStore } from '../store/ObjectStore';
import { EVENTS, PODS } from '../store/resources';
import { statusOf } from '../store/pods';
import type { KubeObject } from '../types';

/** What lives of pods are made of. */
export interface LifeContext {
  readonly store: ObjectStore;
  readonly logs: LogStore;
  readonly clock: Clock;
  readonly containers: Containers;
}

interface Condition {
  readonly type: string;
  readonly status: string;
  [field: string]: unknown;
}

/** One pod's life: its timers, and the ways its objects change. Ends by itself when the pod is gone. */
export class Life {
  readonly #timers = new Set<Timer>();

  constructor(
    readonly context: LifeContext,
    readonly namespace: string,
    readonly name: string,
    readonly uid: string,
  ) {}

  /** The pod as it is now; undefined when it is gone, or another has its name. */
  pod(): KubeObject | undefined {
    const pod = this.context.store.get(PODS, this.namespace, this.name);
    return pod?.metadata.uid === this.uid ? pod : undefined;
  }

  /** Calls back after `ms`, if the pod is still there. */
  after(ms: number, callback: () => void): void {
    const timer = this.context.clock.setTimer(Math.max(0, ms), () => {
      this.#timers.delete(timer);
      if (this.pod()) {
        callback();
      }
    });
    this.#timers.add(timer);
  }

  /** Calls back every `ms`, the first time after `first`. */
  every(ms: number, callback: () => void, first = ms): void {
    this.after(first, () => {
      callback();
      this.every(ms, callback);
    });
  }

  /** Replaces the pod. */
  change(next: (pod: KubeObject) => KubeObject): void {
    const pod = this.pod();
    if (pod) {
      this.context.store.put(PODS, next(pod));
    }
  }

  /** Sets the pod's Ready and ContainersReady conditions. */
  setReady(isReady: boolean, container: string): void {
    const status = isReady ? 'True' : 'False';
    const lastTransitionTime = kubeTime(this.context.clock.now());
    this.change(pod => {
      const conditions = (statusOf(pod).conditions ?? []) as Condition[]; // as the API has it
      return {
        ...pod,
        status: {
          ...statusOf(pod),
          conditions: conditions.map(condition => {
            if (
              !/^(Ready|ContainersReady)$/.test(condition.type) ||
              condition.status === status
            ) {
              return condition;
            }
            const { reason, message, ...rest } = condition;
            const why = {
              reason: 'ContainersNotReady',
              message: `containers with unready status: [${container}]`,
            };
            return {
              ...rest,
              ...(isReady ? {} : why),
              status,
              lastTransitionTime,
            };
          }),
        },
      };
    });
  }

  /** Counts the pod's events of these reasons once more, as their reporter does. `about` narrows by the message. */
  repeat(reasons: readonly string[], about: RegExp = /./): void {
    const { store, clock } = this.context;
    const time = kubeTime(clock.now());
    for (const event of store.list(EVENTS, this.namespace)) {
      const involved = event.involvedObject as { uid?: string }; // as the API has it
      const isMeant =
        involved.uid === this.uid &&
        reasons.includes(String(event.reason)) &&
        about.test(String(event.message));
      if (isMeant) {
        store.put(EVENTS, repeated(event, time));
      }
    }
  }

  stop(): void {
    this.#timers.forEach(timer => timer.cancel());
    this.#timers.clear();
  }
}

/** An event seen again: by its count, or for an event of the newer kind by its series. */
function repeated(event: KubeObject, time: string): KubeObject {
  if (typeof event.count === 'number') {
    return { ...event, count: event.count + 1, lastTimestamp: time };
  }
  const series = (event.series ?? {}) as { count?: number }; // as the API has it
  const lastObservedTime = time.replace('Z', '.000000Z');
  return {
    ...event,
    series: { count: (series.count ?? 1) + 1, lastObservedTime },
  };
}
