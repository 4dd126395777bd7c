// Written by `npm run generate`. Do not edit.
import type { Cause } from '../engine/cause';
import cgroupFailed from './crashing/cgroup-failed/cause';
import containerExitsCleanly from './crashing/container-exits-cleanly/cause';
import containerExitsWithError from './crashing/container-exits-with-error/cause';
import environmentTooLarge from './crashing/environment-too-large/cause';
import interpreterMissing from './crashing/interpreter-missing/cause';
import livenessProbeKills from './crashing/liveness-probe-kills/cause';
import memoryLimitTooSmallToStart from './crashing/memory-limit-too-small-to-start/cause';
import missingCommand from './crashing/missing-command/cause';
import mountPointWrong from './crashing/mount-point-wrong/cause';
import outOfMemory from './crashing/out-of-memory/cause';
import permissionDeniedExecutable from './crashing/permission-denied-executable/cause';
import postStartHookFailed from './crashing/post-start-hook-failed/cause';
import privilegesRefused from './crashing/privileges-refused/cause';
import workingDirectoryMissing from './crashing/working-directory-missing/cause';
import wrongArchitecture from './crashing/wrong-architecture/cause';
import unschedulableNodeSelector from './pending/unschedulable-node-selector/cause';
import unschedulableResources from './pending/unschedulable-resources/cause';
import unschedulableTaint from './pending/unschedulable-taint/cause';
import misspeltField from './running-but-wrong/misspelt-field/cause';
import finalizerBlocksDeletion from './terminating/finalizer-blocks-deletion/cause';
import nodeLost from './terminating/node-lost/cause';
import apparmorProfileMissing from './waiting/apparmor-profile-missing/cause';
import capabilityUnknown from './waiting/capability-unknown/cause';
import configMapMissing from './waiting/config-map-missing/cause';
import configNotSynced from './waiting/config-not-synced/cause';
import containerNameConflict from './waiting/container-name-conflict/cause';
import containerNotCreatedUnexplained from './waiting/container-not-created-unexplained/cause';
import deviceMissing from './waiting/device-missing/cause';
import envReferenceInvalid from './waiting/env-reference-invalid/cause';
import gpuRuntimeFailed from './waiting/gpu-runtime-failed/cause';
import hostnameInvalid from './waiting/hostname-invalid/cause';
import imageGoneAtCreate from './waiting/image-gone-at-create/cause';
import imageNotFound from './waiting/image-not-found/cause';
import imagePrivate from './waiting/image-private/cause';
import mountOptionRefused from './waiting/mount-option-refused/cause';
import mountSourceBroken from './waiting/mount-source-broken/cause';
import nodeLimitReached from './waiting/node-limit-reached/cause';
import registryUnreachable from './waiting/registry-unreachable/cause';
import runsAsRootRefused from './waiting/runs-as-root-refused/cause';
import runtimeFailed from './waiting/runtime-failed/cause';
import runtimeTimeout from './waiting/runtime-timeout/cause';
import runtimeUnavailable from './waiting/runtime-unavailable/cause';
import sandboxLost from './waiting/sandbox-lost/cause';
import sandboxNotCreated from './waiting/sandbox-not-created/cause';
import seccompProfileMissing from './waiting/seccomp-profile-missing/cause';
import secretMissing from './waiting/secret-missing/cause';
import selinuxLabelFailed from './waiting/selinux-label-failed/cause';
import subpathFailed from './waiting/subpath-failed/cause';
import userNotInImage from './waiting/user-not-in-image/cause';
import volumeNotDefined from './waiting/volume-not-defined/cause';

/** Every cause, by state and id. */
export const causes: readonly Cause[] = [
  cgroupFailed,
  containerExitsCleanly,
  containerExitsWithError,
  environmentTooLarge,
  interpreterMissing,
  livenessProbeKills,
  memoryLimitTooSmallToStart,
  missingCommand,
  mountPointWrong,
  outOfMemory,
  permissionDeniedExecutable,
  postStartHookFailed,
  privilegesRefused,
  workingDirectoryMissing,
  wrongArchitecture,
  unschedulableNodeSelector,
  unschedulableResources,
  unschedulableTaint,
  misspeltField,
  finalizerBlocksDeletion,
  nodeLost,
  apparmorProfileMissing,
  capabilityUnknown,
  configMapMissing,
  configNotSynced,
  containerNameConflict,
  containerNotCreatedUnexplained,
  deviceMissing,
  envReferenceInvalid,
  gpuRuntimeFailed,
  hostnameInvalid,
  imageGoneAtCreate,
  imageNotFound,
  imagePrivate,
  mountOptionRefused,
  mountSourceBroken,
  nodeLimitReached,
  registryUnreachable,
  runsAsRootRefused,
  runtimeFailed,
  runtimeTimeout,
  runtimeUnavailable,
  sandboxLost,
  sandboxNotCreated,
  seccompProfileMissing,
  secretMissing,
  selinuxLabelFailed,
  subpathFailed,
  userNotInImage,
  volumeNotDefined,
];
