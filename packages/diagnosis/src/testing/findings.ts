import { diagnose } from '../diagnose';
import type { Cause } from '../engine/cause';
import type { Diagnosis, Finding } from '../engine/diagnosis';
import { resolveQuote } from '../engine/quotes';
import { indexObjects } from '../facts/indexObjects';
import { subjectsOf } from '../facts/owners';
import type { Snapshot, Subject } from '../facts/snapshot';
import type { SnapshotOptions } from '../facts/snapshotOptions';
import { snapshotOf } from '../facts/snapshotOf';
import { NOW } from './objects';

/** Options of a snapshot, and whose: the first pod (or workload without pods) unless told. */
export interface TestOptions extends Partial<SnapshotOptions> {
  readonly subject?: Subject;
}

/** Snapshot of objects at {@link NOW}. Throws when there is nothing to diagnose. */
export function snapshot(
  objects: readonly unknown[],
  { subject, ...options }: TestOptions = {},
): Snapshot {
  const index = indexObjects(objects);
  const chosen = subject ?? subjectsOf(index)[0];
  if (!chosen) throw new Error('no pod among the objects');
  return snapshotOf(index, chosen, { now: NOW, ...options });
}

/** The diagnosis by one cause alone. */
export function diagnosisBy(
  cause: Cause,
  objects: readonly unknown[],
  options: TestOptions = {},
): Diagnosis {
  return diagnose(snapshot(objects, options), { causes: [cause] });
}

/**
 * What one cause finds. Throws when the cause is broken or unchecked, or a quote does not resolve, so that a test for
 * "absent" cannot pass for the wrong reason.
 */
export function findings(
  cause: Cause,
  objects: readonly unknown[],
  options: TestOptions = {},
): readonly Finding[] {
  const taken = snapshot(objects, options);
  const { found, unchecked, broken } = diagnose(taken, { causes: [cause] });
  if (broken[0]) throw new Error(`broken: ${broken[0].message}`);
  if (unchecked[0]) {
    throw new Error(`unchecked: ${unchecked[0].fact} ${unchecked[0].status}`);
  }
  for (const quote of found.flatMap(one => [
    ...one.quotes,
    ...one.contradictions,
  ])) {
    if (!resolveQuote(taken, quote)) {
      throw new Error(`quote does not resolve: ${JSON.stringify(quote)}`);
    }
  }
  return found;
}
