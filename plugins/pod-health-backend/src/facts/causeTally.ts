import { NO_METRICS, type Metrics } from '../metrics/metrics';
import type { Judged } from './clusterFacts';
import type { JudgedPod, JudgedService, JudgedWorkload } from './factIndex';

/** Keys of what is found now: of causes, and of those that failed to run. */
interface Known {
  readonly found: ReadonlyMap<string, string>;
  readonly broken: ReadonlyMap<string, string>;
}

/**
 * Counts each root cause once for each pod, workload or service it is found of, as long as somebody who follows it says so: entities that share pods, and
 * viewers with other rights, are not counted again.
 */
export class CauseTally {
  readonly #knownTo = new Map<object, Known>();

  constructor(private readonly metrics: Metrics = NO_METRICS) {}

  /** What `follower` has judged in a cluster, instead of what it said before. */
  judged(follower: object, { pods, workloads, services }: Judged): void {
    const subjects = [...pods, ...workloads, ...services];
    const before = this.#knownTo.get(follower);
    const known: Known = {
      found: keysOf(subjects, ({ found }) => found.map(({ cause }) => cause)),
      broken: keysOf(subjects, ({ broken }) =>
        broken.map(({ cause }) => cause),
      ),
    };
    for (const what of ['found', 'broken'] as const) {
      for (const [key, cause] of known[what]) {
        if (!before?.[what].has(key) && !this.#isKnown(what, key)) {
          this.metrics.count(`pod_health.cause.${what}`, { cause });
        }
      }
    }
    this.#knownTo.set(follower, known);
  }

  /** It follows nothing any more. */
  forget(follower: object): void {
    this.#knownTo.delete(follower);
  }

  #isKnown(what: keyof Known, key: string): boolean {
    return [...this.#knownTo.values()].some(known => known[what].has(key));
  }
}

function keysOf(
  subjects: readonly (JudgedPod | JudgedWorkload | JudgedService)[],
  causesOf: (diagnosis: JudgedPod['diagnosis']) => readonly string[],
): ReadonlyMap<string, string> {
  return new Map(
    subjects.flatMap(({ cluster, diagnosis }) => {
      const { kind, namespace, name } = diagnosis.subject;
      return causesOf(diagnosis).map(
        cause =>
          [[cluster, kind, namespace, name, cause].join('/'), cause] as const,
      );
    }),
  );
}
