import type { About } from './eventsAbout';
import { eventsAbout } from './eventsAbout';
import { findByName, podsOn } from './byName';
import type { Fact } from './fact';
import { missing, ok } from './fact';
import type { KnownKind, KnownKinds } from './collectObjects';
import type { ObjectIndex } from './indexObjects';
import { nameKey } from './indexObjects';
import type { KubeEvent, Pod, Workload } from './objects';
import { ownersOf, podsOf, revisionsOf } from './owners';
import type { FactName, FactValues, Snapshot, Subject } from './snapshot';
import type { SnapshotOptions } from './snapshotOptions';
import { parseTime } from './time';

/** Names of the claims a pod mounts. */
function mountedClaims({ metadata, spec }: Pod): ReadonlySet<string> {
  return new Set(
    spec.volumes.flatMap(({ name, ephemeral, persistentVolumeClaim }) =>
      ephemeral
        ? `${metadata.name}-${name}`
        : persistentVolumeClaim?.claimName ?? [],
    ),
  );
}

/** How a controller tells of a pod it has made. */
const CREATED = /^Created pod: ([a-z\d][a-z\d.-]{0,252})/;
/** As many pods of a job, the newest, have their events looked at. */
const MOST_PODS = 50;

/** Takes the facts about one subject out of an index. */
export class Gatherer {
  private readonly now: number;
  readonly pod: Pod | undefined;
  readonly owners: readonly Workload[];
  /** Of the claims a pod mounts, or of the claim that is the subject; `undefined` for any other subject. */
  private readonly claimNames: ReadonlySet<string> | undefined;

  constructor(
    private readonly index: ObjectIndex,
    private readonly subject: Subject,
    private readonly options: SnapshotOptions,
  ) {
    this.now = parseTime(options.now) ?? Number.NaN;
    const { kind, namespace, name } = subject;
    this.pod =
      kind === 'Pod'
        ? index.podsByName.get(nameKey('Pod', namespace, name))
        : undefined;
    this.owners = ownersOf(index, subject, this.pod);
    const isClaim = kind === 'PersistentVolumeClaim';
    this.claimNames =
      (this.pod && mountedClaims(this.pod)) ??
      (isClaim ? new Set([name]) : undefined);
  }

  all(): Snapshot['facts'] {
    const { options } = this;
    return {
      pod: this.orNotAsked('pod', this.pod),
      events: this.events(),
      owners: this.ownersFact(),
      ownerEvents: this.ownerEvents(),
      podEvents: this.podEvents(),
      scheduledPods: this.scheduledPods(),
      nodePods: this.nodePods(),
      siblings: this.siblings(),
      revisions: this.revisions(),
      nodeEvents: this.nodeEvents(),
      ...this.ofNamespace(),
      ...this.ofCluster(),
      schema: this.orNotAsked('schema', options.schema),
      logs: this.orNotAsked('logs', options.logs, {}),
    };
  }

  private isAsked(fact: FactName): boolean {
    return this.options.asked?.includes(fact) ?? false;
  }

  private ofNamespace() {
    const claims = this.claims();
    const { namespace } = this.subject;
    const all = this.index.all('Namespace');
    const self = all && findByName(all, namespace);
    return {
      namespace: this.orNotAsked('namespace', self),
      namespacePods: this.within('namespacePods', 'Pod'),
      namespaceWorkloads: this.namespaceWorkloads(),
      configMaps: this.within('configMaps', 'ConfigMap'),
      services: this.within('services', 'Service'),
      quotas: this.within('quotas', 'ResourceQuota'),
      limitRanges: this.within('limitRanges', 'LimitRange'),
      serviceAccounts: this.within('serviceAccounts', 'ServiceAccount'),
      networkPolicies: this.within('networkPolicies', 'NetworkPolicy'),
      claims,
      claimEvents: this.claimEvents(claims),
    };
  }

  private ofCluster() {
    const { index } = this;
    const nodes = index.kinds.has('Node') ? index.nodes : undefined;
    return {
      nodes: this.orNotAsked('nodes', nodes, []),
      volumes: this.orNotAsked('volumes', index.all('PersistentVolume'), []),
      storageClasses: this.orNotAsked(
        'storageClasses',
        index.all('StorageClass'),
        [],
      ),
      attachments: this.orNotAsked(
        'attachments',
        index.all('VolumeAttachment'),
        [],
      ),
    };
  }

  private ownersFact(): Fact<readonly Workload[]> {
    const wanted = this.pod?.metadata.ownerReferences ?? [];
    const kinds = wanted.map(owner => owner.kind ?? '');
    const gathered =
      this.isAsked('owners') ||
      this.owners.length > 0 ||
      (this.pod !== undefined && kinds.length === 0) ||
      kinds.some(kind => this.index.kinds.has(kind));
    return gathered ? ok(this.owners) : missing('notAsked');
  }

  private about(fact: FactName, about: readonly About[]) {
    const asked = this.isAsked(fact);
    return eventsAbout(this.index, about, { asked, now: this.now });
  }

  private events(): Fact<readonly KubeEvent[]> {
    const { kind, namespace, name } = this.subject;
    // A service has no owners: what is said of it is said of itself.
    const service =
      kind === 'Service' &&
      findByName(this.index.within('Service', namespace) ?? [], name);
    const about = this.pod ?? (service || undefined);
    return about ? this.about('events', [about]) : missing('notAsked');
  }

