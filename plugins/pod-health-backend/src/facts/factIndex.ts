import {
  diagnose,
  indexProjected,
  ok,
  ownersOf,
  snapshotOf,
  subjectsOf,
  type Diagnosis,
  type Fact,
  type FactValues,
  type ObjectIndex,
  type Pod,
  type Quote,
  type Service,
  type Snapshot,
  type Subject,
  type Workload,
} from 'pod-diagnosis';
import { isWorkloadOfEntity, type PodScope } from '../guards/isPodOfEntity';
import {
  gather,
  listsOf,
  NOTHING,
  notAskedOf,
  type GatheredByPlace,
} from './gathered';
import type { MoreFacts, PodLogs } from './moreFacts';
import type { ObjectWatch } from './objectWatch';
import { quotedNames } from './quotedName';
import { servicesOfEntity } from './servicesOfEntity';

/** What was found about something in a cluster. */
interface JudgedSubject {
  readonly cluster: string;
  readonly diagnosis: Diagnosis;
  /** What each quote speaks of; see quotedName.ts. */
  readonly quotedName?: (quote: Quote) => string | undefined;
}

/** One pod with what was found about it. */
export interface JudgedPod extends JudgedSubject {
  readonly pod: Pod;
}

/** A workload with what was found about it. */
export interface JudgedWorkload extends JudgedSubject {
  readonly workload: Workload;
}

/** A service with what was found about it. */
export interface JudgedService extends JudgedSubject {
  /** Absent: stands for all of a namespace, which could not be read. */
  readonly service: Service | undefined;
}

const keyOf = ({ kind, namespace, name }: Subject) =>
  [kind, namespace, name].join('/');

/** What the watches of one entity in one cluster hold at a moment, made ready for the engine. */
export class FactIndex {
  readonly #index: ObjectIndex;
  readonly #gathered: GatheredByPlace;
  /** The topmost workloads that own the entity's pods or carry its labels. */
  readonly workloads: readonly Workload[];
  /** The entity's services; see servicesOfEntity.ts. */
  readonly services: readonly Service[];

  constructor(
    private readonly of: {
      readonly cluster: string;
      readonly where: PodScope;
    },
    private readonly own: readonly Pod[],
    watches: readonly ObjectWatch<unknown>[],
  ) {
    this.#index = indexProjected(listsOf(watches));
    this.#gathered = gather(watches);
    this.workloads = this.#topmost(own);
    const services = this.#index.all('Service') ?? [];
    const targets = { pods: own, workloads: this.workloads };
    this.services = servicesOfEntity(of.where, services, targets);
  }

  /** {@link workloads}, and what they control. */
  family(): readonly Workload[] {
    const family = new Set(this.workloads);
    // A Deployment's ReplicaSets, a CronJob's Jobs: there are no more than these two levels.
    const own = new Set(this.workloads.map(({ metadata }) => metadata.uid));
    for (const workload of this.#index.workloads) {
      const owner = workload.metadata.ownerReferences?.find(
        ({ controller }) => controller,
      );
      if (owner?.uid !== undefined && own.has(owner.uid)) {
        family.add(workload);
      }
    }
    return [...family];
  }

