import { containersOf, parseTime, secondsSince } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeEvent, Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import { nodeCondition, nodeOfPod } from './nodeOfPod';
import type { SandboxProblem } from './sandboxProblems';

/** Before 1.21 the message began `Failed create pod sandbox`; the reason was always the same. */
const FAILURES: ReadonlySet<string | undefined> = new Set([
  'FailedCreatePodSandBox',
  'FailedPodSandBoxStatus',
  'FailedCreatePodContainer',
  'FailedPrepareDynamicResources',
  'NetworkNotReady',
]);
/** Reasons under which the kubelet also reports the sandbox of a pod. */
const MAY_BE = /^(?:FailedSync|FailedKillPod)$/;
/** What only a pod with a sandbox gets. */
const GOES_ON: ReadonlySet<string | undefined> = new Set([
  'Pulling',
  'Pulled',
  'Created',
  'Started',
]);
/** Faults of the pod itself: they do not pass with time. */
const LASTING: ReadonlySet<SandboxProblem> = new Set<SandboxProblem>([
  'network-attachment-missing',
  'runtime-class-broken',
  'sysctl-not-applied',
  'user-namespace-refused',
]);
/** A pod may fail once on its way, and a node needs its time to join, in seconds. */
const POD_IS_NEW = 30;
const NODE_IS_NEW = 120;

/** Whether an event says that the pod's sandbox, or what comes before it, failed. */
export function isFailure({ reason, message = '' }: KubeEvent): boolean {
  return (
    FAILURES.has(reason) ||
    (MAY_BE.test(reason ?? '') && /(?:Create|Kill)PodSandbox/.test(message))
  );
}

/**
 * Whether the pod may be without a sandbox, by its own status. `likely`: nothing of it was ever made. `possible`: it ran, and what
 * is left of its containers may be of an earlier sandbox.
 */
export function sandboxIsMissing({
  metadata,
  spec,
  status,
}: Pod): 'likely' | 'possible' | undefined {
  const { phase, conditions } = status;
  const isOver = phase === 'Succeeded' || phase === 'Failed';
  if (metadata.deletionTimestamp || isOver || !spec.nodeName) return undefined;
  // Called PodHasNetwork before 1.28.
  const hasSandbox = conditions.some(
    one =>
      (one.type === 'PodReadyToStartContainers' ||
        one.type === 'PodHasNetwork') &&
      one.status === 'True',
  );
  if (hasSandbox) return undefined;
  const all = [...status.initContainerStatuses, ...status.containerStatuses];
  if (all.some(({ state }) => state?.running)) return undefined;
  const reasons = all.map(({ state }) => state?.waiting?.reason);
  // Pulling and making a container need a sandbox.
  const isNormal = reasons.every(reason =>
    /^(?:|ContainerCreating|PodInitializing|CrashLoopBackOff)$/.test(
      reason ?? '',
    ),
  );
  if (!isNormal) return undefined;
  const ran = all.some(
    ({ state, lastState }) => state?.terminated ?? lastState?.terminated,
  );
  return ran ? 'possible' : 'likely';
}

/** The newest moment at which the pod is known to have had a sandbox. */
export function lastLife(pod: Pod, events: readonly KubeEvent[]): number {
  const times = containersOf(pod).flatMap(({ status: { state, lastState } }) =>
    [state?.terminated, lastState?.terminated].map(
      end => parseTime(end?.finishedAt) ?? parseTime(end?.startedAt),
    ),
  );
  const steps = events
    .filter(({ reason }) => GOES_ON.has(reason))
    .map(({ lastSeen }) => parseTime(lastSeen));
  return Math.max(
    -Infinity,
    ...[...times, ...steps].filter(time => time !== undefined),
  );
}

/** What the node's state says of a failure. */
interface NodeReading {
  readonly pod: Pod;
  readonly nodes: Fact<FactValues['nodes']>;
  readonly now: number;
}

/** Whether it is too early to call it a fault: the first try of a new pod, or a node that has only just joined. */
export function isTooEarly(
  { pod, nodes, now }: NodeReading,
  problem: SandboxProblem,
  times: number,
): boolean {
  if (LASTING.has(problem)) return false;
  // A pod may have waited long for its node.
  const began = pod.status.startTime ?? pod.metadata.creationTimestamp;
  const age = secondsSince(began, now) ?? Infinity;
  if (times <= 1 && age < POD_IS_NEW) return true;
  const joined = nodeOfPod(pod, nodes)?.node.metadata.creationTimestamp;
  const nodeAge = secondsSince(joined, now) ?? Infinity;
  return Math.max(age, nodeAge) < NODE_IS_NEW;
}

/** Whether the node itself says that it is not ready: then that is the fault, and this follows from it. */
export function isOfUnreadyNode(
  { pod, nodes }: NodeReading,
  problem: SandboxProblem,
): boolean {
  const on = nodeOfPod(pod, nodes);
  const ready = on && nodeCondition(on, 'Ready');
  return ready?.condition.status === 'False' && !LASTING.has(problem);
}
