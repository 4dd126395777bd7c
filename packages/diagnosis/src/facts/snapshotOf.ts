import type { Fact, MissingReason } from './fact';
import { missing, ok } from './fact';
import type { ObjectIndex } from './indexObjects';
import { nameKey } from './indexObjects';
import type { KubeEvent, ObjectMeta, Pod, Workload } from './objects';
import { ownersOf } from './owners';
import type {
  ContainerLog,
  FactName,
  FactValues,
  FieldSchema,
  Snapshot,
  Subject,
} from './snapshot';
import { secondsSince, parseTime } from './time';

/** What a snapshot needs besides the objects. */
export interface SnapshotOptions {
  /** When the objects were gathered. RFC 3339. */
  readonly now: string;
  /** Logs of the subject's containers; absent: not asked. */
  readonly logs?: Readonly<Record<string, ContainerLog>>;
  /** The API's fields; absent: not asked. */
  readonly schema?: FieldSchema;
  /** Facts that were gathered whole, so that finding none of them means there is none. */
  readonly asked?: readonly FactName[];
  /** Facts known to be missing, and why; wins over whatever the objects hold. */
  readonly missing?: Readonly<Partial<Record<FactName, MissingReason>>>;
}

/** How long the API server keeps events unless told otherwise (`--event-ttl`), in seconds. */
export const EVENT_TTL_SECONDS = 3600;

class Gatherer {
  private readonly asked: ReadonlySet<FactName>;
  private readonly now: number;
  readonly pod: Pod | undefined;
  readonly owners: readonly Workload[];

  constructor(
    private readonly index: ObjectIndex,
    private readonly subject: Subject,
    private readonly options: SnapshotOptions,
  ) {
    this.asked = new Set(options.asked);
    this.now = parseTime(options.now) ?? Number.NaN;
    const { kind, namespace, name } = subject;
    this.pod =
      kind === 'Pod'
        ? index.podsByName.get(nameKey('Pod', namespace, name))
        : undefined;
    this.owners = ownersOf(index, subject, this.pod);
  }

  ownersFact(): Fact<readonly Workload[]> {
    const wanted = this.pod?.metadata.ownerReferences ?? [];
    const kinds = wanted.map(owner => owner.kind ?? '');
    const gathered =
      this.asked.has('owners') ||
      this.owners.length > 0 ||
      (this.pod !== undefined && kinds.length === 0) ||
      kinds.some(kind => this.index.kinds.has(kind));
    return gathered ? ok(this.owners) : missing('notAsked');
  }

  events(): Fact<readonly KubeEvent[]> {
    if (!this.pod) return missing('notAsked');
    return this.eventFact('events', [this.pod.metadata], 'Pod');
  }

  ownerEvents(): Fact<readonly KubeEvent[]> {
    const references = this.pod?.metadata.ownerReferences ?? [];
    const uids = new Set(this.owners.map(owner => owner.metadata.uid));
    const unknown = references.filter(owner => !uids.has(owner.uid));
    const about = [...this.owners.map(owner => owner.metadata), ...unknown];
    // Nothing owns it, so nothing can be said about its owners.
    if (this.pod && about.length === 0) return ok([]);
    return this.eventFact('ownerEvents', about);
  }

  /** Events about some objects, oldest first; none at all of an object older than events live means they are gone. */
  private eventFact(
    fact: FactName,
    about: readonly ObjectMeta[],
    kind?: string,
  ): Fact<readonly KubeEvent[]> {
    if (!this.index.kinds.has('Event') && !this.asked.has(fact)) {
      return missing('notAsked');
    }
    const events = about.flatMap(metadata => this.eventsOf(metadata, kind));
    if (events.length > 0) return ok(events);
    const young = about.some(({ creationTimestamp }) => {
      const age = secondsSince(creationTimestamp, this.now);
      return age !== undefined && age <= EVENT_TTL_SECONDS;
    });
    return young ? ok([]) : missing('expired');
  }

