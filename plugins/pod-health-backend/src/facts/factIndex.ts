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
  type Subject,
  type Workload,
} from 'pod-diagnosis';
import { isWorkloadOfEntity, type PodScope } from '../guards/isPodOfEntity';
import { listedKind } from './listedKinds';
import type { MoreFacts, PodLogs } from './moreFacts';
import type { ObjectWatch } from './objectWatch';
import { missingBecause } from './problem';
import { quotedNames } from './quotedName';

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

  constructor(
    private readonly of: {
      readonly cluster: string;
      readonly where: PodScope;
    },
    pods: ObjectWatch<unknown>,
    watches: readonly ObjectWatch<unknown>[],
    private readonly allPods: readonly Pod[] | undefined,
  ) {
    const own = pods.objects as readonly Pod[]; // projected by projectPod in the pool
    const others = watches.filter(watch => watch !== pods);
    this.#index = indexObjects(listsOf(own, others, allPods));
    this.#everywhere = this.#gather(others);
    this.workloads = this.#topmost(own);
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
        asked: [
          ...this.#everywhere.asked,
          ...local.asked,
          ...(this.allPods ? ['scheduledPods' as const] : []),
        ],
        missing: {
          ...this.#everywhere.missing,
          ...local.missing,
          ...(more.missing && { scheduledPods: more.missing }),
          ...(logs && 'missing' in logs && { logs: logs.missing }),
        },
        ...(logs && 'logs' in logs && { logs: logs.logs }),
        logsOf: one => asFact(more.logs.get(one.metadata.uid ?? '')),
        ...(more.schema && { schema: more.schema }),
      },
    );
    const diagnosis = diagnose(snapshot);
    const quotedName = quotedNames(snapshot, diagnosis);
    return { cluster: this.of.cluster, diagnosis, quotedName };
  }

  /** Sorts what the watches say by where it holds; resolves to what holds everywhere. */
  #gather(watches: readonly ObjectWatch<unknown>[]): Gathered {
    let everywhere = NOTHING;
    for (const watch of watches) {
      const { namespace, labelSelector } = watch.selection;
      if (labelSelector !== undefined) continue; // a choice of objects says nothing of all
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
  const { facts } = listedKind(selection.kind.resource);
  if (status !== 'error' || !problem) {
    return { asked: [...asked, ...facts], missing };
  }
  const why = missingBecause(problem);
  const gone = Object.fromEntries(facts.map(fact => [fact, why]));
  return { asked, missing: { ...missing, ...gone } };
}

function listsOf(
  pods: readonly Pod[],
  others: readonly ObjectWatch<unknown>[],
  allPods: readonly Pod[] = [],
) {
  const own = new Set(pods.map(({ metadata }) => metadata.uid));
  const foreign = allPods.filter(({ metadata }) => !own.has(metadata.uid));
  return [
    { kind: 'PodList', items: [...foreign, ...pods] },
    ...others
      .filter(({ status }) => status !== 'error')
      .map(({ selection, objects }) => ({
        kind: `${listedKind(selection.kind.resource).kind}List`,
        items: objects,
      })),
  ];
}
