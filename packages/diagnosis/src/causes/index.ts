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
import misspeltField from './running-but-wrong/misspelt-field/cause';
import finalizerBlocksDeletion from './terminating/finalizer-blocks-deletion/cause';
import nodeLost from './terminating/node-lost/cause';
import apparmorProfileMissing from './waiting/apparmor-profile-missing/cause';
import capabilityUnknown from './waiting/capability-unknown/cause';
import configMapMissing from './waiting/config-map-missing/cause';
import imageNotFound from './waiting/image-not-found/cause';
import imagePrivate from './waiting/image-private/cause';
import registryUnreachable from './waiting/registry-unreachable/cause';
import runsAsRootRefused from './waiting/runs-as-root-refused/cause';
import sandboxNotCreated from './waiting/sandbox-not-created/cause';
import seccompProfileMissing from './waiting/seccomp-profile-missing/cause';
import secretMissing from './waiting/secret-missing/cause';
import selinuxLabelFailed from './waiting/selinux-label-failed/cause';
import userNotInImage from './waiting/user-not-in-image/cause';

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
  misspeltField,
  finalizerBlocksDeletion,
  nodeLost,
  apparmorProfileMissing,
  capabilityUnknown,
  configMapMissing,
  imageNotFound,
  imagePrivate,
  registryUnreachable,
  runsAsRootRefused,
  sandboxNotCreated,
  seccompProfileMissing,
  secretMissing,
  selinuxLabelFailed,
  userNotInImage,
];
