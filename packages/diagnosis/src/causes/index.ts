// Written by `npm run generate`. Do not edit.
import type { Cause } from '../engine/cause';
import addressInUse from './crashing/address-in-use/cause';
import argumentsInvalid from './crashing/arguments-invalid/cause';
import cloudAccessDenied from './crashing/cloud-access-denied/cause';
import containerExitsCleanly from './crashing/container-exits-cleanly/cause';
import containerExitsWithError from './crashing/container-exits-with-error/cause';
import dataDirectoryIncompatible from './crashing/data-directory-incompatible/cause';
import dataDirectoryLocked from './crashing/data-directory-locked/cause';
import databaseNotMigrated from './crashing/database-not-migrated/cause';
import dependencyAnswersWithError from './crashing/dependency-answers-with-error/cause';
import dependencyNameNotResolved from './crashing/dependency-name-not-resolved/cause';
import dependencyRefusesConnection from './crashing/dependency-refuses-connection/cause';
import dependencyRefusesLogin from './crashing/dependency-refuses-login/cause';
import dependencyTimesOut from './crashing/dependency-times-out/cause';
import diskFull from './crashing/disk-full/cause';
import environmentVariableMissing from './crashing/environment-variable-missing/cause';
import fileMissing from './crashing/file-missing/cause';
import fileSystemReadOnly from './crashing/file-system-read-only/cause';
import heapExhausted from './crashing/heap-exhausted/cause';
import kubernetesApiForbidden from './crashing/kubernetes-api-forbidden/cause';
import kubernetesKindMissing from './crashing/kubernetes-kind-missing/cause';
import leaderElectionLost from './crashing/leader-election-lost/cause';
import livenessProbeKills from './crashing/liveness-probe-kills/cause';
import missingCommand from './crashing/missing-command/cause';
import nodeSettingTooLow from './crashing/node-setting-too-low/cause';
import outOfMemory from './crashing/out-of-memory/cause';
import permissionDeniedOnFile from './crashing/permission-denied-on-file/cause';
import portNotPermitted from './crashing/port-not-permitted/cause';
import privilegeMissing from './crashing/privilege-missing/cause';
import processLimitReached from './crashing/process-limit-reached/cause';
import processorUnsupported from './crashing/processor-unsupported/cause';
import programPartMissing from './crashing/program-part-missing/cause';
import settingsInvalid from './crashing/settings-invalid/cause';
import tlsFails from './crashing/tls-fails/cause';
import tooManyOpenFiles from './crashing/too-many-open-files/cause';
import unhandledException from './crashing/unhandled-exception/cause';
import userNotAccepted from './crashing/user-not-accepted/cause';
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
  addressInUse,
  argumentsInvalid,
  cloudAccessDenied,
  containerExitsCleanly,
  containerExitsWithError,
  dataDirectoryIncompatible,
  dataDirectoryLocked,
  databaseNotMigrated,
  dependencyAnswersWithError,
  dependencyNameNotResolved,
  dependencyRefusesConnection,
  dependencyRefusesLogin,
  dependencyTimesOut,
  diskFull,
  environmentVariableMissing,
  fileMissing,
  fileSystemReadOnly,
  heapExhausted,
  kubernetesApiForbidden,
  kubernetesKindMissing,
  leaderElectionLost,
  livenessProbeKills,
  missingCommand,
  nodeSettingTooLow,
  outOfMemory,
  permissionDeniedOnFile,
  portNotPermitted,
  privilegeMissing,
  processLimitReached,
  processorUnsupported,
  programPartMissing,
  settingsInvalid,
  tlsFails,
  tooManyOpenFiles,
  unhandledException,
  userNotAccepted,
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
