// Written by `npm run generate`. Do not edit.
import type { Cause } from '../engine/cause';
import addressInUse from './crashing/address-in-use/cause';
import argumentsInvalid from './crashing/arguments-invalid/cause';
import cgroupFailed from './crashing/cgroup-failed/cause';
import cloudAccessDenied from './crashing/cloud-access-denied/cause';
import containerExitsCleanly from './crashing/container-exits-cleanly/cause';
import containerExitsWithError from './crashing/container-exits-with-error/cause';
import containerLost from './crashing/container-lost/cause';
import crashesBySignal from './crashing/crashes-by-signal/cause';
import dataDirectoryIncompatible from './crashing/data-directory-incompatible/cause';
import dataDirectoryLocked from './crashing/data-directory-locked/cause';
import databaseNotMigrated from './crashing/database-not-migrated/cause';
import dependencyAnswersWithError from './crashing/dependency-answers-with-error/cause';
import dependencyNameNotResolved from './crashing/dependency-name-not-resolved/cause';
import dependencyRefusesConnection from './crashing/dependency-refuses-connection/cause';
import dependencyRefusesLogin from './crashing/dependency-refuses-login/cause';
import dependencyTimesOut from './crashing/dependency-times-out/cause';
import diskFull from './crashing/disk-full/cause';
import environmentTooLarge from './crashing/environment-too-large/cause';
import environmentVariableMissing from './crashing/environment-variable-missing/cause';
import fileMissing from './crashing/file-missing/cause';
import fileModeTooOpen from './crashing/file-mode-too-open/cause';
import fileSystemReadOnly from './crashing/file-system-read-only/cause';
import forbiddenSystemCall from './crashing/forbidden-system-call/cause';
import heapExhausted from './crashing/heap-exhausted/cause';
import initContainerFails from './crashing/init-container-fails/cause';
import interpreterMissing from './crashing/interpreter-missing/cause';
import killedFromOutside from './crashing/killed-from-outside/cause';
import kubernetesApiForbidden from './crashing/kubernetes-api-forbidden/cause';
import kubernetesKindMissing from './crashing/kubernetes-kind-missing/cause';
import kubernetesObjectMissing from './crashing/kubernetes-object-missing/cause';
import leaderElectionLost from './crashing/leader-election-lost/cause';
import leftoversOfEarlierRun from './crashing/leftovers-of-earlier-run/cause';
import livenessProbeKills from './crashing/liveness-probe-kills/cause';
import memoryLimitTooSmallToStart from './crashing/memory-limit-too-small-to-start/cause';
import missingCommand from './crashing/missing-command/cause';
import mountPointWrong from './crashing/mount-point-wrong/cause';
import networkPolicyBlocks from './crashing/network-policy-blocks/cause';
import nodeOutOfMemory from './crashing/node-out-of-memory/cause';
import nodeRebooted from './crashing/node-rebooted/cause';
import nodeSettingTooLow from './crashing/node-setting-too-low/cause';
import outOfMemory from './crashing/out-of-memory/cause';
import permissionDeniedExecutable from './crashing/permission-denied-executable/cause';
import permissionDeniedOnFile from './crashing/permission-denied-on-file/cause';
import portNotPermitted from './crashing/port-not-permitted/cause';
import postStartHookFailed from './crashing/post-start-hook-failed/cause';
import privilegeMissing from './crashing/privilege-missing/cause';
import privilegesRefused from './crashing/privileges-refused/cause';
import probeAsksWrongly from './crashing/probe-asks-wrongly/cause';
import processLimitReached from './crashing/process-limit-reached/cause';
import processorUnsupported from './crashing/processor-unsupported/cause';
import programPartMissing from './crashing/program-part-missing/cause';
import sandboxKeepsChanging from './crashing/sandbox-keeps-changing/cause';
import settingsInvalid from './crashing/settings-invalid/cause';
import startupProbeKills from './crashing/startup-probe-kills/cause';
import stoppedBySignal from './crashing/stopped-by-signal/cause';
import tlsFails from './crashing/tls-fails/cause';
import tooManyOpenFiles from './crashing/too-many-open-files/cause';
import unhandledException from './crashing/unhandled-exception/cause';
import userNotAccepted from './crashing/user-not-accepted/cause';
import workingDirectoryMissing from './crashing/working-directory-missing/cause';
import wrongArchitecture from './crashing/wrong-architecture/cause';
import evictedEphemeralStorageLimit from './failed/evicted-ephemeral-storage-limit/cause';
import evictedNodeDisk from './failed/evicted-node-disk/cause';
import evictedNodeMemory from './failed/evicted-node-memory/cause';
import evictedNodePids from './failed/evicted-node-pids/cause';
import nodeShutdown from './failed/node-shutdown/cause';
import podDeadlineExceeded from './failed/pod-deadline-exceeded/cause';
import podFailedUnexplained from './failed/pod-failed-unexplained/cause';
import preempted from './failed/preempted/cause';
import rejectedApparmor from './failed/rejected-apparmor/cause';
import rejectedDeviceUnavailable from './failed/rejected-device-unavailable/cause';
import rejectedKubeletCannotJudge from './failed/rejected-kubelet-cannot-judge/cause';
import rejectedNodeAffinity from './failed/rejected-node-affinity/cause';
import rejectedNodeFeature from './failed/rejected-node-feature/cause';
import rejectedNodePorts from './failed/rejected-node-ports/cause';
import rejectedNodePressure from './failed/rejected-node-pressure/cause';
import rejectedNumaTopology from './failed/rejected-numa-topology/cause';
import rejectedOutOfResources from './failed/rejected-out-of-resources/cause';
import rejectedPlatform from './failed/rejected-platform/cause';
import rejectedTaint from './failed/rejected-taint/cause';
import rejectedVolumeLimit from './failed/rejected-volume-limit/cause';
import sysctlForbidden from './failed/sysctl-forbidden/cause';
import initContainerWaits from './not-ready/init-container-waits/cause';
import meshProxyNotReady from './not-ready/mesh-proxy-not-ready/cause';
import notReadyUnexplained from './not-ready/not-ready-unexplained/cause';
import probeFailsAtTimes from './not-ready/probe-fails-at-times/cause';
import readinessAsksWrongly from './not-ready/readiness-asks-wrongly/cause';
import readinessGateWaits from './not-ready/readiness-gate-waits/cause';
import readinessPortClosed from './not-ready/readiness-port-closed/cause';
import readinessSaysNo from './not-ready/readiness-says-no/cause';
import readinessTimesOut from './not-ready/readiness-times-out/cause';
import readinessUnreachable from './not-ready/readiness-unreachable/cause';
import readinessWrongProtocol from './not-ready/readiness-wrong-protocol/cause';
import sidecarKeepsJobRunning from './not-ready/sidecar-keeps-job-running/cause';
import autoscalerAddsNode from './pending/autoscaler-adds-node/cause';
import autoscalerCannotHelp from './pending/autoscaler-cannot-help/cause';
import claimBindConflict from './pending/claim-bind-conflict/cause';
import claimClassElsewhere from './pending/claim-class-elsewhere/cause';
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
import pinnedNodeMissing from './pending/pinned-node-missing/cause';
import placeholderWaits from './pending/placeholder-waits/cause';
import preemptionWaits from './pending/preemption-waits/cause';
import resourceClaimNotMade from './pending/resource-claim-not-made/cause';
import schedulerAbsent from './pending/scheduler-absent/cause';
import schedulerError from './pending/scheduler-error/cause';
import schedulingGated from './pending/scheduling-gated/cause';
import schedulingGroup from './pending/scheduling-group/cause';
import unschedulableCordoned from './pending/unschedulable-cordoned/cause';
import unschedulableExtendedResource from './pending/unschedulable-extended-resource/cause';
import unschedulableFargate from './pending/unschedulable-fargate/cause';
import unschedulableHostPort from './pending/unschedulable-host-port/cause';
import unschedulableNoNodes from './pending/unschedulable-no-nodes/cause';
import unschedulableNodeCondition from './pending/unschedulable-node-condition/cause';
import unschedulableNodeFeature from './pending/unschedulable-node-feature/cause';
import unschedulableNodeSelector from './pending/unschedulable-node-selector/cause';
import unschedulablePodAffinity from './pending/unschedulable-pod-affinity/cause';
import unschedulablePodAntiAffinity from './pending/unschedulable-pod-anti-affinity/cause';
import unschedulableResourceClaim from './pending/unschedulable-resource-claim/cause';
import unschedulableResources from './pending/unschedulable-resources/cause';
import unschedulableTaint from './pending/unschedulable-taint/cause';
import unschedulableTopologySpread from './pending/unschedulable-topology-spread/cause';
import unschedulableUnexplained from './pending/unschedulable-unexplained/cause';
import unschedulableVolumeInUse from './pending/unschedulable-volume-in-use/cause';
import unschedulableVolumeLimit from './pending/unschedulable-volume-limit/cause';
import unschedulableVolumeZone from './pending/unschedulable-volume-zone/cause';
import budgetsOverlap from './running-but-wrong/budgets-overlap/cause';
import clusterDnsMissing from './running-but-wrong/cluster-dns-missing/cause';
import crashesAtTimes from './running-but-wrong/crashes-at-times/cause';
import deviceUnhealthy from './running-but-wrong/device-unhealthy/cause';
import dnsConfigTruncated from './running-but-wrong/dns-config-truncated/cause';
import governingServiceMissing from './running-but-wrong/governing-service-missing/cause';
import ignoredField from './running-but-wrong/ignored-field/cause';
import loadBalancerNotSetUp from './running-but-wrong/load-balancer-not-set-up/cause';
import misspeltField from './running-but-wrong/misspelt-field/cause';
import nodePressure from './running-but-wrong/node-pressure/cause';
import ownerInOtherNamespace from './running-but-wrong/owner-in-other-namespace/cause';
import probeCannotWork from './running-but-wrong/probe-cannot-work/cause';
import resizeDeferred from './running-but-wrong/resize-deferred/cause';
import resizeFails from './running-but-wrong/resize-fails/cause';
import resizeInfeasible from './running-but-wrong/resize-infeasible/cause';
import sameTagOtherImage from './running-but-wrong/same-tag-other-image/cause';
import servicePodsNotReady from './running-but-wrong/service-pods-not-ready/cause';
import servicePortUnserved from './running-but-wrong/service-port-unserved/cause';
import serviceSelectsNothing from './running-but-wrong/service-selects-nothing/cause';
import volumeConditionAbnormal from './running-but-wrong/volume-condition-abnormal/cause';
import volumeLabelConflict from './running-but-wrong/volume-label-conflict/cause';
import volumeResizeFailed from './running-but-wrong/volume-resize-failed/cause';
import containerCannotBeKilled from './terminating/container-cannot-be-killed/cause';
import evictedByApi from './terminating/evicted-by-api/cause';
import evictedByTaint from './terminating/evicted-by-taint/cause';
import finalizerBlocksDeletion from './terminating/finalizer-blocks-deletion/cause';
import nodeLost from './terminating/node-lost/cause';
import nodeNetworkUnavailable from './terminating/node-network-unavailable/cause';
import nodeNotReady from './terminating/node-not-ready/cause';
import nodeRemoved from './terminating/node-removed/cause';
import preStopHookFails from './terminating/pre-stop-hook-fails/cause';
import sandboxNotRemoved from './terminating/sandbox-not-removed/cause';
import sidecarNeverStarted from './terminating/sidecar-never-started/cause';
import stuckTerminatingUnexplained from './terminating/stuck-terminating-unexplained/cause';
import volumeHoldsPod from './terminating/volume-holds-pod/cause';
import apparmorProfileMissing from './waiting/apparmor-profile-missing/cause';
import capabilityUnknown from './waiting/capability-unknown/cause';
import cniAgentDown from './waiting/cni-agent-down/cause';
import cniCannotReachApi from './waiting/cni-cannot-reach-api/cause';
import cniFailed from './waiting/cni-failed/cause';
import cniLeftOver from './waiting/cni-left-over/cause';
import cniNoAddresses from './waiting/cni-no-addresses/cause';
import cniNotInstalled from './waiting/cni-not-installed/cause';
import cniUnauthorized from './waiting/cni-unauthorized/cause';
import configMapMissing from './waiting/config-map-missing/cause';
import configNotSynced from './waiting/config-not-synced/cause';
import containerNameConflict from './waiting/container-name-conflict/cause';
import containerNotCreatedUnexplained from './waiting/container-not-created-unexplained/cause';
import csiDriverMissing from './waiting/csi-driver-missing/cause';
import deviceMissing from './waiting/device-missing/cause';
import draNotPrepared from './waiting/dra-not-prepared/cause';
import envReferenceInvalid from './waiting/env-reference-invalid/cause';
import gpuRuntimeFailed from './waiting/gpu-runtime-failed/cause';
import hostPathWrong from './waiting/host-path-wrong/cause';
import hostPortTaken from './waiting/host-port-taken/cause';
import hostnameInvalid from './waiting/hostname-invalid/cause';
import imageCorrupt from './waiting/image-corrupt/cause';
import imageDiskFull from './waiting/image-disk-full/cause';
import imageDownloadInterrupted from './waiting/image-download-interrupted/cause';
import imageFormatUnsupported from './waiting/image-format-unsupported/cause';
import imageGoneAtCreate from './waiting/image-gone-at-create/cause';
import imageMoved from './waiting/image-moved/cause';
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
import localVolumeMissing from './waiting/local-volume-missing/cause';
import mountHelperMissing from './waiting/mount-helper-missing/cause';
import mountOptionRefused from './waiting/mount-option-refused/cause';
import mountSourceBroken from './waiting/mount-source-broken/cause';
import networkAttachmentMissing from './waiting/network-attachment-missing/cause';
import networkSharePathMissing from './waiting/network-share-path-missing/cause';
import networkShareUnreachable from './waiting/network-share-unreachable/cause';
import nodeLimitReached from './waiting/node-limit-reached/cause';
import notARegistry from './waiting/not-a-registry/cause';
import pauseImageNotPulled from './waiting/pause-image-not-pulled/cause';
import podCertificateFailed from './waiting/pod-certificate-failed/cause';
import registryDns from './waiting/registry-dns/cause';
import registryPermissionDenied from './waiting/registry-permission-denied/cause';
import registryProxyFailed from './waiting/registry-proxy-failed/cause';
import registryServerError from './waiting/registry-server-error/cause';
import registrySpeaksHttp from './waiting/registry-speaks-http/cause';
import registryTimeout from './waiting/registry-timeout/cause';
import registryTls from './waiting/registry-tls/cause';
import registryUnreachable from './waiting/registry-unreachable/cause';
import runsAsRootRefused from './waiting/runs-as-root-refused/cause';
import runtimeClassBroken from './waiting/runtime-class-broken/cause';
import runtimeFailed from './waiting/runtime-failed/cause';
import runtimeTimeout from './waiting/runtime-timeout/cause';
import runtimeUnavailable from './waiting/runtime-unavailable/cause';
import sandboxLost from './waiting/sandbox-lost/cause';
import sandboxNodeExhausted from './waiting/sandbox-node-exhausted/cause';
import sandboxNotCreated from './waiting/sandbox-not-created/cause';
import sandboxRuntimeFailed from './waiting/sandbox-runtime-failed/cause';
import sandboxTimeout from './waiting/sandbox-timeout/cause';
import seccompProfileMissing from './waiting/seccomp-profile-missing/cause';
import secretMissing from './waiting/secret-missing/cause';
import secretStoreFailed from './waiting/secret-store-failed/cause';
import selinuxLabelFailed from './waiting/selinux-label-failed/cause';
import serviceAccountTokenFailed from './waiting/service-account-token-failed/cause';
import startingUnexplained from './waiting/starting-unexplained/cause';
import subpathFailed from './waiting/subpath-failed/cause';
import sysctlNotApplied from './waiting/sysctl-not-applied/cause';
import userNamespaceRefused from './waiting/user-namespace-refused/cause';
import userNotInImage from './waiting/user-not-in-image/cause';
import volumeAttachFailed from './waiting/volume-attach-failed/cause';
import volumeAttachTimeout from './waiting/volume-attach-timeout/cause';
import volumeAttachedElsewhere from './waiting/volume-attached-elsewhere/cause';
import volumeFilesystemBroken from './waiting/volume-filesystem-broken/cause';
import volumeModeMismatch from './waiting/volume-mode-mismatch/cause';
import volumeMountDenied from './waiting/volume-mount-denied/cause';
import volumeMountFailed from './waiting/volume-mount-failed/cause';
import volumeNodeDiskFull from './waiting/volume-node-disk-full/cause';
import volumeNotDefined from './waiting/volume-not-defined/cause';
import volumeNotMountedUnexplained from './waiting/volume-not-mounted-unexplained/cause';
import volumePermissionSlow from './waiting/volume-permission-slow/cause';
import volumeTypeUnsupported from './waiting/volume-type-unsupported/cause';
import volumeWrongNode from './waiting/volume-wrong-node/cause';
import admissionPolicyDenied from './workload/admission-policy-denied/cause';
import autoscalerCannotScale from './workload/autoscaler-cannot-scale/cause';
import controllerNotPermitted from './workload/controller-not-permitted/cause';
import creationTimesOut from './workload/creation-times-out/cause';
import cronJobActiveStale from './workload/cron-job-active-stale/cause';
import cronJobLastRunFailed from './workload/cron-job-last-run-failed/cause';
import cronJobMissesRuns from './workload/cron-job-misses-runs/cause';
import cronJobOverlaps from './workload/cron-job-overlaps/cause';
import cronJobScheduleInvalid from './workload/cron-job-schedule-invalid/cause';
import daemonPodKeepsFailing from './workload/daemon-pod-keeps-failing/cause';
import daemonSetSelectsNoNode from './workload/daemon-set-selects-no-node/cause';
import defaultLimitBelowRequest from './workload/default-limit-below-request/cause';
import disruptionBudgetNotReckoned from './workload/disruption-budget-not-reckoned/cause';
import imagePolicyDenied from './workload/image-policy-denied/cause';
import jobDeadlineExceeded from './workload/job-deadline-exceeded/cause';
import jobFailed from './workload/job-failed/cause';
import jobPodsKeepFailing from './workload/job-pods-keep-failing/cause';
import jobSuspended from './workload/job-suspended/cause';
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
import rolloutPaused from './workload/rollout-paused/cause';
import rolloutStuck from './workload/rollout-stuck/cause';
import runtimeClassMissing from './workload/runtime-class-missing/cause';
import secretNotMountable from './workload/secret-not-mountable/cause';
import securityPolicyDenied from './workload/security-policy-denied/cause';
import selectorEmpty from './workload/selector-empty/cause';
import serviceAccountMissing from './workload/service-account-missing/cause';
import statefulSetBlocked from './workload/stateful-set-blocked/cause';
import statefulSetChangeRefused from './workload/stateful-set-change-refused/cause';
import surplusPodsNotDeleted from './workload/surplus-pods-not-deleted/cause';
import webhookDenied from './workload/webhook-denied/cause';
import webhookResponseInvalid from './workload/webhook-response-invalid/cause';
import webhookUnreachable from './workload/webhook-unreachable/cause';
import workloadPodsNotReady from './workload/workload-pods-not-ready/cause';
import workloadWithoutPods from './workload/workload-without-pods/cause';

