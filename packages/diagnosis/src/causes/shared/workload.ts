import type { Quote } from '../../engine';
import { needed, quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Condition, Workload } from '../../facts/objects';
import type { FactValues, Subject } from '../../facts/snapshot';

type Owners = FactValues['owners'];

/**
 * The workload that is looked at itself, first in `owners`, when it is of one of the kinds and not on its way out. Its facts are asked
 * for only then: a pod is never unchecked for want of what a workload's cause reads.
 */
export function workloadOf(
  { kind }: Subject,
  owners: Fact<Owners>,
  ...kinds: readonly string[]
): { readonly self: Workload; readonly owners: Owners } | undefined {
  if (!kinds.includes(kind)) return undefined;
  const all = needed('owners', owners);
  const [self] = all;
  return self && self.metadata.deletionTimestamp === undefined
    ? { self, owners: all }
    : undefined;
}

/** A condition of a workload with its place; `undefined` when it has none of the type. */
export function conditionOf(
  { status }: Workload,
  type: string,
): (Condition & { readonly i: number }) | undefined {
  const i = status.conditions.findIndex(one => one.type === type);
  const condition = status.conditions[i];
  return condition && { ...condition, i };
}

/** Quotes paths of the `k`th of `owners`; what is not there is left out. */
export function quoteOwner(
  owners: Owners,
  k: number,
  ...paths: readonly string[]
): Quote[] {
  return paths.flatMap(at => quoteOf('owners', owners, `${k}.${at}`));
}

/** Which workload it is: what every explanation and command about one needs. */
export interface WorkloadPlace {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** Place of the subject. */
export function workloadPlace(subject: Subject): WorkloadPlace {
  const { namespace, kind, name } = subject;
  return { namespace, kind, name };
}

/** As kubectl names it: `deployment/web`. */
export function resourceOf({ kind, name }: WorkloadPlace): string {
  return `${kind.toLowerCase()}/${name}`;
}
