import {
  diagnose,
  indexObjects,
  ok,
  ownersOf,
  snapshotOf,
  subjectsOf,
  type Diagnosis,
  type Fact,
  type FactName,
  type FactValues,
  type MissingReason,
  type Pod,
  type Quote,
  type Service,
  type Snapshot,
  type Subject,
  type Workload,
} from 'pod-diagnosis';
import { isWorkloadOfEntity, type PodScope } from '../guards/isPodOfEntity';
import { listedKind } from './listedKinds';
import { PODS } from '../kube/kinds';
import type { ListSelection } from '../kube/types';
import type { MoreFacts, PodLogs } from './moreFacts';
import type { ObjectWatch } from './objectWatch';
import { missingBecause } from './problem';
import { quotedNames } from './quotedName';
import { SCHEDULED_PODS } from './selections';
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

type Missing = Partial<Record<FactName, MissingReason>>;

/** Which facts were gathered whole, and which are missing and why. */
interface Gathered {
  readonly asked: readonly FactName[];
  readonly missing: Missing;
}

const keyOf = ({ kind, namespace, name }: Subject) =>
  [kind, namespace, name].join('/');

const NOTHING: Gathered = { asked: [], missing: {} };

/** What the watches of one entity in one cluster hold at a moment, made ready for the engine. */
export class FactIndex {
  readonly #index: ReturnType<typeof indexObjects>;
  readonly #everywhere: Gathered;
  readonly #byNamespace = new Map<string, Gathered>();
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
    this.#index = indexObjects(listsOf(watches));
    this.#everywhere = this.#gather(watches);
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
    return { ...this.#judge(workload.kind, workload, now, more), workload };
  }

  /** Judges the entity's services, and says of each namespace whose services could not be read what was not checked there. */
  judgeServices(now: number, more: MoreFacts): readonly JudgedService[] {
    return [
      ...this.services.map(service => ({
        ...this.#judge('Service', service, now, more),
        service,
      })),
      ...[...this.#byNamespace]
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
    const local = this.#byNamespace.get(namespace) ?? NOTHING;
    const snapshot = snapshotOf(
      this.#index,
      { kind, namespace, name },
      {
        now: new Date(now).toISOString(),
        asked: [...this.#everywhere.asked, ...local.asked],
        missing: {
          ...notAskedOf([...this.#everywhere.asked, ...local.asked]),
          ...this.#everywhere.missing,
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

  /** Sorts what the watches say by where it holds; resolves to what holds everywhere. */
  #gather(watches: readonly ObjectWatch<unknown>[]): Gathered {
    let everywhere = NOTHING;
    for (const watch of watches) {
      const { namespace } = watch.selection;
      const before =
        namespace === undefined
          ? everywhere
          : this.#byNamespace.get(namespace) ?? NOTHING;
      const after = withWatch(before, watch);
      if (namespace === undefined) everywhere = after;
      else this.#byNamespace.set(namespace, after);
    }
    return everywhere;
  }

  #topmost(pods: readonly Pod[]): readonly Workload[] {
    const owning = new Set(
      pods.map(pod => {
        const { namespace = '', name = '' } = pod.metadata;
        const subject: Subject = { kind: 'Pod', namespace, name };
        return ownersOf(this.#index, subject, pod).at(-1);
      }),
    );
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

/** Pods of some labels pass for all of a namespace or a cluster unless it is said that nobody asked for all. */
function notAskedOf(asked: readonly FactName[]): Missing {
  const whole = ['scheduledPods', 'namespacePods'] as const;
  const gone = whole.filter(fact => !asked.includes(fact));
  return Object.fromEntries(gone.map(fact => [fact, 'notAsked']));
}

/** What a list of these objects tells whole. */
function factsOf({
  kind,
  labelSelector,
  fieldSelector,
}: ListSelection): readonly FactName[] {
  if (fieldSelector !== undefined) {
    return fieldSelector === SCHEDULED_PODS.fieldSelector
      ? ['scheduledPods']
      : [];
  }
  // A choice of objects by their labels says nothing of all.
  return labelSelector === undefined ? listedKind(kind.resource).facts : [];
}

/** The logs of a pod, as a workload's snapshot takes them for its pod at fault. */
function asFact(
  logs: PodLogs | undefined,
): Fact<FactValues['logs']> | undefined {
  if (!logs) return undefined;
  return 'logs' in logs ? ok(logs.logs) : { status: logs.missing };
}

function withWatch(
  { asked, missing }: Gathered,
  { selection, status, problem }: ObjectWatch<unknown>,
): Gathered {
  const facts = factsOf(selection);
  if (status !== 'error' || !problem) {
    return { asked: [...asked, ...facts], missing };
  }
  const why = missingBecause(problem);
  const gone = Object.fromEntries(facts.map(fact => [fact, why]));
  return { asked, missing: { ...missing, ...gone } };
}

/** The objects as lists, each pod once: two watches may hold it. */
function listsOf(watches: readonly ObjectWatch<unknown>[]) {
  const read = watches.filter(({ status }) => status !== 'error');
  const isPods = ({ selection }: ObjectWatch<unknown>) =>
    selection.kind.resource === PODS.resource;
  const pods = new Map(
    read.filter(isPods).flatMap(({ objects }) =>
      // projected by projectPod in the pool
      (objects as readonly Pod[]).map(pod => [pod.metadata.uid ?? pod, pod]),
    ),
  );
  return [
    { kind: 'PodList', items: [...pods.values()] },
    ...read
      .filter(watch => !isPods(watch))
      .map(({ selection, objects }) => ({
        kind: `${listedKind(selection.kind.resource).kind}List`,
        items: objects,
      })),
  ];
}