  private eventsOf(metadata: ObjectMeta, kind?: string): readonly KubeEvent[] {
    const { uid, name = '', annotations } = metadata;
    const kindOf = kind ?? this.owners.find(o => o.metadata === metadata)?.kind;
    const key = nameKey(kindOf ?? '', this.subject.namespace, name);
    // The kubelet files events of a static pod under its config hash.
    const hash = annotations?.['kubernetes.io/config.hash'];
    const { eventsByUid, eventsByName } = this.index;
    return [
      ...((uid && eventsByUid.get(uid)) || []),
      ...((hash && hash !== uid && eventsByUid.get(hash)) || []),
      ...(eventsByName.get(key) ?? []),
    ];
  }

  /** Room on nodes may only be reckoned from the pods of all namespaces. */
  scheduledPods(): Fact<readonly Pod[]> {
    const { nodes, podNamespaces, scheduledPods } = this.index;
    const all = nodes.length > 0 && podNamespaces.size > 1;
    return all || this.asked.has('scheduledPods')
      ? ok(scheduledPods)
      : missing('notAsked');
  }

  siblings(): Fact<readonly Pod[]> {
    if (!this.pod) return missing('notAsked');
    const controller = this.pod.metadata.ownerReferences?.find(
      owner => owner.controller,
    );
    const { podsByController } = this.index;
    return ok(
      (controller?.uid && podsByController.get(controller.uid)) || [this.pod],
    );
  }

  claims(): Fact<FactValues['claims']> {
    if (!this.pod) return missing('notAsked');
    const names = new Set(
      this.pod.spec.volumes.flatMap(
        volume => volume.persistentVolumeClaim?.claimName ?? [],
      ),
    );
    if (names.size === 0) return ok([]);
    const all = this.index.claims.get(this.subject.namespace);
    if (!all && !this.asked.has('claims')) return missing('notAsked');
    return ok(
      (all ?? []).filter(({ metadata }) => names.has(metadata.name ?? '')),
    );
  }

  /** What was gathered, or: whether an empty answer was asked for. */
  orNotAsked<N extends FactName>(
    fact: N,
    value: FactValues[N] | undefined,
    empty?: FactValues[N],
  ): Fact<FactValues[N]> {
    if (value !== undefined) return ok(value);
    return empty !== undefined && this.asked.has(fact)
      ? ok(empty)
      : missing('notAsked');
  }

  all(): Snapshot['facts'] {
    const { index, options, subject } = this;
    return {
      pod: this.orNotAsked('pod', this.pod),
      events: this.events(),
      owners: this.ownersFact(),
      ownerEvents: this.ownerEvents(),
      nodes: this.orNotAsked(
        'nodes',
        index.kinds.has('Node') ? index.nodes : undefined,
        [],
      ),
      scheduledPods: this.scheduledPods(),
      siblings: this.siblings(),
      configMaps: this.orNotAsked(
        'configMaps',
        index.configMaps.get(subject.namespace),
        [],
      ),
      claims: this.claims(),
      schema: this.orNotAsked('schema', options.schema),
      logs: this.orNotAsked('logs', options.logs, {}),
    };
  }
}

/**
 * What is known about a subject, out of an index. A fact is `notAsked` when no object of its kind was given and `asked` does
 * not say otherwise: missing never looks like empty. Does not throw; a subject that is not in the index has no `pod`.
 * Constant time per subject, apart from what it returns; large facts are shared between snapshots.
 */
export function snapshotOf(
  index: ObjectIndex,
  subject: Subject,
  options: SnapshotOptions,
): Snapshot {
  const facts = new Gatherer(index, subject, options).all();
  const gone = Object.entries(options.missing ?? {}).map(([name, status]) => [
    name,
    missing(status),
  ]);
  return {
    now: options.now,
    subject,
    facts: { ...facts, ...Object.fromEntries(gone) },
  };
}
