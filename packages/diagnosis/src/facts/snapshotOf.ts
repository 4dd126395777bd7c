import type { Fact, MissingReason } from './fact';
import { missing } from './fact';
import { Gatherer } from './Gatherer';
import type { ObjectIndex } from './indexObjects';
import { nameKey } from './indexObjects';
import type { Pod } from './objects';
import type {
  ContainerLog,
  FactName,
  FactValues,
  FieldSchema,
  Snapshot,
  Subject,
} from './snapshot';

/** What a snapshot needs besides the objects. */
export interface SnapshotOptions {
  /** When the objects were gathered. RFC 3339. */
  readonly now: string;
  /** Logs of the subject's containers; of a workload or service, of its pod at fault. Absent: not asked. */
  readonly logs?: Readonly<Record<string, ContainerLog>>;
  /** The logs of a workload's or service's pods, where they are known for each. */
  readonly logsOf?: (pod: Pod) => Fact<FactValues['logs']> | undefined;
  /** The API's fields; absent: not asked. */
  readonly schema?: FieldSchema;
  /** Facts that were gathered whole, so that finding none of them means there is none. */
  readonly asked?: readonly FactName[];
  /** Facts known to be missing, and why; wins over whatever the objects hold. */
  readonly missing?: Readonly<Partial<Record<FactName, MissingReason>>>;
}

/** The options for one of a workload's pods: all its own but the logs, which are that pod's. */
function optionsFor(pod: Pod, options: SnapshotOptions): SnapshotOptions {
  const { logsOf, ...rest } = options;
  const logs = logsOf?.(pod);
  if (!logs) return rest;
  return logs.status === 'ok'
    ? { ...rest, logs: logs.value }
    : { ...rest, missing: { ...rest.missing, logs: logs.status } };
}

/** How the pods of a subject that is none itself are come by. */
function podsOfSubject(
  index: ObjectIndex,
  { kind, namespace }: Subject,
  options: SnapshotOptions,
): Pick<Snapshot, 'podNamed'> {
  if (kind === 'Pod') return {};
  return {
    podNamed: name => {
      const pod = index.podsByName.get(nameKey('Pod', namespace, name));
      const subject = { kind: 'Pod', namespace, name };
      return pod && snapshotOf(index, subject, optionsFor(pod, options));
    },
  };
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
  const pods = podsOfSubject(index, subject, options);
  const about = { now: options.now, subject, ...pods };
  if (!options.missing) return { ...about, facts };
  const gone = Object.entries(options.missing).map(([name, status]) => [
    name,
    missing(status),
  ]);
  return { ...about, facts: { ...facts, ...Object.fromEntries(gone) } };
}
