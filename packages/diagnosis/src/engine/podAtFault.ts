import type { Pod, Workload } from '../facts/objects';
import type { Snapshot } from '../facts/snapshot';
import { parseTime, secondsSince } from '../facts/time';
import type { Severity } from './cause';
import type { Diagnosis, Finding } from './diagnosis';
import type { Relations } from './rank';
import { rolloutInWords, rolloutOf } from './rollout';
import { podState } from './state';
import type { Text } from './text';
import { both } from './text';
import { workloadState } from './workloadState';

/** A workload's pod whose own finding may be the workload's root cause. */
export interface Suspect {
  readonly name: string;
  /** Whether a finding of the workload says that it is at fault; else it is only not ready yet. */
  readonly isNamed: boolean;
  /** What it matters to the workload at the most. */
  readonly severity: Severity;
}

/** Younger pods, in seconds, have hardly been tried. */
const NEW_SECONDS = 60;
const PASSING: ReadonlySet<string> = new Set(['Job', 'CronJob']);
/** States that last, so that whatever is found in them is no mere wait. */
const LASTING_FAULTS: ReadonlySet<string> = new Set(['crashing', 'failed']);

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function isReady({ status }: Pod): boolean {
  return status.conditions.some(
    one => one.type === 'Ready' && one.status === 'True',
  );
}

/** Whether a pod is on its way to be ready, and not for moments only. Failed ones are replaced: they are no longer on any way. */
function isComing(pod: Pod, now: number): boolean {
  const { metadata, status } = pod;
  const age = secondsSince(metadata.creationTimestamp, now) ?? 0;
  return (
    age >= NEW_SECONDS &&
    metadata.deletionTimestamp === undefined &&
    status.phase !== 'Failed' &&
    status.phase !== 'Succeeded' &&
    !isReady(pod)
  );
}

/** Whether pods of a new revision are awaited though the old ones are all there: a DaemonSet does not count those beyond one for each node. */
function isRollingOut({ kind, status }: Workload): boolean {
  const { updatedNumberScheduled: updated, desiredNumberScheduled = 0 } =
    status;
  return kind === 'DaemonSet'
    ? updated !== undefined && updated < desiredNumberScheduled
    : (status.unavailableReplicas ?? 0) > 0;
}

/** Those of the pods that still have to get ready: of a Deployment, only those of its newest revision. */
function awaited(
  self: Workload,
  { facts: { owners, revisions } }: Snapshot,
): ((pod: Pod) => boolean) | undefined {
  const isAll = () => true;
  if (PASSING.has(self.kind)) {
    return (self.status.active ?? 0) > 0 ? isAll : undefined;
  }
  const rollout =
    owners.status === 'ok' && revisions.status === 'ok'
      ? rolloutOf(owners.value, revisions.value)
      : undefined;
  if (!rollout) {
    const state = workloadState(self);
    const lacks = state === 'not-ready' || state === 'pending';
    return lacks || isRollingOut(self) ? isAll : undefined;
  }
  const { name, ready, wanted } = rollout.current;
  return ready < wanted
    ? ({ metadata }) =>
        (metadata.ownerReferences ?? []).some(owner => owner.name === name)
    : undefined;
}

/** The pod that a workload waits for longest; `undefined` when it waits for none. */
function longestAwaited(snapshot: Snapshot): string | undefined {
  const { owners, siblings } = snapshot.facts;
  const [self] = owners.status === 'ok' ? owners.value : [];
  if (!self || siblings.status !== 'ok') return undefined;
  if (self.metadata.deletionTimestamp !== undefined) return undefined;
  const isAwaited = awaited(self, snapshot);
  if (!isAwaited) return undefined;
  const now = parseTime(snapshot.now) ?? Number.NaN;
  const [first] = siblings.value
    .filter(pod => isAwaited(pod) && isComing(pod, now))
    .map(pod => ({
      name: pod.metadata.name ?? '',
      made: pod.metadata.creationTimestamp ?? '',
      isLast: podState(pod, now) === 'starting',
    }))
    .sort(
      (a, b) =>
        Number(a.isLast) - Number(b.isLast) ||
        compare(a.made, b.made) ||
        compare(a.name, b.name),
    );
  return first?.name;
}

/** Whether a workload that lasts does its work with other pods: then one at fault is worth a warning. */
function serves({ facts: { owners } }: Snapshot): boolean {
  const [self] = owners.status === 'ok' ? owners.value : [];
  const { readyReplicas = 0, numberReady = 0 } = self?.status ?? {};
  return readyReplicas + numberReady > 0;
}

/**
 * The pod to ask about a workload: the one that its own findings call at fault; when they find nothing of weight, one that does not get
 * ready. `undefined` for a workload that is well, or has a fault of its own.
 */
export function podAtFaultOf(
  snapshot: Snapshot,
  found: readonly Finding[],
): Suspect | undefined {
  if (!snapshot.podNamed) return undefined;
  const named = found.find(one => one.podAtFault !== undefined);
  if (named?.podAtFault !== undefined) {
    const { podAtFault: name, severity } = named;
    return { name, severity, isNamed: true };
  }
  if (found.some(({ severity }) => severity !== 'info')) return undefined;
  const name = longestAwaited(snapshot);
  if (name === undefined) return undefined;
  const severity = serves(snapshot) ? 'warning' : 'critical';
  return { name, severity, isNamed: false };
}

/** Whether a finding about a pod that may only be starting is certain, and no mere wait. */
function isCertain(
  { cause, severity, givesWay }: Finding,
  { state }: Diagnosis,
  { lastResorts, givingWay }: Relations,
): boolean {
  if (severity !== 'critical') return false;
  const isVague = lastResorts.has(cause) || givesWay || givingWay.has(cause);
  return !isVague || LASTING_FAULTS.has(state);
}

/** How the rollout stands that the pod is part of, where an older revision still serves; with a space before it in English. */
function standing({ facts: { owners, revisions } }: Snapshot): Text {
  const rollout =
    owners.status === 'ok' && revisions.status === 'ok'
      ? rolloutOf(owners.value, revisions.value)
      : undefined;
  const words =
    rollout?.stage === 'old-serves' ? rolloutInWords(rollout) : undefined;
  return words ? both(` ${words.en}`, words.zh) : both('', '');
}

/** A sentence about the pod, with its name before it unless it has it already. */
function naming(name: string, { en, zh }: Text): Text {
  return both(
    en.includes(`“${name}”`) ? en : `Pod “${name}”: ${en}`,
    zh.includes(`“${name}”`) ? zh : `Pod“${name}”：${zh}`,
  );
}

/**
 * The first finding of a workload's pod as a finding of the workload: it names the pod, and its quotes say in whose facts they stand.
 * `undefined` when that pod's own judgement says nothing that is certain.
 */
export function podFinding(
  snapshot: Snapshot,
  { name, isNamed, severity }: Suspect,
  ofPod: Diagnosis,
  relations: Relations,
): Finding | undefined {
  const [first] = ofPod.found;
  if (!first || first.severity === 'info') return undefined;
  if (!isNamed && !isCertain(first, ofPod, relations)) return undefined;
  const { what, why, quotes, contradictions } = first;
  const stands = isNamed ? both('', '') : standing(snapshot);
  return {
    ...first,
    // No more than to the workload: others may do the work.
    severity: first.severity === 'critical' ? severity : first.severity,
    pod: name,
    what: naming(name, what),
    why: both(`${why.en}${stands.en}`, `${why.zh}${stands.zh}`),
    quotes: quotes.map(quote => ({ ...quote, pod: name })),
    contradictions: contradictions.map(quote => ({ ...quote, pod: name })),
  };
}
