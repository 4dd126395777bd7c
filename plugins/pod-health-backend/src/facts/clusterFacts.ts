import type {
  Diagnosis,
  KubeEvent,
  KubeNode,
  Pod,
  Workload,
} from 'pod-diagnosis';
import type { EntityPods } from '../entity/types';
import { podsOfEntity } from '../guards/isPodOfEntity';
import { EVENTS, NODES } from '../kube/kinds';
import type { ListSelection, ResourceKind } from '../kube/types';
import {
  FactIndex,
  type JudgedPod,
  type JudgedService,
  type JudgedWorkload,
} from './factIndex';
import type { MoreFacts } from './moreFacts';
import type { ObjectWatch } from './objectWatch';
import {
  askedSelections,
  isSick,
  neededSelections,
  podlessSelections,
  podSelection,
  SCHEDULED_PODS,
  serviceSelections,
} from './selections';
import type { Seen } from './timeline/ClusterTimeline';
import type { WatchLease, WatchPool } from './watchPool';

/** Pods, workloads and services of one cluster, judged. */
export interface Judged {
  readonly pods: readonly JudgedPod[];
  /** Those that own the entity's pods, or carry its labels. */
  readonly workloads: readonly JudgedWorkload[];
  /** Those that carry the entity's labels, or send to its pods. */
  readonly services: readonly JudgedService[];
}

/** Before anything is judged. */
export const NOTHING_JUDGED: Judged = { pods: [], workloads: [], services: [] };

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

  /** Starts what an entity needs whatever its pods say: events, owners and services; without pods, the workloads and services that carry its labels. */
  async begin(): Promise<void> {
    await this.pods.settled;
    if (this.podList().length === 0) {
      await this.#holdAll(podlessSelections(this.where));
    }
    await this.widen(NOTHING_JUDGED);
  }

  /** Starts what sick pods, workloads that lack some, and services call for; waits until each watch has something to tell. */
  async widen(judged: Judged): Promise<void> {
    const pods = this.podList();
    const { workloads, services } = this.#index();
    const sick = sickPods(judged);
    const short = shortWorkloads(judged);
    await this.#holdAll([
      ...neededSelections({ pods, workloads, services, sick, short }),
      ...serviceSelections(diagnosesOf(judged.services)),
      ...(wantsScheduledPods(judged) ? [SCHEDULED_PODS] : []),
    ]);
  }

  /** Starts what the causes asked for once they had read more, waits for it, and resolves to whether that was anything. */
  async follow({ pods }: Judged): Promise<boolean> {
    const asked = askedSelections(diagnosesOf(pods));
    await this.#holdAll(asked);
    return asked.length > 0;
  }

  /**
   * Judges the entity's pods, workloads and services by the facts at hand. Pure but for reading the watches. `now`: milliseconds since the
   * epoch.
   */
  judge(now: number, more: MoreFacts): Judged {
    const index = this.#index();
    return {
      pods: this.podList().map(pod => index.judgePod(pod, now, more)),
      workloads: index.workloads.map(one =>
        index.judgeWorkload(one, now, more),
      ),
      services: index.judgeServices(now, more),
    };
  }

  /** Pods that are well, and keep a workload that is not from going on. */
  awaitedPods(judged: Judged): readonly Pod[] {
    return shortWorkloads(judged).flatMap(one =>
      this.#index().awaitedPods(one),
    );
  }

  /** What is known now, for the timeline. `now`: milliseconds since the epoch. */
  seen(now: number): Seen {
    const { status, asOf } = this.pods;
    const isRead = status !== 'loading' && status !== 'error';
    const events = this.#watchesOf(EVENTS);
    return {
      now,
      pods: this.podList(),
      podsAsOf: isRead ? asOf : undefined,
      isLive: status === 'live',
      workloads: this.#index().family(),
      // projected by projectEvent and projectNode in the pool
      events: events.flatMap(({ objects }) => objects as readonly KubeEvent[]),
      areEventsRead: events.every(each => each.status !== 'error'),
      nodes: this.#watchesOf(NODES).flatMap(
        ({ objects }) => objects as readonly KubeNode[],
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

  #watchesOf({ resource }: ResourceKind): ObjectWatch<unknown>[] {
    return [...this.#leases.values()]
      .map(({ lease }) => lease.watch)
      .filter(({ selection }) => selection.kind.resource === resource);
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

/** States in which a pod is not well whatever was found; a start is none of them. */
const UNWELL = ['crashing', 'failed', 'not-ready'];

/** Uids of pods and workloads that something is wrong with. */
export function unwell({ pods, workloads }: Judged): ReadonlySet<string> {
  const isFault = ({ found }: Diagnosis) =>
    found.some(({ severity }) => severity !== 'info');
  return new Set([
    ...pods
      .filter(
        ({ diagnosis }) =>
          isFault(diagnosis) || UNWELL.includes(diagnosis.state),
      )
      .map(({ pod }) => pod.metadata.uid ?? ''),
    ...workloads
      .filter(({ diagnosis }) => isFault(diagnosis))
      .map(({ workload }) => workload.metadata.uid ?? ''),
  ]);
}

/** Whether anything needs more facts. */
export function isAnySick(judged: Judged): boolean {
  const more = serviceSelections(diagnosesOf(judged.services));
  const sick = [...sickPods(judged), ...shortWorkloads(judged), ...more];
  return sick.length > 0;
}

function diagnosesOf(
  judged: readonly { readonly diagnosis: Diagnosis }[],
): readonly Diagnosis[] {
  return judged.map(({ diagnosis }) => diagnosis);
}
