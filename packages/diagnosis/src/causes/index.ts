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
import nodeOutOfMemory from './crashing/node-out-of-memory/cause';
import nodeRebooted from './crashing/node-rebooted/cause';
import outOfMemory from './crashing/out-of-memory/cause';
import permissionDeniedExecutable from './crashing/permission-denied-executable/cause';
import postStartHookFailed from './crashing/post-start-hook-failed/cause';
import privilegesRefused from './crashing/privileges-refused/cause';
import workingDirectoryMissing from './crashing/working-directory-missing/cause';
import wrongArchitecture from './crashing/wrong-architecture/cause';
import evictedEphemeralStorageLimit from './failed/evicted-ephemeral-storage-limit/cause';
import evictedNodeDisk from './failed/evicted-node-disk/cause';
import evictedNodeMemory from './failed/evicted-node-memory/cause';
import evictedNodePids from './failed/evicted-node-pids/cause';
import nodeShutdown from './failed/node-shutdown/cause';
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
import autoscalerAddsNode from './pending/autoscaler-adds-node/cause';
import autoscalerCannotHelp from './pending/autoscaler-cannot-help/cause';
import pinnedNodeMissing from './pending/pinned-node-missing/cause';
import preemptionWaits from './pending/preemption-waits/cause';
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
import governingServiceMissing from './running-but-wrong/governing-service-missing/cause';
import ignoredField from './running-but-wrong/ignored-field/cause';
import misspeltField from './running-but-wrong/misspelt-field/cause';
import nodePressure from './running-but-wrong/node-pressure/cause';
import ownerInOtherNamespace from './running-but-wrong/owner-in-other-namespace/cause';
import sameTagOtherImage from './running-but-wrong/same-tag-other-image/cause';
import servicePodsNotReady from './running-but-wrong/service-pods-not-ready/cause';
import servicePortUnserved from './running-but-wrong/service-port-unserved/cause';
import serviceSelectsNothing from './running-but-wrong/service-selects-nothing/cause';
import evictedByApi from './terminating/evicted-by-api/cause';
import evictedByTaint from './terminating/evicted-by-taint/cause';
import finalizerBlocksDeletion from './terminating/finalizer-blocks-deletion/cause';
import nodeLost from './terminating/node-lost/cause';
import nodeNetworkUnavailable from './terminating/node-network-unavailable/cause';
import nodeNotReady from './terminating/node-not-ready/cause';
import nodeRemoved from './terminating/node-removed/cause';
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
import imageCorrupt from './waiting/image-corrupt/cause';
import imageDiskFull from './waiting/image-disk-full/cause';
import imageDownloadInterrupted from './waiting/image-download-interrupted/cause';
import imageFormatUnsupported from './waiting/image-format-unsupported/cause';
import imageGoneAtCreate from './waiting/image-gone-at-create/cause';
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
import mountOptionRefused from './waiting/mount-option-refused/cause';
import mountSourceBroken from './waiting/mount-source-broken/cause';
import nodeLimitReached from './waiting/node-limit-reached/cause';
import notARegistry from './waiting/not-a-registry/cause';
import registryDns from './waiting/registry-dns/cause';
import registryPermissionDenied from './waiting/registry-permission-denied/cause';
import registryProxyFailed from './waiting/registry-proxy-failed/cause';
import registryServerError from './waiting/registry-server-error/cause';
import registrySpeaksHttp from './waiting/registry-speaks-http/cause';
import registryTimeout from './waiting/registry-timeout/cause';
import registryTls from './waiting/registry-tls/cause';
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
import autoscalerCannotScale from './workload/autoscaler-cannot-scale/cause';
import cronJobLastRunFailed from './workload/cron-job-last-run-failed/cause';
import cronJobMissesRuns from './workload/cron-job-misses-runs/cause';
import cronJobOverlaps from './workload/cron-job-overlaps/cause';
import cronJobScheduleInvalid from './workload/cron-job-schedule-invalid/cause';
import daemonSetSelectsNoNode from './workload/daemon-set-selects-no-node/cause';
import disruptionBudgetNotReckoned from './workload/disruption-budget-not-reckoned/cause';
import jobDeadlineExceeded from './workload/job-deadline-exceeded/cause';
import jobFailed from './workload/job-failed/cause';
import jobPodsKeepFailing from './workload/job-pods-keep-failing/cause';
import jobSuspended from './workload/job-suspended/cause';
import rolloutPaused from './workload/rollout-paused/cause';
import rolloutStuck from './workload/rollout-stuck/cause';
import selectorEmpty from './workload/selector-empty/cause';
import statefulSetBlocked from './workload/stateful-set-blocked/cause';
import statefulSetChangeRefused from './workload/stateful-set-change-refused/cause';
import workloadPodsNotReady from './workload/workload-pods-not-ready/cause';

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
  nodeOutOfMemory,
  nodeRebooted,
  outOfMemory,
  permissionDeniedExecutable,
  postStartHookFailed,
  privilegesRefused,
  workingDirectoryMissing,
  wrongArchitecture,
  evictedEphemeralStorageLimit,
  evictedNodeDisk,
  evictedNodeMemory,
  evictedNodePids,
  nodeShutdown,
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
  autoscalerAddsNode,
  autoscalerCannotHelp,
  pinnedNodeMissing,
  preemptionWaits,
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
  governingServiceMissing,
  ignoredField,
  misspeltField,
  nodePressure,
  ownerInOtherNamespace,
  sameTagOtherImage,
  servicePodsNotReady,
  servicePortUnserved,
  serviceSelectsNothing,
  evictedByApi,
  evictedByTaint,
  finalizerBlocksDeletion,
  nodeLost,
  nodeNetworkUnavailable,
  nodeNotReady,
  nodeRemoved,
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
  imageCorrupt,
  imageDiskFull,
  imageDownloadInterrupted,
  imageFormatUnsupported,
  imageGoneAtCreate,
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
  mountOptionRefused,
  mountSourceBroken,
  nodeLimitReached,
  notARegistry,
  registryDns,
  registryPermissionDenied,
  registryProxyFailed,
  registryServerError,
  registrySpeaksHttp,
  registryTimeout,
  registryTls,
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
  autoscalerCannotScale,
  cronJobLastRunFailed,
  cronJobMissesRuns,
  cronJobOverlaps,
  cronJobScheduleInvalid,
  daemonSetSelectsNoNode,
  disruptionBudgetNotReckoned,
  jobDeadlineExceeded,
  jobFailed,
  jobPodsKeepFailing,
  jobSuspended,
  rolloutPaused,
  rolloutStuck,
  selectorEmpty,
  statefulSetBlocked,
  statefulSetChangeRefused,
  workloadPodsNotReady,
];