  judgePod(pod: Pod, now: number, more: MoreFacts): JudgedPod {
    const logs = more.logs.get(pod.metadata.uid ?? '');
    return { ...this.#judge('Pod', pod, now, more, logs), pod };
  }

  judgeWorkload(
    workload: Workload,
    now: number,
    more: MoreFacts,
  ): JudgedWorkload {
    const [awaited] = this.awaitedPods(workload);
    const logs = more.logs.get(awaited?.metadata.uid ?? '');
    return {
      ...this.#judge(workload.kind, workload, now, more, logs),
      workload,
    };
  }

  /** The pods of a CronJob's runs that have not ended: the next run may have to wait for them. */
  awaitedPods(workload: Workload): readonly Pod[] {
    return workload.kind === 'CronJob'
      ? this.own.filter(
          pod =>
            pod.status.phase === 'Running' && this.#topmostOf(pod) === workload,
        )
      : [];
  }

  /** Judges the entity's services, and says of each namespace whose services could not be read what was not checked there. */
  judgeServices(now: number, more: MoreFacts): readonly JudgedService[] {
    return [
      ...this.services.map(service => ({
        ...this.#judge('Service', service, now, more),
        service,
      })),
      ...[...this.#gathered.byNamespace]
        .filter(([, { missing }]) => missing.services !== undefined)
        .map(([namespace]) => this.#unreadServices(namespace, now, more)),
    ];
  }

  #unreadServices(
    namespace: string,
    now: number,
    more: MoreFacts,
  ): JudgedService {
    const judged = this.#judge(
      'Service',
      { metadata: { namespace } },
      now,
      more,
    );
    // All else that is missing of a service nobody knows is missing for this reason.
    const unchecked = judged.diagnosis.unchecked.filter(
      ({ fact }) => fact === 'services',
    );
    const diagnosis = { ...judged.diagnosis, unchecked };
    return { ...judged, diagnosis, service: undefined };
  }

  #judge(
    kind: string,
    { metadata }: Pick<Pod, 'metadata'>,
    now: number,
    more: MoreFacts,
    logs?: PodLogs,
  ): JudgedSubject {
    const { namespace = '', name = '' } = metadata;
    const { everywhere, byNamespace } = this.#gathered;
    const local = byNamespace.get(namespace) ?? NOTHING;
    const asked = [...everywhere.asked, ...local.asked];
    const snapshot = snapshotOf(
      this.#index,
      { kind, namespace, name },
      {
        now: new Date(now).toISOString(),
        asked,
        missing: {
          ...notAskedOf(asked),
          ...everywhere.missing,
          ...local.missing,
          ...(logs && 'missing' in logs && { logs: logs.missing }),
        },
        ...(logs && 'logs' in logs && { logs: logs.logs }),
        logsOf: one => asFact(more.logs.get(one.metadata.uid ?? '')),
        ...(more.schema && { schema: more.schema }),
      },
    );
    const diagnosis = diagnose(
      kind === 'Service' ? this.#ofOwnPods(snapshot) : snapshot,
    );
    const quotedName = quotedNames(snapshot, diagnosis);
    return { cluster: this.of.cluster, diagnosis, quotedName };
  }

  /** A service may send to pods of other entities as well: into those one does not look through it. */
  #ofOwnPods({ podNamed, ...snapshot }: Snapshot): Snapshot {
    const { namespace } = snapshot.subject;
    const isOwn = (name: string) =>
      this.own.some(
        ({ metadata }) =>
          metadata.name === name && metadata.namespace === namespace,
      );
    return {
      ...snapshot,
      podNamed: name => (isOwn(name) ? podNamed?.(name) : undefined),
    };
  }

  #topmostOf(pod: Pod): Workload | undefined {
    const { namespace = '', name = '' } = pod.metadata;
    const subject: Subject = { kind: 'Pod', namespace, name };
    return ownersOf(this.#index, subject, pod).at(-1);
  }

  #topmost(pods: readonly Pod[]): readonly Workload[] {
    const owning = new Set(pods.map(pod => this.#topmostOf(pod)));
    const known = new Set(subjectsOf(this.#index).map(keyOf));
    return this.#index.workloads.filter(workload => {
      const { kind, metadata, spec } = workload;
      const { namespace = '', name = '', labels } = metadata;
      const templateLabels = spec.template?.metadata?.labels;
      const isOwn =
        owning.has(workload) ||
        isWorkloadOfEntity(this.of.where, {
          namespace,
          labels,
          templateLabels,
        });
      return isOwn && known.has(keyOf({ kind, namespace, name }));
    });
  }
}

/** The logs of a pod, as a workload's snapshot takes them for its pod at fault. */
function asFact(
  logs: PodLogs | undefined,
): Fact<FactValues['logs']> | undefined {
  if (!logs) return undefined;
  return 'logs' in logs ? ok(logs.logs) : { status: logs.missing };
}
