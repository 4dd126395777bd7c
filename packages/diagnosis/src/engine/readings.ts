import type { MissingReason } from '../facts/fact';
import { memo } from '../facts/memo';
import type { FactName, Snapshot } from '../facts/snapshot';
import type { Cause, Reading } from './cause';

type AnyReading = Reading<FactName, FactName>;

/** A set of facts that some causes read alike: hundreds of causes read one of some dozen sets. */
interface Reads {
  /** Its number among the sets of a list of causes. */
  readonly set: number;
  readonly needs: readonly FactName[];
  readonly helps: readonly FactName[];
  /** A reading with nothing in it: to copy one and fill it is far faster than to let it grow. */
  readonly blank: Readonly<Record<string, unknown>>;
}

function blankOf(...names: readonly FactName[]): Reads['blank'] {
  const given = names.map(name => [name, undefined] as const);
  return { subject: undefined, now: Number.NaN, ...Object.fromEntries(given) };
}

/** A cause with the set of facts it reads. */
export interface Asker {
  readonly cause: Cause;
  readonly reads: Reads;
  /** A cause about pods has nothing to say of a workload that has none. */
  readonly isAboutPods: boolean;
}

/** The causes with what they read; worked out once for a list. */
export const askersOf = memo((causes: readonly Cause[]): readonly Asker[] => {
  const sets = new Map<string, Reads>();
  return causes.map(cause => {
    const { reads: needs, mayRead: helps = [] } = cause;
    const key = `${needs.join()};${helps.join()}`;
    const reads = sets.get(key) ?? {
      set: sets.size,
      needs,
      helps,
      blank: blankOf(...needs, ...helps),
    };
    sets.set(key, reads);
    return { cause, reads, isAboutPods: needs.includes('pod') };
  });
});

/** What a snapshot gives to a set of facts: a reading, or the first needed fact that is missing. */
export type Given =
  | { readonly reading: AnyReading }
  | { readonly lacks: FactName; readonly status: MissingReason };

/** The readings of one snapshot, one for each set of facts: causes that read the same are given the same object, and may remember by it. */
export class Readings {
  readonly #given: Given[] = [];

  constructor(
    private readonly snapshot: Snapshot,
    private readonly now: number,
  ) {}

  for(reads: Reads): Given {
    this.#given[reads.set] ??= this.give(reads);
    return this.#given[reads.set] as Given; // set just above
  }

  /** The facts that were declared and no others: an undeclared one is not there at run time either. */
  private give({ needs, helps, blank }: Reads): Given {
    const { subject, facts } = this.snapshot;
    for (const name of needs) {
      const { status } = facts[name];
      if (status !== 'ok') return { lacks: name, status };
    }
    const reading: Record<string, unknown> = {
      ...blank,
      subject,
      now: this.now,
    };
    for (const name of helps) reading[name] = facts[name];
    for (const name of needs) {
      const fact = facts[name];
      if (fact.status === 'ok') reading[name] = fact.value;
    }
    // Built by name; defineCause checked detect against the same names.
    return { reading: reading as unknown as AnyReading };
  }
}
