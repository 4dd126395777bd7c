// Written by `npm run generate`. Do not edit.
import type { Cause } from '../engine/cause';
import containerExitsCleanly from './crashing/container-exits-cleanly/cause';
import containerExitsWithError from './crashing/container-exits-with-error/cause';
import containerLost from './crashing/container-lost/cause';
import crashesBySignal from './crashing/crashes-by-signal/cause';
import forbiddenSystemCall from './crashing/forbidden-system-call/cause';
import initContainerFails from './crashing/init-container-fails/cause';
import killedFromOutside from './crashing/killed-from-outside/cause';
import livenessProbeKills from './crashing/liveness-probe-kills/cause';
import missingCommand from './crashing/missing-command/cause';
import outOfMemory from './crashing/out-of-memory/cause';
import startupProbeKills from './crashing/startup-probe-kills/cause';
import stoppedBySignal from './crashing/stopped-by-signal/cause';
import podDeadlineExceeded from './failed/pod-deadline-exceeded/cause';
import initContainerWaits from './not-ready/init-container-waits/cause';
import meshProxyNotReady from './not-ready/mesh-proxy-not-ready/cause';
import notReadyUnexplained from './not-ready/not-ready-unexplained/cause';
import probeCannotWork from './not-ready/probe-cannot-work/cause';
import readinessAsksWrongly from './not-ready/readiness-asks-wrongly/cause';
import readinessGateWaits from './not-ready/readiness-gate-waits/cause';
import readinessPortClosed from './not-ready/readiness-port-closed/cause';
import readinessSaysNo from './not-ready/readiness-says-no/cause';
import readinessTimesOut from './not-ready/readiness-times-out/cause';
import readinessUnreachable from './not-ready/readiness-unreachable/cause';
import readinessWrongProtocol from './not-ready/readiness-wrong-protocol/cause';
import sidecarKeepsJobRunning from './not-ready/sidecar-keeps-job-running/cause';
import unschedulableNodeSelector from './pending/unschedulable-node-selector/cause';
import unschedulableResources from './pending/unschedulable-resources/cause';
import unschedulableTaint from './pending/unschedulable-taint/cause';
import clusterDnsMissing from './running-but-wrong/cluster-dns-missing/cause';
import deviceUnhealthy from './running-but-wrong/device-unhealthy/cause';
import dnsConfigTruncated from './running-but-wrong/dns-config-truncated/cause';
import misspeltField from './running-but-wrong/misspelt-field/cause';
import resizeDeferred from './running-but-wrong/resize-deferred/cause';
import resizeFails from './running-but-wrong/resize-fails/cause';
import resizeInfeasible from './running-but-wrong/resize-infeasible/cause';
import containerCannotBeKilled from './terminating/container-cannot-be-killed/cause';
import finalizerBlocksDeletion from './terminating/finalizer-blocks-deletion/cause';
import nodeLost from './terminating/node-lost/cause';
import preStopHookFails from './terminating/pre-stop-hook-fails/cause';
import sandboxNotRemoved from './terminating/sandbox-not-removed/cause';
import stuckTerminatingUnexplained from './terminating/stuck-terminating-unexplained/cause';
import volumeHoldsPod from './terminating/volume-holds-pod/cause';
import configMapMissing from './waiting/config-map-missing/cause';
import imageNotFound from './waiting/image-not-found/cause';
import imagePrivate from './waiting/image-private/cause';
import registryUnreachable from './waiting/registry-unreachable/cause';
import sandboxNotCreated from './waiting/sandbox-not-created/cause';
import startingUnexplained from './waiting/starting-unexplained/cause';

/** Every cause, by state and id. */
export const causes: readonly Cause[] = [
  containerExitsCleanly,
  containerExitsWithError,
  containerLost,
  crashesBySignal,
  forbiddenSystemCall,
  initContainerFails,
  killedFromOutside,
  livenessProbeKills,
  missingCommand,
  outOfMemory,
  startupProbeKills,
  stoppedBySignal,
  podDeadlineExceeded,
  initContainerWaits,
  meshProxyNotReady,
  notReadyUnexplained,
  probeCannotWork,
  readinessAsksWrongly,
  readinessGateWaits,
  readinessPortClosed,
  readinessSaysNo,
  readinessTimesOut,
  readinessUnreachable,
  readinessWrongProtocol,
  sidecarKeepsJobRunning,
  unschedulableNodeSelector,
  unschedulableResources,
  unschedulableTaint,
  clusterDnsMissing,
  deviceUnhealthy,
  dnsConfigTruncated,
  misspeltField,
  resizeDeferred,
  resizeFails,
  resizeInfeasible,
  containerCannotBeKilled,
  finalizerBlocksDeletion,
  nodeLost,
  preStopHookFails,
  sandboxNotRemoved,
  stuckTerminatingUnexplained,
  volumeHoldsPod,
  configMapMissing,
  imageNotFound,
  imagePrivate,
  registryUnreachable,
  sandboxNotCreated,
  startingUnexplained,
];
