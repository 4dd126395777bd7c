import type { Pod, Workload } from 'pod-diagnosis';
import type { EntityPods } from '../entity/types';
import { podsOfEntity } from '../guards/isPodOfEntity';
import type { ListSelection } from '../kube/types';
import { FactIndex, type JudgedPod, type JudgedWorkload } from './factIndex';
import type { MoreFacts } from './moreFacts';
import type { ObjectWatch } from './objectWatch';
import {
  isSick,
  neededSelections,
  podSelection,
  SCHEDULED_PODS,
  workloadSelections,
} from './selections';
import type { WatchLease, WatchPool } from './watchPool';

/** Pods and workloads of one cluster, judged. */
export interface Judged {
  readonly pods: readonly JudgedPod[];
  /** Those that own the entity's pods, or carry its labels. */
  readonly workloads: readonly JudgedWorkload[];
}

/** The watches of one entity in one cluster: started as they turn out to be needed, given back when it is closed. */
export class ClusterFacts {
  readonly #leases = new Map<
    string,
    { lease: WatchLease; unsubscribe(): void }
  >();
  readonly #onChange: () => void;
  readonly #isOwn: (object: unknown) => boolean;
  #indexed: FactIndex | undefined;
  /** Where the entity's pods are: all pods of its namespace, which other entities share, or those of its labels in any. */
  readonly pods: ObjectWatch<unknown>;

  constructor(
    readonly cluster: string,
    private readonly where: EntityPods,
    private readonly pool: WatchPool,
    onChange: () => void,
  ) {
    this.#onChange = () => {
      this.#indexed = undefined;
      onChange();
    };
    const isOwn = podsOfEntity(where);
    this.#isOwn = object => isOwn((object as Pod).metadata); // projected by projectPod in the pool
    this.pods = this.#hold(podSelection(where));
  }

  /** The entity's pods as known now. */
  podList(): readonly Pod[] {
    return this.pods.objects.filter(this.#isOwn) as readonly Pod[]; // as above
  }

  /** Starts what an entity needs whatever its pods say: events and owners; without pods, the workloads that carry its labels. */
  async begin(): Promise<void> {
    await this.pods.settled;
    if (this.podList().length === 0) {
      await this.#holdAll(workloadSelections(this.where));
    }
    await this.widen({ pods: [], workloads: [] });
  }

  /** Starts what sick pods, and workloads that lack some, call for; waits until each watch has something to tell. */
  async widen(judged: Judged): Promise<void> {
    const pods = this.podList();
    const { workloads } = this.#index();
    const sick = sickPods(judged);
    const short = shortWorkloads(judged);
    const needed = neededSelections({ pods, workloads, sick, short });
    await this.#holdAll(
      wantsScheduledPods(judged) ? [...needed, SCHEDULED_PODS] : needed,
    );
  }

  /**
   * Judges the entity's pods and workloads by the facts at hand. Pure but for reading the watches. `now`: milliseconds since the
   * epoch.
   */
  judge(now: number, more: MoreFacts): Judged {
    const index = this.#index();
    return {
      pods: this.podList().map(pod => index.judgePod(pod, now, more)),
      workloads: index.workloads.map(one =>
        index.judgeWorkload(one, now, more),
      ),
    };
  }

  /** Gives the watches back. */
  close(): void {
    for (const { lease, unsubscribe } of this.#leases.values()) {
      unsubscribe();
      lease.release();
    }
    this.#leases.clear();
  }

  /** The facts at hand, indexed once for each moment. */
  #index(): FactIndex {
    const watches = [...this.#leases.values()].map(({ lease }) => lease.watch);
    this.#indexed ??= new FactIndex(
      { cluster: this.cluster, where: this.where },
      this.podList(),
      watches,
    );
    return this.#indexed;
  }

  async #holdAll(selections: readonly ListSelection[]): Promise<void> {
    const watches = selections.map(selection => this.#hold(selection));
    await Promise.all(watches.map(({ settled }) => settled));
  }

  #hold(selection: ListSelection): ObjectWatch<unknown> {
    const { kind, namespace, labelSelector, fieldSelector } = selection;
    const key = JSON.stringify([
      kind.resource,
      namespace,
      labelSelector,
      fieldSelector,
    ]);
    const held = this.#leases.get(key);
    if (held) {
      return held.lease.watch;
    }
    const lease = this.pool.acquire(this.cluster, selection);
    const unsubscribe = lease.watch.subscribe(
      selection === SCHEDULED_PODS ? this.#onRoomChange : this.#onChange,
    );
    this.#indexed = undefined;
    this.#leases.set(key, { lease, unsubscribe });
    return lease.watch;
  }

  /** Room on the nodes changes with each pod of the cluster: it is looked at when there is another reason to. */
  readonly #onRoomChange = () => {
    this.#indexed = undefined;
  };
}

/** Whether all pods on the nodes are asked for: by a pod that no node takes, or by a cause that could not do without them. */
function wantsScheduledPods({ pods }: Judged): boolean {
  return pods
    .filter(({ diagnosis }) => isSick(diagnosis))
    .some(
      ({ pod, diagnosis }) =>
        pod.spec.nodeName === undefined ||
        diagnosis.unchecked.some(
          ({ fact, status }) =>
            fact === 'scheduledPods' && status === 'notAsked',
        ),
    );
}

/** Pods that need more facts. */
export function sickPods({ pods }: Judged): readonly Pod[] {
  return pods
    .filter(({ diagnosis }) => isSick(diagnosis))
    .map(({ pod }) => pod);
}

/** Workloads that need more facts. */
function shortWorkloads({ workloads }: Judged): readonly Workload[] {
  return workloads
    .filter(({ diagnosis }) => isSick(diagnosis))
    .map(({ workload }) => workload);
}

/** Whether anything needs more facts. */
export function isAnySick(judged: Judged): boolean {
  return sickPods(judged).length + shortWorkloads(judged).length > 0;
}
