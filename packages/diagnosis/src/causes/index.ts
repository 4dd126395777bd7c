// Written by `npm run generate`. Do not edit.
import type { Cause } from '../engine/cause';
import containerExitsCleanly from './crashing/container-exits-cleanly/cause';
import containerExitsWithError from './crashing/container-exits-with-error/cause';
import livenessProbeKills from './crashing/liveness-probe-kills/cause';
import missingCommand from './crashing/missing-command/cause';
import outOfMemory from './crashing/out-of-memory/cause';
import unschedulableNodeSelector from './pending/unschedulable-node-selector/cause';
import unschedulableResources from './pending/unschedulable-resources/cause';
import unschedulableTaint from './pending/unschedulable-taint/cause';
import ignoredField from './running-but-wrong/ignored-field/cause';
import misspeltField from './running-but-wrong/misspelt-field/cause';
import sameTagOtherImage from './running-but-wrong/same-tag-other-image/cause';
import finalizerBlocksDeletion from './terminating/finalizer-blocks-deletion/cause';
import nodeLost from './terminating/node-lost/cause';
import configMapMissing from './waiting/config-map-missing/cause';
import imageNotFound from './waiting/image-not-found/cause';
import imagePrivate from './waiting/image-private/cause';
import registryUnreachable from './waiting/registry-unreachable/cause';
import sandboxNotCreated from './waiting/sandbox-not-created/cause';

/** Every cause, by state and id. */
export const causes: readonly Cause[] = [
  containerExitsCleanly,
  containerExitsWithError,
  livenessProbeKills,
  missingCommand,
  outOfMemory,
  unschedulableNodeSelector,
  unschedulableResources,
  unschedulableTaint,
  ignoredField,
  misspeltField,
  sameTagOtherImage,
  finalizerBlocksDeletion,
  nodeLost,
  configMapMissing,
  imageNotFound,
  imagePrivate,
  registryUnreachable,
  sandboxNotCreated,
];
