import type { DebuggablePod } from '../guards/isPodDebuggable';
import type { RawObject } from '../kube/types';
import { CONTAINER_PREFIX } from './debugContainer';
import { isRecord, records } from './podState';

/** On pods that a kubelet runs from a file: https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/ */
const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

/** What decides whether an ephemeral container in this pod would ever run. */
export function debuggableFacts(pod: RawObject): DebuggablePod {
  const spec = specOf(pod);
  const { phase } = statusOf(pod);
  const os = isRecord(spec.os) ? spec.os.name : undefined;
  const selector = isRecord(spec.nodeSelector) ? spec.nodeSelector : {};
  return {
    isStatic: pod.metadata?.annotations?.[MIRROR_ANNOTATION] !== undefined,
    isTerminating: pod.metadata?.deletionTimestamp !== undefined,
    isScheduled: typeof spec.nodeName === 'string' && spec.nodeName !== '',
    isFinished: phase === 'Succeeded' || phase === 'Failed',
    isWindows: os === 'windows' || selector['kubernetes.io/os'] === 'windows',
  };
}

/** Debug containers of ours that a pod has, whoever's database knows of them: they can never be removed. */
export function countDebugContainers(pod: RawObject): number {
  return records(specOf(pod).ephemeralContainers).filter(
    ({ name }) => typeof name === 'string' && name.startsWith(CONTAINER_PREFIX),
  ).length;
}

/** Whether the pod's spec has an ordinary, init or sidecar container of this name: what may be a target. */
export function hasContainer(pod: RawObject, name: string): boolean {
  return ownContainers(pod).some(container => container.name === name);
}

/** The user that a target runs as, where pod or container say one other than root; restricted pods may not run as root. */
export function targetUser(pod: RawObject, target: string): number | undefined {
  const container = ownContainers(pod).find(({ name }) => name === target);
  const user =
    userOf(container?.securityContext) ?? userOf(specOf(pod).securityContext);
  return user === 0 ? undefined : user;
}

/** Whether the containers of a pod see each other's processes anyway. */
export function sharesProcesses(pod: RawObject): boolean {
  return specOf(pod).shareProcessNamespace === true;
}

/** Whether the pod's Ready condition is True. */
export function isReady(pod: RawObject): boolean {
  return records(statusOf(pod).conditions).some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
}

/**
 * Why a pod is no longer one a shell can be in: `deleted`, `evicted`, `node-lost`, `finished`; `undefined` while it is.
 * Conditions: https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions
 */
export function goneBecause(pod: RawObject | undefined): string | undefined {
  if (!pod) {
    return 'deleted';
  }
  const { phase, reason, conditions } = statusOf(pod);
  const disruption = records(conditions).find(
    ({ type, status }) => type === 'DisruptionTarget' && status === 'True',
  )?.reason;
  if (phase === 'Failed' || phase === 'Succeeded') {
    return reason === 'Evicted' ? 'evicted' : 'finished';
  }
  if (pod.metadata?.deletionTimestamp === undefined) {
    return undefined;
  }
  if (disruption === 'DeletionByTaintManager' || reason === 'NodeLost') {
    return 'node-lost';
  }
  return disruption === undefined ? 'deleted' : 'evicted';
}

function ownContainers(pod: RawObject) {
  const { containers, initContainers } = specOf(pod);
  return [...records(containers), ...records(initContainers)];
}

function userOf(securityContext: unknown): number | undefined {
  const user = isRecord(securityContext)
    ? securityContext.runAsUser
    : undefined;
  return typeof user === 'number' ? user : undefined;
}

function specOf(pod: RawObject): Record<string, unknown> {
  return isRecord(pod.spec) ? pod.spec : {};
}

function statusOf(pod: RawObject): Record<string, unknown> {
  return isRecord(pod.status) ? pod.status : {};
}
