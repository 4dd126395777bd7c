import type { Snapshot } from '../facts/snapshot';
import { parseTime } from '../facts/time';
import type { Cause, Detected } from './cause';
import { MissingFact } from './cause';
import type {
  Broken,
  Diagnosis,
  Finding,
  LifeState,
  Unchecked,
} from './diagnosis';
import { podAtFaultOf, podFinding } from './podAtFault';
import { rank, relationsOf } from './rank';
import type { Given } from './readings';
import { askersOf, Readings } from './readings';
import { rolloutOf } from './rollout';
import { lifeState } from './state';

function toFinding(
  cause: Cause,
  detected: Detected<unknown>,
  serves: boolean,
): Finding {
  const { container, data, quotes, contradictions = [] } = detected;
  const { severity: own = cause.severity, givesWay = false, beats } = detected;
  const { podAtFault } = detected;
  // A crash of a pod that serves is worth a warning.
  const isCalm = serves && cause.state === 'crashing' && own === 'critical';
  const severity = isCalm ? 'warning' : own;
  if (quotes.length === 0) throw new Error('a finding without evidence');
  return {
    cause: cause.id,
    ...(container !== undefined && { container }),
    severity,
    ...(givesWay && { givesWay }),
    ...(beats && { beats }),
    ...(podAtFault !== undefined && { podAtFault }),
    title: cause.title,
    ...cause.explain(data),
    steps: cause.steps(data),
    quotes,
    contradictions,
    data,
  };
}

/** What causes answered so far. */
interface Answers {
  readonly findings: Finding[];
  readonly unchecked: Unchecked[];
  readonly broken: Broken[];
}

/** Asks one cause; what it answers is added to the answers of the others. */
function ask(
  cause: Cause,
  given: Given,
  serves: boolean,
  { findings, unchecked, broken }: Answers,
): void {
  const { id } = cause;
  if ('lacks' in given) {
    unchecked.push({ cause: id, fact: given.lacks, status: given.status });
    return;
  }
  try {
    const detected = cause.detect(given.reading);
    if (detected.length === 0) return;
    findings.push(...detected.map(one => toFinding(cause, one, serves)));
  } catch (error) {
    if (error instanceof MissingFact) {
      const { fact, status } = error;
      unchecked.push({ cause: id, fact, status });
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    broken.push({ cause: id, message });
  }
}

/** States of a subject that does what it should: only causes that ask for it are judged there. */
const HEALTHY: ReadonlySet<LifeState> = new Set(['running', 'completed']);

/** Whether the pod serves right now, whatever it did before: a crash that comes back is then a warning. */
function isServing({ facts: { pod } }: Snapshot): boolean {
  return (
    pod.status === 'ok' &&
    pod.value.status.conditions.some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    ) &&
    pod.value.status.containerStatuses.every(({ ready }) => ready)
  );
}

/** Whether the subject is a failed attempt of a job that has finished its work since. */
function isHistory({ facts }: Snapshot): boolean {
  const { pod, owners } = facts;
  if (pod.status !== 'ok' || pod.value.status.phase !== 'Failed') return false;
  const all = owners.status === 'ok' ? owners.value : [];
  return all.some(
    ({ kind, status }) =>
      kind === 'Job' &&
      status.conditions.some(
        condition =>
          condition.type === 'Complete' && condition.status === 'True',
      ),
  );
}

function rolloutFact({ facts }: Snapshot) {
  const { owners, revisions } = facts;
  if (owners.status !== 'ok' || revisions.status !== 'ok') return {};
  const rollout = rolloutOf(owners.value, revisions.value);
  return rollout ? { rollout } : {};
}

/** The findings by rank; of a workload that has a pod at fault, with that pod's own first finding among them. */
function ranked(
  snapshot: Snapshot,
  findings: readonly Finding[],
  causes: readonly Cause[],
): Pick<Diagnosis, 'found' | 'contributing'> {
  const relations = relationsOf(causes);
  const own = rank(findings, relations);
  const suspect = podAtFaultOf(snapshot, own.found);
  const ofPod = suspect && snapshot.podNamed?.(suspect.name);
  if (!ofPod) return own;
  const more = podFinding(
    snapshot,
    suspect,
    judgeAll(ofPod, causes),
    relations,
  );
  return more ? rank([...findings, more], relations) : own;
}

/**
 * Judges a snapshot against causes. Pure and total: a cause whose required fact is missing is `unchecked`, one that throws is
 * `broken`, and neither hides another. The order of causes does not matter.
 */
export function judgeAll(
  snapshot: Snapshot,
  causes: readonly Cause[],
): Diagnosis {
  const now = parseTime(snapshot.now) ?? Number.NaN;
  const state = lifeState(snapshot, now);
  const isHealthy = HEALTHY.has(state) || isHistory(snapshot);
  const isPod = snapshot.subject.kind === 'Pod';
  const serves = isServing(snapshot);
  const readings = new Readings(snapshot, now);
  const answers: Answers = { findings: [], unchecked: [], broken: [] };
  for (const { cause, reads, isAboutPods } of askersOf(causes)) {
    if (isHealthy && !cause.alsoWhenHealthy) continue;
    if (isAboutPods && !isPod) continue;
    ask(cause, readings.for(reads), serves, answers);
  }
  const { findings, unchecked, broken } = answers;
  return {
    subject: snapshot.subject,
    asOf: snapshot.now,
    state,
    ...ranked(snapshot, findings, causes),
    unchecked,
    broken,
    ...rolloutFact(snapshot),
  };
}
