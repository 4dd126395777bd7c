import type { MissingReason } from './fact';
import { missing } from './fact';
import { Gatherer } from './Gatherer';
import type { ObjectIndex } from './indexObjects';
import type {
  ContainerLog,
  FactName,
  FieldSchema,
  Snapshot,
  Subject,
} from './snapshot';

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
  if (!options.missing) return { now: options.now, subject, facts };
  const gone = Object.entries(options.missing).map(([name, status]) => [
    name,
    missing(status),
  ]);
  return {
    now: options.now,
    subject,
    facts: { ...facts, ...Object.fromEntries(gone) },
  };
}
