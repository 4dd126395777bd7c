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
import imageCorrupt from './waiting/image-corrupt/cause';
import imageDiskFull from './waiting/image-disk-full/cause';
import imageDownloadInterrupted from './waiting/image-download-interrupted/cause';
import imageFormatUnsupported from './waiting/image-format-unsupported/cause';
import imageNameAmbiguous from './waiting/image-name-ambiguous/cause';
import imageNameInvalid from './waiting/image-name-invalid/cause';
import imageNeverPulled from './waiting/image-never-pulled/cause';
import imageNotFound from './waiting/image-not-found/cause';
import imagePrivate from './waiting/image-private/cause';
import imagePullSecretMalformed from './waiting/image-pull-secret-malformed/cause';
import imagePullSecretMissing from './waiting/image-pull-secret-missing/cause';
import imagePullSecretRefused from './waiting/image-pull-secret-refused/cause';
import imagePullSlow from './waiting/image-pull-slow/cause';
import imagePullThrottled from './waiting/image-pull-throttled/cause';
import imagePullUnexplained from './waiting/image-pull-unexplained/cause';
import imageRateLimited from './waiting/image-rate-limited/cause';
import imageRejectedByPolicy from './waiting/image-rejected-by-policy/cause';
import imageServiceFailed from './waiting/image-service-failed/cause';
import imageWrongPlatform from './waiting/image-wrong-platform/cause';
import notARegistry from './waiting/not-a-registry/cause';
import registryDns from './waiting/registry-dns/cause';
import registryPermissionDenied from './waiting/registry-permission-denied/cause';
import registryProxyFailed from './waiting/registry-proxy-failed/cause';
import registryServerError from './waiting/registry-server-error/cause';
import registrySpeaksHttp from './waiting/registry-speaks-http/cause';
import registryTimeout from './waiting/registry-timeout/cause';
import registryTls from './waiting/registry-tls/cause';
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
  imageCorrupt,
  imageDiskFull,
  imageDownloadInterrupted,
  imageFormatUnsupported,
  imageNameAmbiguous,
  imageNameInvalid,
  imageNeverPulled,
  imageNotFound,
  imagePrivate,
  imagePullSecretMalformed,
  imagePullSecretMissing,
  imagePullSecretRefused,
  imagePullSlow,
  imagePullThrottled,
  imagePullUnexplained,
  imageRateLimited,
  imageRejectedByPolicy,
  imageServiceFailed,
  imageWrongPlatform,
  notARegistry,
  registryDns,
  registryPermissionDenied,
  registryProxyFailed,
  registryServerError,
  registrySpeaksHttp,
  registryTimeout,
  registryTls,
  registryUnreachable,
  sandboxNotCreated,
];
