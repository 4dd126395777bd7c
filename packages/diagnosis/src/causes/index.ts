// Written by `npm run generate`. Do not edit.
import type { Cause } from '../engine/cause';
import containerExitsCleanly from './crashing/container-exits-cleanly/cause';
import containerExitsWithError from './crashing/container-exits-with-error/cause';
import livenessProbeKills from './crashing/liveness-probe-kills/cause';
import missingCommand from './crashing/missing-command/cause';
import outOfMemory from './crashing/out-of-memory/cause';

/** Every cause, by state and id. */
export const causes: readonly Cause[] = [
  containerExitsCleanly,
  containerExitsWithError,
  livenessProbeKills,
  missingCommand,
  outOfMemory,
];
