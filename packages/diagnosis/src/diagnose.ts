import { causes as allCauses } from './causes';
import type { Cause } from './engine/cause';
import type { Diagnosis } from './engine/diagnosis';
import { judgeAll } from './engine/run';
import type { Snapshot } from './facts/snapshot';

/**
 * Says what is wrong with the subject of a snapshot, on what evidence, and what could not be told. Pure: the same snapshot
 * always gives the same answer. Never throws; see {@link judgeAll}.
 */
export function diagnose(
  snapshot: Snapshot,
  options: { readonly causes?: readonly Cause[] } = {},
): Diagnosis {
  return judgeAll(snapshot, options.causes ?? allCauses);
}
