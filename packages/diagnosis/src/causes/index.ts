// Written by `npm run generate`. Do not edit.
import type { Cause } from '../engine/cause';
import containerExitsCleanly from './crashing/container-exits-cleanly/cause';
import containerExitsWithError from './crashing/container-exits-with-error/cause';
import livenessProbeKills from './crashing/liveness-probe-kills/cause';
import missingCommand from './crashing/missing-command/cause';
import outOfMemory from './crashing/out-of-memory/cause';
import autoscalerAddsNode from './pending/autoscaler-adds-node/cause';
import autoscalerCannotHelp from './pending/autoscaler-cannot-help/cause';
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
  autoscalerAddsNode,
  autoscalerCannotHelp,
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
  misspeltField,
  finalizerBlocksDeletion,
  nodeLost,
  configMapMissing,
  imageNotFound,
  imagePrivate,
  registryUnreachable,
  sandboxNotCreated,
];
