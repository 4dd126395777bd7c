import {
  diagnose,
  indexObjects,
  snapshotOf,
  type ContainerLog,
  type Diagnosis,
  type FactName,
  type FieldSchema,
  type MissingReason,
  type Pod,
  type Quote,
} from 'pod-diagnosis';
import { quotedNames } from './quotedName';
import type { EntityPods } from '../entity/types';
import type { ListSelection } from '../kube/types';
import type { ObjectWatch } from './objectWatch';
import { missingBecause } from './problem';
import { isSick, neededSelections, podSelection } from './selections';
import type { WatchLease, WatchPool } from './watchPool';

/** Which fact a kind of object makes; what is not here makes `owners`. */
const FACT_OF: Readonly<Record<string, readonly FactName[]>> = {
  events: ['events', 'ownerEvents'],
  nodes: ['nodes'],
  persistentvolumeclaims: ['claims'],
};

/** Kind of the list that the index takes, of a resource. */
const LIST_KIND: Readonly<Record<string, string>> = {
  pods: 'PodList',
  events: 'EventList',
  nodes: 'NodeList',
  persistentvolumeclaims: 'PersistentVolumeClaimList',
  replicasets: 'ReplicaSetList',
  deployments: 'DeploymentList',
  statefulsets: 'StatefulSetList',
  daemonsets: 'DaemonSetList',
  jobs: 'JobList',
  cronjobs: 'CronJobList',
};

type Missing = Partial<Record<FactName, MissingReason>>;

/** What was gathered outside the watches. */
export interface MoreFacts {
  /** Logs by pod uid; a pod without an entry: not asked. */
  readonly logs: ReadonlyMap<string, PodLogs>;
  /** All pods of the cluster, for free room on the nodes. */
  readonly allPods?: readonly Pod[];
  /** Why {@link allPods} could not be had. */
  readonly missing?: MissingReason;
  readonly schema?: FieldSchema;
}

/** Logs of one pod's containers, or why there are none. */
export type PodLogs =
  | { readonly logs: Readonly<Record<string, ContainerLog>> }
  | { readonly missing: MissingReason };

/** One pod with what was found about it. */
export interface JudgedPod {
  readonly cluster: string;
  readonly pod: Pod;
  readonly diagnosis: Diagnosis;
  /** What each quote speaks of; see quotedName.ts. */
  readonly quotedName?: (quote: Quote) => string | undefined;
}

/** The watches of one entity in one cluster: started as they turn out to be needed, given back when it is closed. */
export class ClusterFacts {
  readonly #leases = new Map<
    string,
    { lease: WatchLease; unsubscribe(): void }
  >();
  readonly pods: ObjectWatch<unknown>;

  constructor(
    readonly cluster: string,
    where: EntityPods,
    private readonly pool: WatchPool,
    private readonly onChange: () => void,
  ) {
    this.pods = this.#hold(podSelection(where));
  }

  /** The entity's pods as known now. */
  podList(): readonly Pod[] {
    return this.pods.objects as readonly Pod[]; // projected by projectPod in the pool
  }

  /**
   * Starts what the pods call for, and waits until each watch has something to tell. Resolves true when that brought new
   * facts, so that judging again may call for more.
   */
  async widen(sick: readonly Pod[]): Promise<boolean> {
    await this.pods.settled;
    const before = this.#leases.size;
    const watches = neededSelections(this.podList(), sick).map(selection =>
      this.#hold(selection),
    );
    await Promise.all(watches.map(({ settled }) => settled));
    return this.#leases.size > before;
  }

  /**
   * Judges pods by the facts at hand: all of the entity's, or only those given. Pure but for reading the watches. `now`:
   * milliseconds since the epoch.
   */
  judge(
    now: number,
    more: MoreFacts,
    subjects?: readonly Pod[],
  ): readonly JudgedPod[] {
    const pods = this.podList();
    const index = indexObjects(this.#lists(pods, more.allPods));
    const missing = this.#missing();
    return (subjects ?? pods).map(pod => {
      const { namespace = '', name = '', uid = '' } = pod.metadata;
      const logs = more.logs.get(uid);
      const snapshot = snapshotOf(
        index,
        { kind: 'Pod', namespace, name },
        {
          now: new Date(now).toISOString(),
          asked: more.allPods ? ['scheduledPods'] : [],
          missing: {
            ...missing.everywhere,
            ...missing.byNamespace.get(namespace),
            ...(more.missing && { scheduledPods: more.missing }),
            ...(logs && 'missing' in logs && { logs: logs.missing }),
          },
          ...(logs && 'logs' in logs && { logs: logs.logs }),
          ...(more.schema && { schema: more.schema }),
        },
      );
      const diagnosis = diagnose(snapshot);
      return {
        cluster: this.cluster,
        pod,
        diagnosis,
        quotedName: quotedNames(snapshot, diagnosis),
      };
    });
  }

  /** Gives the watches back. */
  close(): void {
    for (const { lease, unsubscribe } of this.#leases.values()) {
      unsubscribe();
      lease.release();
    }
    this.#leases.clear();
  }

  #hold(selection: ListSelection): ObjectWatch<unknown> {
    const key = `${selection.kind.resource}/${selection.namespace ?? ''}`;
    const held = this.#leases.get(key);
    if (held) {
      return held.lease.watch;
    }
    const lease = this.pool.acquire(this.cluster, selection);
    const unsubscribe = lease.watch.subscribe(this.onChange);
    this.#leases.set(key, { lease, unsubscribe });
    return lease.watch;
  }

  #watches(): readonly ObjectWatch<unknown>[] {
    return [...this.#leases.values()].map(({ lease }) => lease.watch);
  }

  #lists(pods: readonly Pod[], allPods: readonly Pod[] = []) {
    const own = new Set(pods.map(({ metadata }) => metadata.uid));
    const foreign = allPods.filter(({ metadata }) => !own.has(metadata.uid));
    const others = this.#watches().filter(
      watch => watch !== this.pods && watch.status !== 'error',
    );
    return [
      { kind: 'PodList', items: [...foreign, ...pods] },
      ...others.map(({ selection, objects }) => ({
        kind: LIST_KIND[selection.kind.resource],
        items: objects,
      })),
    ];
  }

  /** Facts whose watch has nothing to tell, and why: for all pods, and for those of a namespace. */
  #missing() {
    const everywhere: Missing = {};
    const byNamespace = new Map<string, Missing>();
    for (const { selection, status, problem } of this.#watches()) {
      if (status === 'error' && problem) {
        const { kind, namespace } = selection;
        const facts = FACT_OF[kind.resource] ?? ['owners'];
        const gone = Object.fromEntries(
          facts.map(fact => [fact, missingBecause(problem)]),
        );
        if (namespace === undefined) {
          Object.assign(everywhere, gone);
        } else {
          byNamespace.set(namespace, {
            ...byNamespace.get(namespace),
            ...gone,
          });
        }
      }
    }
    return { everywhere, byNamespace };
  }
}

/** Pods that need more facts. */
export function sickPods(judged: readonly JudgedPod[]): readonly Pod[] {
  return judged
    .filter(({ diagnosis }) => isSick(diagnosis))
    .map(({ pod }) => pod);
}