/** Every cause, by state and id. */
export const causes: readonly Cause[] = [
  addressInUse,
  argumentsInvalid,
  cgroupFailed,
  cloudAccessDenied,
  containerExitsCleanly,
  containerExitsWithError,
  containerLost,
  crashesBySignal,
  dataDirectoryIncompatible,
  dataDirectoryLocked,
  databaseNotMigrated,
  dependencyAnswersWithError,
  dependencyNameNotResolved,
  dependencyRefusesConnection,
  dependencyRefusesLogin,
  dependencyTimesOut,
  diskFull,
  environmentTooLarge,
  environmentVariableMissing,
  fileMissing,
  fileModeTooOpen,
  fileSystemReadOnly,
  forbiddenSystemCall,
  heapExhausted,
  initContainerFails,
  interpreterMissing,
  killedFromOutside,
  kubernetesApiForbidden,
  kubernetesKindMissing,
  kubernetesObjectMissing,
  leaderElectionLost,
  leftoversOfEarlierRun,
  livenessProbeKills,
  memoryLimitTooSmallToStart,
  missingCommand,
  mountPointWrong,
  networkPolicyBlocks,
  nodeOutOfMemory,
  nodeRebooted,
  nodeSettingTooLow,
  outOfMemory,
  permissionDeniedExecutable,
  permissionDeniedOnFile,
  portNotPermitted,
  postStartHookFailed,
  privilegeMissing,
  privilegesRefused,
  probeAsksWrongly,
  processLimitReached,
  processorUnsupported,
  programPartMissing,
  sandboxKeepsChanging,
  settingsInvalid,
  startupProbeKills,
  stoppedBySignal,
  tlsFails,
  tooManyOpenFiles,
  unhandledException,
  userNotAccepted,
  workingDirectoryMissing,
  wrongArchitecture,
  evictedEphemeralStorageLimit,
  evictedNodeDisk,
  evictedNodeMemory,
  evictedNodePids,
  nodeShutdown,
  podDeadlineExceeded,
  podFailedUnexplained,
  preempted,
  rejectedApparmor,
  rejectedDeviceUnavailable,
  rejectedKubeletCannotJudge,
  rejectedNodeAffinity,
  rejectedNodeFeature,
  rejectedNodePorts,
  rejectedNodePressure,
  rejectedNumaTopology,
  rejectedOutOfResources,
  rejectedPlatform,
  rejectedTaint,
  rejectedVolumeLimit,
  sysctlForbidden,
  initContainerWaits,
  meshProxyNotReady,
  notReadyUnexplained,
  probeFailsAtTimes,
  readinessAsksWrongly,
  readinessGateWaits,
  readinessPortClosed,
  readinessSaysNo,
  readinessTimesOut,
  readinessUnreachable,
  readinessWrongProtocol,
  sidecarKeepsJobRunning,
  autoscalerAddsNode,
  autoscalerCannotHelp,
  claimBindConflict,
  claimClassElsewhere,
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
  pinnedNodeMissing,
  placeholderWaits,
  preemptionWaits,
  resourceClaimNotMade,
  schedulerAbsent,
  schedulerError,
  schedulingGated,
  schedulingGroup,
  unschedulableCordoned,
  unschedulableExtendedResource,
  unschedulableFargate,
  unschedulableHostPort,
  unschedulableNoNodes,
  unschedulableNodeCondition,
  unschedulableNodeFeature,
  unschedulableNodeSelector,
  unschedulablePodAffinity,
  unschedulablePodAntiAffinity,
  unschedulableResourceClaim,
  unschedulableResources,
  unschedulableTaint,
  unschedulableTopologySpread,
  unschedulableUnexplained,
  unschedulableVolumeInUse,
  unschedulableVolumeLimit,
  unschedulableVolumeZone,
  budgetsOverlap,
  clusterDnsMissing,
  crashesAtTimes,
  deviceUnhealthy,
  dnsConfigTruncated,
  governingServiceMissing,
  ignoredField,
  loadBalancerNotSetUp,
  misspeltField,
  nodePressure,
  ownerInOtherNamespace,
  probeCannotWork,
  resizeDeferred,
  resizeFails,
  resizeInfeasible,
  sameTagOtherImage,
  servicePodsNotReady,
  servicePortUnserved,
  serviceSelectsNothing,
  volumeConditionAbnormal,
  volumeLabelConflict,
  volumeResizeFailed,
  containerCannotBeKilled,
  evictedByApi,
  evictedByTaint,
  finalizerBlocksDeletion,
  nodeLost,
  nodeNetworkUnavailable,
  nodeNotReady,
  nodeRemoved,
  preStopHookFails,
  sandboxNotRemoved,
  sidecarNeverStarted,
  stuckTerminatingUnexplained,
  volumeHoldsPod,
  apparmorProfileMissing,
  capabilityUnknown,
  cniAgentDown,
  cniCannotReachApi,
  cniFailed,
  cniLeftOver,
  cniNoAddresses,
  cniNotInstalled,
  cniUnauthorized,
  configMapMissing,
  configNotSynced,
  containerNameConflict,
  containerNotCreatedUnexplained,
  csiDriverMissing,
  deviceMissing,
  draNotPrepared,
  envReferenceInvalid,
  gpuRuntimeFailed,
  hostPathWrong,
  hostPortTaken,
  hostnameInvalid,
  imageCorrupt,
  imageDiskFull,
  imageDownloadInterrupted,
  imageFormatUnsupported,
  imageGoneAtCreate,
  imageMoved,
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
  localVolumeMissing,
  mountHelperMissing,
  mountOptionRefused,
  mountSourceBroken,
  networkAttachmentMissing,
  networkSharePathMissing,
  networkShareUnreachable,
  nodeLimitReached,
  notARegistry,
  pauseImageNotPulled,
  podCertificateFailed,
  registryDns,
  registryPermissionDenied,
  registryProxyFailed,
  registryServerError,
  registrySpeaksHttp,
  registryTimeout,
  registryTls,
  registryUnreachable,
  runsAsRootRefused,
  runtimeClassBroken,
  runtimeFailed,
  runtimeTimeout,
  runtimeUnavailable,
  sandboxLost,
  sandboxNodeExhausted,
  sandboxNotCreated,
  sandboxRuntimeFailed,
  sandboxTimeout,
  seccompProfileMissing,
  secretMissing,
  secretStoreFailed,
  selinuxLabelFailed,
  serviceAccountTokenFailed,
  startingUnexplained,
  subpathFailed,
  sysctlNotApplied,
  userNamespaceRefused,
  userNotInImage,
  volumeAttachFailed,
  volumeAttachTimeout,
  volumeAttachedElsewhere,
  volumeFilesystemBroken,
  volumeModeMismatch,
  volumeMountDenied,
  volumeMountFailed,
  volumeNodeDiskFull,
  volumeNotDefined,
  volumeNotMountedUnexplained,
  volumePermissionSlow,
  volumeTypeUnsupported,
  volumeWrongNode,
  admissionPolicyDenied,
  autoscalerCannotScale,
  controllerNotPermitted,
  creationTimesOut,
  cronJobActiveStale,
  cronJobLastRunFailed,
  cronJobMissesRuns,
  cronJobOverlaps,
  cronJobScheduleInvalid,
  daemonPodKeepsFailing,
  daemonSetSelectsNoNode,
  defaultLimitBelowRequest,
  disruptionBudgetNotReckoned,
  imagePolicyDenied,
  jobDeadlineExceeded,
  jobFailed,
  jobPodsKeepFailing,
  jobSuspended,
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
  rolloutPaused,
  rolloutStuck,
  runtimeClassMissing,
  secretNotMountable,
  securityPolicyDenied,
  selectorEmpty,
  serviceAccountMissing,
  statefulSetBlocked,
  statefulSetChangeRefused,
  surplusPodsNotDeleted,
  webhookDenied,
  webhookResponseInvalid,
  webhookUnreachable,
  workloadPodsNotReady,
  workloadWithoutPods,
];
