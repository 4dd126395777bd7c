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
import volumeConditionAbnormal from './running-but-wrong/volume-condition-abnormal/cause';
import volumeLabelConflict from './running-but-wrong/volume-label-conflict/cause';
import volumeResizeFailed from './running-but-wrong/volume-resize-failed/cause';
import finalizerBlocksDeletion from './terminating/finalizer-blocks-deletion/cause';
import nodeLost from './terminating/node-lost/cause';
import configMapMissing from './waiting/config-map-missing/cause';
import csiDriverMissing from './waiting/csi-driver-missing/cause';
import hostPathWrong from './waiting/host-path-wrong/cause';
import imageNotFound from './waiting/image-not-found/cause';
import imagePrivate from './waiting/image-private/cause';
import localVolumeMissing from './waiting/local-volume-missing/cause';
import mountHelperMissing from './waiting/mount-helper-missing/cause';
import networkSharePathMissing from './waiting/network-share-path-missing/cause';
import networkShareUnreachable from './waiting/network-share-unreachable/cause';
import podCertificateFailed from './waiting/pod-certificate-failed/cause';
import registryUnreachable from './waiting/registry-unreachable/cause';
import sandboxNotCreated from './waiting/sandbox-not-created/cause';
import secretStoreFailed from './waiting/secret-store-failed/cause';
import serviceAccountTokenFailed from './waiting/service-account-token-failed/cause';
import volumeAttachFailed from './waiting/volume-attach-failed/cause';
import volumeAttachTimeout from './waiting/volume-attach-timeout/cause';
import volumeAttachedElsewhere from './waiting/volume-attached-elsewhere/cause';
import volumeFilesystemBroken from './waiting/volume-filesystem-broken/cause';
import volumeModeMismatch from './waiting/volume-mode-mismatch/cause';
import volumeMountDenied from './waiting/volume-mount-denied/cause';
import volumeMountFailed from './waiting/volume-mount-failed/cause';
import volumeNodeDiskFull from './waiting/volume-node-disk-full/cause';
import volumeNotMountedUnexplained from './waiting/volume-not-mounted-unexplained/cause';
import volumePermissionSlow from './waiting/volume-permission-slow/cause';
import volumeTypeUnsupported from './waiting/volume-type-unsupported/cause';
import volumeWrongNode from './waiting/volume-wrong-node/cause';

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
  volumeConditionAbnormal,
  volumeLabelConflict,
  volumeResizeFailed,
  finalizerBlocksDeletion,
  nodeLost,
  configMapMissing,
  csiDriverMissing,
  hostPathWrong,
  imageNotFound,
  imagePrivate,
  localVolumeMissing,
  mountHelperMissing,
  networkSharePathMissing,
  networkShareUnreachable,
  podCertificateFailed,
  registryUnreachable,
  sandboxNotCreated,
  secretStoreFailed,
  serviceAccountTokenFailed,
  volumeAttachFailed,
  volumeAttachTimeout,
  volumeAttachedElsewhere,
  volumeFilesystemBroken,
  volumeModeMismatch,
  volumeMountDenied,
  volumeMountFailed,
  volumeNodeDiskFull,
  volumeNotMountedUnexplained,
  volumePermissionSlow,
  volumeTypeUnsupported,
  volumeWrongNode,
];
