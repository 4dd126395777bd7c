import type { FactName, Snapshot } from '../facts/snapshot';
import { parseTime } from '../facts/time';
import type { Cause, Detected, Reading } from './cause';
import { MissingFact } from './cause';
import type {
  Broken,
  Diagnosis,
  Finding,
  LifeState,
  Unchecked,
} from './diagnosis';
import { rank, relationsOf } from './rank';
import { rolloutOf } from './rollout';
import { lifeState } from './state';

type AnyReading = Reading<FactName, FactName>;

/** The facts a cause declared and no others: an undeclared one is not there at run time either. */
function readingFor(cause: Cause, snapshot: Snapshot, now: number): AnyReading {
  const reading: Record<string, unknown> = { subject: snapshot.subject, now };
  for (const name of cause.mayRead ?? []) reading[name] = snapshot.facts[name];
  for (const name of cause.reads) {
    const fact = snapshot.facts[name];
    if (fact.status === 'ok') reading[name] = fact.value;
  }
  return reading as unknown as AnyReading; // built by name; defineCause checked detect against the same names
}

function toFinding(cause: Cause, detected: Detected<unknown>): Finding {
  const { container, data, quotes, contradictions = [] } = detected;
  const { severity = cause.severity, givesWay = false, beats } = detected;
  if (quotes.length === 0) throw new Error('a finding without evidence');
  return {
    cause: cause.id,
    ...(container !== undefined && { container }),
    severity,
    ...(givesWay && { givesWay }),
    ...(beats && { beats }),
    title: cause.title,
    ...cause.explain(data),
    steps: cause.steps(data),
    quotes,
    contradictions,
    data,
  };
}

/** Outcome of one cause. */
type Outcome =
  | { readonly findings: readonly Finding[] }
  | { readonly unchecked: Unchecked }
  | { readonly broken: Broken };

function judge(cause: Cause, snapshot: Snapshot, now: number): Outcome {
  for (const fact of cause.reads) {
    const { status } = snapshot.facts[fact];
    if (status !== 'ok')
      return { unchecked: { cause: cause.id, fact, status } };
  }
  try {
    const detected = cause.detect(readingFor(cause, snapshot, now));
    return { findings: detected.map(one => toFinding(cause, one)) };
  } catch (error) {
    if (error instanceof MissingFact) {
      const { fact, status } = error;
      return { unchecked: { cause: cause.id, fact, status } };
    }
    const message = error instanceof Error ? error.message : String(error);
    return { broken: { cause: cause.id, message } };
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

const same = (finding: Finding) => finding;
const calmed = (finding: Finding): Finding =>
  finding.severity === 'critical'
    ? { ...finding, severity: 'warning' }
    : finding;

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
  // A cause about pods has nothing to say of a workload that has none.
  const isPod = snapshot.subject.kind === 'Pod';
  const serves = isServing(snapshot);
  const findings: Finding[] = [];
  const unchecked: Unchecked[] = [];
  const broken: Broken[] = [];
  for (const cause of causes) {
    if (isHealthy && !cause.alsoWhenHealthy) continue;
    if (!isPod && cause.reads.includes('pod')) continue;
    const outcome = judge(cause, snapshot, now);
    if ('findings' in outcome) {
      const isCrash = cause.state === 'crashing' && serves;
      findings.push(...outcome.findings.map(isCrash ? calmed : same));
    } else if ('unchecked' in outcome) unchecked.push(outcome.unchecked);
    else broken.push(outcome.broken);
  }
  return {
    subject: snapshot.subject,
    asOf: snapshot.now,
    state,
    ...rank(findings, relationsOf(causes)),
    unchecked,
    broken,
    ...rolloutFact(snapshot),
  };
}