  private ownerEvents(): Fact<readonly KubeEvent[]> {
    const references = this.pod?.metadata.ownerReferences ?? [];
    const uids = new Set(this.owners.map(owner => owner.metadata.uid));
    const { namespace } = this.subject;
    const unknown = references
      .filter(owner => !uids.has(owner.uid))
      .map(owner => ({
        kind: owner.kind ?? '',
        metadata: { ...owner, namespace },
      }));
    const about = [...this.owners, ...unknown];
    // Nothing owns it, so nothing can be said about its owners.
    if (this.pod && about.length === 0) return ok([]);
    return this.about('ownerEvents', about);
  }

  /** Only a job needs them: it removes its pods when it gives up, and their events alone tell what they did. */
  private podEvents(): Fact<readonly KubeEvent[]> {
    const [job] = this.owners;
    const { kind, namespace } = this.subject;
    if (kind !== 'Job' || !job) return missing('notAsked');
    const told = this.about('ownerEvents', [job]);
    const made = (told.status === 'ok' ? told.value : []).flatMap(
      ({ message = '' }) => CREATED.exec(message.slice(0, 512))?.[1] ?? [],
    );
    const there = podsOf(this.index, job).map(({ metadata }) => metadata.name);
    const names = [...new Set([...there, ...made])].slice(-MOST_PODS);
    const about = names.flatMap(name =>
      name === undefined ? [] : { kind: 'Pod', metadata: { name, namespace } },
    );
    return this.about('podEvents', about);
  }

  private nodeEvents(): Fact<readonly KubeEvent[]> {
    const name = this.pod?.spec.nodeName;
    if (name === undefined) return missing('notAsked');
    const node = this.index.nodesByName.get(name);
    return this.about('nodeEvents', [
      { kind: 'Node', metadata: node?.metadata ?? { name } },
    ]);
  }

  /** Room on nodes may only be reckoned from the pods of all namespaces. */
  private scheduledPods(): Fact<readonly Pod[]> {
    const { nodes, podNamespaces, scheduledPods } = this.index;
    const all = nodes.length > 0 && podNamespaces.size > 1;
    return all || this.isAsked('scheduledPods')
      ? ok(scheduledPods)
      : missing('notAsked');
  }

  private nodePods(): Fact<readonly Pod[]> {
    const node = this.pod?.spec.nodeName;
    return node === undefined
      ? missing('notAsked')
      : ok(podsOn(this.index.scheduledPods, node));
  }

  private siblings(): Fact<readonly Pod[]> {
    if (this.pod) {
      const controller = this.pod.metadata.ownerReferences?.find(
        owner => owner.controller,
      );
      const { podsByController } = this.index;
      return ok(
        (controller?.uid && podsByController.get(controller.uid)) || [this.pod],
      );
    }
    const [self] = this.owners;
    if (!self || !(this.index.kinds.has('Pod') || this.isAsked('siblings'))) {
      return missing('notAsked');
    }
    return ok(podsOf(this.index, self));
  }

  private revisions(): Fact<readonly Workload[]> {
    if (this.owners.length === 0) return missing('notAsked');
    return ok(revisionsOf(this.index, this.owners));
  }

  /** Only a service needs them: other subjects know what makes their pods by their owners. */
  private namespaceWorkloads(): Fact<readonly Workload[]> {
    const { kind, namespace } = this.subject;
    if (kind !== 'Service') return missing('notAsked');
    const { workloads } = this.index;
    const gathered = workloads.length > 0 || this.isAsked('namespaceWorkloads');
    if (!gathered) return missing('notAsked');
    return ok(workloads.filter(one => one.metadata.namespace === namespace));
  }

  private claims(): Fact<FactValues['claims']> {
    const names = this.claimNames;
    if (!names) return missing('notAsked');
    if (names.size === 0) return ok([]);
    const { namespace } = this.subject;
    const all = this.index.within('PersistentVolumeClaim', namespace);
    if (!all && !this.isAsked('claims')) return missing('notAsked');
    return ok(
      (all ?? []).filter(({ metadata }) => names.has(metadata.name ?? '')),
    );
  }

  private claimEvents(
    claims: Fact<FactValues['claims']>,
  ): Fact<readonly KubeEvent[]> {
    const names = this.claimNames;
    if (!names) return missing('notAsked');
    if (names.size === 0) return ok([]);
    const { namespace } = this.subject;
    const known = claims.status === 'ok' ? claims.value : [];
    const about = [...names].map(name => {
      const claim = known.find(({ metadata }) => metadata.name === name);
      const metadata = claim?.metadata ?? { name, namespace };
      return { kind: 'PersistentVolumeClaim', metadata };
    });
    return this.about('claimEvents', about);
  }

  /** Objects of the subject's namespace; an empty list only when it was asked for. */
  private within<K extends KnownKind>(
    fact: FactName,
    kind: K,
  ): Fact<readonly KnownKinds[K][]> {
    const found = this.index.within(kind, this.subject.namespace);
    if (found) return ok(found);
    return this.isAsked(fact) ? ok([]) : missing('notAsked');
  }

  /** What was gathered, or: whether an empty answer was asked for. */
  private orNotAsked<N extends FactName>(
    fact: N,
    value: FactValues[N] | undefined,
    empty?: FactValues[N],
  ): Fact<FactValues[N]> {
    if (value !== undefined) return ok(value);
    return empty !== undefined && this.isAsked(fact)
      ? ok(empty)
      : missing('notAsked');
  }
}
