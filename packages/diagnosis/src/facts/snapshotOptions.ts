import type { Fact, MissingReason } from './fact';
import type { Pod } from './objects';
import type {
  ContainerLog,
  FactName,
  FactValues,
  FieldSchema,
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
