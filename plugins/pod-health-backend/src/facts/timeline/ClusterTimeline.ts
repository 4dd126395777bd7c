import { isRoutine } from 'backstage-plugin-pod-health-common';
import {
  parseTime,
  type KubeEvent,
  type KubeNode,
  type Pod,
  type Workload,
} from 'pod-diagnosis';
import { eventRecords } from './eventRecords';
import { fold } from './fold';
import type { Happening } from './happening';
import { podRecords } from './podRecords';
import {
  lastOf,
  podSubject,
  workloadSubject,
  type TimelineRecord,
  type TimelineSubject,
} from './record';
import { seenOfPods, seenOfWorkloads, type Noticed } from './seenRecords';
import { nodeRecords, parentUid, rolloutRecords } from './workloadRecords';

/** Records kept of one entity in one cluster: of what is routine, and of the rest. About 1 MB of both. */
const KEPT = 1_000;
/** How long the API server keeps events unless told otherwise. */
const EVENTS_MS = 60 * 60_000;
/** A ReplicaSet adds five letters or digits of its own to its name, a StatefulSet a number. */
const OF_SET = /^(.{1,253})-([a-z0-9]{5}|\d{1,9})$/;

/** What is known of an entity in a cluster at a moment. */
export interface Seen {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly pods: readonly Pod[];
  /** When the pods were so; `undefined`: they could not be read. */
  readonly podsAsOf: number | undefined;
  /** Whether nothing was missed since the last time, provided that it was so then, too. */
  readonly isLive: boolean;
  /** The workloads that own the pods or carry the entity's labels, and those between. */
  readonly workloads: readonly Workload[];
  /** All events of the namespaces, as far as they could be read. */
  readonly events: readonly KubeEvent[];
  readonly areEventsRead: boolean;
  /** Nodes, as far as any are read. */
  readonly nodes: readonly KubeNode[];
}

/**
 * Remembers what happened to an entity in one cluster: what its objects and events say of themselves, and what only the difference
 * between two states of them tells, which the cluster forgets. Bounded. Within one state the order of objects and events changes nothing.
 */
export class ClusterTimeline {
  readonly #records = new Map<string, TimelineRecord>();
  /** Pods seen lately, gone ones too, for events about them. */
  readonly #subjects = new Map<string, TimelineSubject>();
  /** What was read already: projected objects never change. */
  #read = new WeakSet<object>();
  #last: Seen | undefined;
  /** Records up to these were forgotten: routine, and the rest. */
  readonly #horizon = { routine: -Infinity, telling: -Infinity };
  #since: number | undefined;

  constructor(private readonly cluster: string) {}

  /** Since when the pods are watched; milliseconds since the epoch. */
  get watchedSince(): number | undefined {
    return this.#since;
  }

