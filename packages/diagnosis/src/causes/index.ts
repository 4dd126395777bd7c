// Written by `npm run generate`. Do not edit.
import type { Cause } from '../engine/cause';

/** Every cause, by state and id. */
export const causes: readonly Cause[] = [];
