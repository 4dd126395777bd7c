import type { Fact } from '../facts/fact';
import type { ObjectMeta, Pod } from '../facts/objects';
import type { Snapshot } from '../facts/snapshot';
import { secondsSince } from '../facts/time';
import type { LifeState } from './diagnosis';
import type { ContainerView } from './containerView';
import { containersOf, isCrashing, isWarmingUp } from './lifecycle';
import { workloadState } from './workloadState';

/** Waiting reasons of a start that goes well. */
const NORMAL_WAITING = new Set([
  undefined,
  'ContainerCreating',
  'PodInitializing',
]);
/** A container that is made for longer than this, in seconds, is no longer "starting". */
const START_SECONDS = 600;

function isTrue(pod: Pod, type: string): boolean {
  return pod.status.conditions.some(
    condition => condition.type === type && condition.status === 'True',
  );
}

/**
 * Ready by the pod's own word: on a lost node the containers still say `ready`. Without a condition, by the containers'.
 * `undefined` when neither says anything.
 */
function isReady(pod: Pod): boolean | undefined {
  const ready = pod.status.conditions.find(
    ({ type, status }) => type === 'Ready' && status !== undefined,
  );
  if (ready) return ready.status === 'True';
  const { containerStatuses } = pod.status;
  return containerStatuses.length === 0
    ? undefined
    : containerStatuses.every(one => one.ready);
}

function isScheduled(pod: Pod): boolean {
  return pod.spec.nodeName !== undefined || isTrue(pod, 'PodScheduled');
}

function pendingState(
  pod: Pod,
  containers: readonly ContainerView[],
  now: number,
): LifeState {
  if (!isScheduled(pod)) return 'pending';
  const stuck = containers.some(({ status }) => {
    const { waiting } = status.state ?? {};
    return waiting && !NORMAL_WAITING.has(waiting.reason);
  });
  if (stuck) return 'pending';
  const initRuns = containers.some(
    ({ kind, status }) => kind === 'init' && status.state?.running,
  );
  const age = secondsSince(
    pod.status.startTime ?? pod.metadata.creationTimestamp,
    now,
  );
  return initRuns || age === undefined || age <= START_SECONDS
    ? 'starting'
    : 'pending';
}

function runningState(
  pod: Pod,
  containers: readonly ContainerView[],
  now: number,
): LifeState {
  const ready = isReady(pod);
  if (ready !== false) return ready ? 'running' : 'unknown';
  const late = containers.filter(
    ({ kind, status }) => kind !== 'init' && !status.ready,
  );
  return late.length > 0 && late.every(one => isWarmingUp(one, now))
    ? 'starting'
    : 'not-ready';
}

/** State of a pod's life. `terminating` wins over all: what it did before no longer matters to it. */
export function podState(pod: Pod, now: number): LifeState {
  if (pod.metadata.deletionTimestamp !== undefined) return 'terminating';
  const { phase } = pod.status;
  if (phase === 'Succeeded') return 'completed';
  if (phase === 'Failed') return 'failed';
  const containers = containersOf(pod);
  if (containers.some(one => isCrashing(one, now))) return 'crashing';
  // The phase stays Pending while one container crashes and another waits; crashing is asked first.
  if (phase === 'Pending') return pendingState(pod, containers, now);
  return phase === 'Running' ? runningState(pod, containers, now) : 'unknown';
}

const CLAIM_STATES: Readonly<Record<string, LifeState>> = {
  Bound: 'running',
  Pending: 'pending',
  Lost: 'failed',
};

/** The subject itself, out of the list of its kind. */
function subjectIn<T extends { readonly metadata: ObjectMeta }>(
  fact: Fact<readonly T[]>,
  name: string,
): T | undefined {
  return fact.status === 'ok'
    ? fact.value.find(({ metadata }) => metadata.name === name)
    : undefined;
}

/**
 * The state of life a subject is in, by the snapshot alone. `unknown` when the subject was not gathered, or its kubelet no
 * longer reports (phase Unknown).
 */
export function lifeState(
  { subject, facts }: Snapshot,
  now: number,
): LifeState {
  if (facts.pod.status === 'ok') return podState(facts.pod.value, now);
  if (subject.kind === 'Service') {
    // A service has no life of its own: what is wrong with it is found, or nothing is.
    return subjectIn(facts.services, subject.name) ? 'running' : 'unknown';
  }
  if (subject.kind === 'PersistentVolumeClaim') {
    const { phase = '' } = subjectIn(facts.claims, subject.name)?.status ?? {};
    return CLAIM_STATES[phase] ?? 'unknown';
  }
  if (subject.kind === 'Pod' || facts.owners.status !== 'ok') return 'unknown';
  const [workload] = facts.owners.value;
  return workload ? workloadState(workload) : 'unknown';
}