  /** From the uid of a workload to that of what controls it. */
  get parents(): ReadonlyMap<string, string> {
    return new Map(
      (this.#last?.workloads ?? []).flatMap(each => {
        const [uid, parent] = [each.metadata.uid, parentUid(each)];
        return uid && parent ? [[uid, parent] as const] : [];
      }),
    );
  }

  /** Takes in what is known now. */
  observe(seen: Seen): void {
    if (seen.podsAsOf === undefined) {
      return;
    }
    this.#since ??= seen.now;
    this.#notice(seen);
    this.#readPods(seen.pods);
    this.#readWorkloads(seen.workloads);
    this.#readNodes(seen.nodes);
    this.#readEvents(seen);
    this.#last = seen;
    this.#forget();
  }

  /** What happened, oldest first. */
  happenings(): Happening[] {
    return fold(this.#records.values());
  }

  /** Whether all events of these pods and workloads are known: `gone` when some are older than the cluster keeps events. */
  get events(): 'all' | 'gone' | 'unread' {
    if (!this.#last?.areEventsRead) {
      return 'unread';
    }
    const old = (this.#since ?? Infinity) - EVENTS_MS;
    return this.#current.some(
      ({ metadata }) => (parseTime(metadata.creationTimestamp) ?? old) < old,
    )
      ? 'gone'
      : 'all';
  }

  #notice(seen: Seen): void {
    const last = this.#last;
    if (!last) {
      return;
    }
    const noticed: Noticed = {
      cluster: this.cluster,
      at: seen.podsAsOf ?? seen.now,
      ...(!(seen.isLive && last.isLive) && { notBefore: last.podsAsOf }),
    };
    this.#add(seenOfPods(last.pods, seen.pods, noticed));
    this.#add(seenOfWorkloads(last.workloads, seen.workloads, noticed));
  }

  #readPods(pods: readonly Pod[]): void {
    for (const pod of this.#unread(pods)) {
      this.#subjects.set(pod.metadata.uid ?? '', podSubject(this.cluster, pod));
      this.#add(podRecords(this.cluster, pod));
    }
  }

  #readWorkloads(workloads: readonly Workload[]): void {
    const changed = this.#unread(workloads);
    for (const workload of changed) {
      this.#subjects.set(
        workload.metadata.uid ?? '',
        workloadSubject(this.cluster, workload),
      );
    }
    if (changed.length > 0) {
      for (const each of workloads.filter(
        ({ kind }) => kind === 'Deployment',
      )) {
        this.#add(rolloutRecords(this.cluster, each, workloads));
      }
    }
  }

  /** Those that run, or ran, one of the pods. */
  #readNodes(nodes: readonly KubeNode[]): void {
    const own = new Set(
      [...this.#subjects.values()].map(each =>
        'pod' in each ? each.nodeName : undefined,
      ),
    );
    const ran = nodes.filter(({ metadata }) => own.has(metadata.name));
    for (const node of this.#unread(ran)) {
      this.#add(nodeRecords(this.cluster, node));
    }
  }

  #readEvents({ events, workloads }: Seen): void {
    const sets = new Map(workloads.map(each => [setKey(each), each]));
    for (const event of events) {
      const subject =
        !this.#read.has(event) &&
        (this.#subjects.get(event.involvedObject.uid ?? '') ??
          goneBefore(this.cluster, event, sets));
      if (subject) {
        this.#read.add(event);
        this.#add(eventRecords(event, subject));
      }
    }
  }

  #unread<T extends object>(objects: readonly T[]): T[] {
    const fresh = objects.filter(object => !this.#read.has(object));
    fresh.forEach(object => this.#read.add(object));
    return fresh;
  }

  #add(records: readonly TimelineRecord[]): void {
    for (const record of records) {
      const { routine, telling } = this.#horizon;
      const horizon = isRoutine(record.kind) ? routine : telling;
      const known = this.#records.get(record.id);
      if (lastOf(record) > horizon && (!known || isNewer(record, known))) {
        this.#records.set(record.id, record);
      }
    }
  }

  /** Drops the oldest of too many; what is older than those is not told at all: half of a story would be a false one. */
  #forget(): void {
    const all = [...this.#records.values()];
    for (const [which, isOf] of [
      ['routine', (each: TimelineRecord) => isRoutine(each.kind)],
      ['telling', (each: TimelineRecord) => !isRoutine(each.kind)],
    ] as const) {
      const times = all.filter(isOf).map(lastOf);
      if (times.length > KEPT) {
        this.#horizon[which] = times.sort((a, b) => b - a)[KEPT];
      }
    }
    const { routine, telling } = this.#horizon;
    for (const record of all) {
      if (lastOf(record) <= (isRoutine(record.kind) ? routine : telling)) {
        this.#records.delete(record.id);
      }
    }
    this.#forgetSubjects();
  }

  /** Of pods that are gone only those are known on that something is told of. */
  #forgetSubjects(): void {
    if (this.#subjects.size <= KEPT + this.#current.length) {
      return;
    }
    const current = new Set(this.#current.map(({ metadata }) => metadata.uid));
    for (const uid of this.#subjects.keys()) {
      if (!current.has(uid)) {
        this.#subjects.delete(uid);
      }
    }
  }

  get #current(): readonly (Pod | Workload)[] {
    const { pods = [], workloads = [] } = this.#last ?? {};
    return [...pods, ...workloads];
  }
}

/** An event grows; a rollout stays known by what it changed, also when the ReplicaSet before it is gone. */
function isNewer(a: TimelineRecord, b: TimelineRecord): boolean {
  return a.kind === 'rolled-out'
    ? b.details?.changes === undefined
    : a.count >= b.count;
}

/** Names a set by kind, namespace and name. */
function setKey({ kind, metadata }: Workload): string {
  return [kind, metadata.namespace, metadata.name].join('/');
}

/**
 * A pod that was gone before the watch began, known by its name: that of a ReplicaSet of the entity with five letters behind, or of a
 * StatefulSet with a number. Others name their pods so that a stranger's could pass for theirs.
 */
function goneBefore(
  cluster: string,
  { involvedObject, metadata }: KubeEvent,
  sets: ReadonlyMap<string, Workload>,
): TimelineSubject | undefined {
  const { kind, name = '', uid } = involvedObject;
  const [, set, end] = OF_SET.exec(name) ?? [];
  if (kind !== 'Pod' || !uid || set === undefined) {
    return undefined;
  }
  const { namespace = metadata.namespace ?? '' } = involvedObject;
  const owner =
    (end.length === 5 && sets.get(`ReplicaSet/${namespace}/${set}`)) ||
    (/^\d+$/.test(end) && sets.get(`StatefulSet/${namespace}/${set}`)) ||
    undefined;
  const controller = owner && workloadSubject(cluster, owner);
  return (
    controller && {
      pod: { cluster, namespace, pod: name, uid },
      controller: { ...controller.workload, uid: controller.uid },
    }
  );
}
