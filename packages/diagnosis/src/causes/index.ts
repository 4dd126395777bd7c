// Written by `npm run generate`. Do not edit.
import type { Cause } from '../engine/cause';
import containerExitsCleanly from './crashing/container-exits-cleanly/cause';
import containerExitsWithError from './crashing/container-exits-with-error/cause';
import livenessProbeKills from './crashing/liveness-probe-kills/cause';
import missingCommand from './crashing/missing-command/cause';
import outOfMemory from './crashing/out-of-memory/cause';
import resourceClaimNotMade from './pending/resource-claim-not-made/cause';
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
import admissionPolicyDenied from './workload/admission-policy-denied/cause';
import controllerNotPermitted from './workload/controller-not-permitted/cause';
import creationTimesOut from './workload/creation-times-out/cause';
import daemonPodKeepsFailing from './workload/daemon-pod-keeps-failing/cause';
import defaultLimitBelowRequest from './workload/default-limit-below-request/cause';
import imagePolicyDenied from './workload/image-policy-denied/cause';
import limitRangeViolated from './workload/limit-range-violated/cause';
import namespaceTerminating from './workload/namespace-terminating/cause';
import placementForbidden from './workload/placement-forbidden/cause';
import podNameTaken from './workload/pod-name-taken/cause';
import podSecurityViolation from './workload/pod-security-violation/cause';
import podTemplateInvalid from './workload/pod-template-invalid/cause';
import podsRefusedUnexplained from './workload/pods-refused-unexplained/cause';
import priorityClassMissing from './workload/priority-class-missing/cause';
import priorityClassNotAllowed from './workload/priority-class-not-allowed/cause';
import quotaExceeded from './workload/quota-exceeded/cause';
import quotaNeedsValues from './workload/quota-needs-values/cause';
import quotaNotReckoned from './workload/quota-not-reckoned/cause';
import runtimeClassMissing from './workload/runtime-class-missing/cause';
import secretNotMountable from './workload/secret-not-mountable/cause';
import securityPolicyDenied from './workload/security-policy-denied/cause';
import serviceAccountMissing from './workload/service-account-missing/cause';
import surplusPodsNotDeleted from './workload/surplus-pods-not-deleted/cause';
import webhookDenied from './workload/webhook-denied/cause';
import webhookResponseInvalid from './workload/webhook-response-invalid/cause';
import webhookUnreachable from './workload/webhook-unreachable/cause';
import workloadWithoutPods from './workload/workload-without-pods/cause';

/** Every cause, by state and id. */
export const causes: readonly Cause[] = [
  containerExitsCleanly,
  containerExitsWithError,
  livenessProbeKills,
  missingCommand,
  outOfMemory,
  resourceClaimNotMade,
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
  admissionPolicyDenied,
  controllerNotPermitted,
  creationTimesOut,
  daemonPodKeepsFailing,
  defaultLimitBelowRequest,
  imagePolicyDenied,
  limitRangeViolated,
  namespaceTerminating,
  placementForbidden,
  podNameTaken,
  podSecurityViolation,
  podTemplateInvalid,
  podsRefusedUnexplained,
  priorityClassMissing,
  priorityClassNotAllowed,
  quotaExceeded,
  quotaNeedsValues,
  quotaNotReckoned,
  runtimeClassMissing,
  secretNotMountable,
  securityPolicyDenied,
  serviceAccountMissing,
  surplusPodsNotDeleted,
  webhookDenied,
  webhookResponseInvalid,
  webhookUnreachable,
  workloadWithoutPods,
];
