// Written by `npm run generate`. Do not edit.
import type { Cause } from '../engine/cause';
import containerExitsCleanly from './crashing/container-exits-cleanly/cause';
import containerExitsWithError from './crashing/container-exits-with-error/cause';
import livenessProbeKills from './crashing/liveness-probe-kills/cause';
import missingCommand from './crashing/missing-command/cause';
import outOfMemory from './crashing/out-of-memory/cause';
import claimBindConflict from './pending/claim-bind-conflict/cause';
import claimDeleting from './pending/claim-deleting/cause';
import claimEphemeralVolume from './pending/claim-ephemeral-volume/cause';
import claimLost from './pending/claim-lost/cause';
import claimMissing from './pending/claim-missing/cause';
import claimNoMatchingVolume from './pending/claim-no-matching-volume/cause';
import claimNoStorageClass from './pending/claim-no-storage-class/cause';
import claimNoStorageLeft from './pending/claim-no-storage-left/cause';
import claimNotBound from './pending/claim-not-bound/cause';
import claimProvisionerAbsent from './pending/claim-provisioner-absent/cause';
import claimProvisioningFailed from './pending/claim-provisioning-failed/cause';
import claimStorageClassMissing from './pending/claim-storage-class-missing/cause';
import claimWaitsForConsumer from './pending/claim-waits-for-consumer/cause';
import unschedulableNodeSelector from './pending/unschedulable-node-selector/cause';
import unschedulableResources from './pending/unschedulable-resources/cause';
import unschedulableTaint from './pending/unschedulable-taint/cause';
import misspeltField from './running-but-wrong/misspelt-field/cause';
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
  claimBindConflict,
  claimDeleting,
  claimEphemeralVolume,
  claimLost,
  claimMissing,
  claimNoMatchingVolume,
  claimNoStorageClass,
  claimNoStorageLeft,
  claimNotBound,
  claimProvisionerAbsent,
  claimProvisioningFailed,
  claimStorageClassMissing,
  claimWaitsForConsumer,
  unschedulableNodeSelector,
  unschedulableResources,
  unschedulableTaint,
  misspeltField,
  finalizerBlocksDeletion,
  nodeLost,
  configMapMissing,
  imageNotFound,
  imagePrivate,
  registryUnreachable,
  sandboxNotCreated,
];
