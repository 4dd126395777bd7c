import {
  LIMITS,
  type CauseCard,
  type Example,
  type HealthReport,
  type Lang,
  type Rows,
  type UncheckedFact,
  type Verdict,
} from 'backstage-plugin-pod-health-common';
import type { Diagnosis, Finding, Quote, Step } from 'pod-diagnosis';
import {
  causeGroups,
  compare,
  type CauseGroup,
  type Found,
  type Judged,
} from './causeGroups';
import type { JudgedPod, JudgedService, JudgedWorkload } from './factIndex';
import type { Judgement } from './entityHealth';
import { isSick } from './selections';
import { podRefOf, podSummary } from './podSummary';
import { rolloutsOf, workloadRefOf } from './rollouts';
import { joinHistories } from './timeline/timeline';

/** Pods that stand for all that have a cause (security.md R17). */
const EXAMPLES = 50;
/** A quote longer than this is cut: a hostile message may have a megabyte. */
const QUOTE_CHARS = 2_000;

/** From the worst to the best. */
const VERDICTS: readonly Verdict[] = [
  'failing',
  'degraded',
  'unknown',
  'healthy',
];
const STATE_VERDICT: Readonly<Record<string, Verdict>> = {
  crashing: 'failing',
  failed: 'failing',
  pending: 'degraded',
  'not-ready': 'degraded',
  unknown: 'unknown',
};

/** States in which a pod is as it should be. */
const FINE = ['running', 'completed'];

/** What a judgement says, in one language. Pure: the same judgement gives the same report. */
export function healthReport(
  judgement: Judgement,
  lang: Lang,
  rows: Rows = 'first',
): HealthReport {
  const { entityRef, now, clusters, pods, histories } = judgement;
  const { workloads, services } = judgement;
  const asOf = new Date(now).toISOString();
  const sickFirst = [...pods].sort(
    (a, b) => rankOf(a) - rankOf(b) || compare(nameOf(a), nameOf(b)),
  );
  return {
    entity: entityRef,
    asOf,
    verdict: verdictOf(judgement),
    clusters: [...clusters],
    causes: causeCards([...sickFirst, ...workloads, ...services], lang),
    pods: sickFirst
      .slice(0, rows === 'all' ? LIMITS.allPodRows : LIMITS.podRows)
      .map(pod => podSummary(pod, asOf)),
    podCount: pods.length,
    sickCount: pods.filter(({ diagnosis }) => !FINE.includes(diagnosis.state))
      .length,
    rollouts: rolloutsOf(workloads, lang),
    ...joinHistories(histories, rows),
    unchecked: uncheckedFacts([...pods, ...workloads, ...services]),
    broken: brokenCauses([...pods, ...workloads, ...services]),
  };
}

/**
 * The worst of all pods, workloads and services. Not healthy while a cluster cannot be followed, a fact was refused or did not come, or a cause could
 * not be run: then it is `unknown`, unless something worse is known.
 */
export function verdictOf(judgement: Judgement): Verdict {
  const { clusters, pods, workloads, services } = judgement;
  const blind = clusters.some(
    ({ status }) => status !== 'live' && status !== 'polled',
  );
  if (pods.length === 0) {
    return blind || clusters.length === 0 ? 'unknown' : 'no-pods';
  }
  const verdicts = [
    ...pods.map(podVerdict),
    ...[...workloads, ...services].map(verdictOfFound),
  ];
  const all = blind ? [...verdicts, 'unknown' as const] : verdicts;
  return VERDICTS.find(verdict => all.includes(verdict)) ?? 'unknown';
}

/** The verdict on one pod. */
export function podVerdict({ diagnosis }: JudgedPod): Verdict {
  const ofState = STATE_VERDICT[diagnosis.state] ?? 'healthy';
  return worst([ofState, ...findingVerdicts(diagnosis)]);
}

/** By what was found alone: that some pods are not ready yet, the pods say themselves. */
function verdictOfFound({
  diagnosis,
}: JudgedWorkload | JudgedService): Verdict {
  return worst(findingVerdicts(diagnosis));
}

function findingVerdicts({ found, unchecked, broken }: Diagnosis): Verdict[] {
  const couldNotTell =
    broken.length > 0 ||
    unchecked.some(
      ({ status }) => status === 'forbidden' || status === 'timeout',
    );
  return [
    ...found.map(({ severity }) => verdictOfSeverity(severity)),
    ...(couldNotTell ? ['unknown' as const] : []),
  ];
}

function worst(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.find(verdict => verdicts.includes(verdict)) ?? 'healthy';
}

function verdictOfSeverity(severity: Finding['severity']): Verdict {
  switch (severity) {
    case 'critical':
      return 'failing';
    case 'warning':
      return 'degraded';
    default:
      return 'healthy';
  }
}

function rankOf(judged: JudgedPod): number {
  return VERDICTS.indexOf(podVerdict(judged));
}

function nameOf({ cluster, pod }: JudgedPod): string {
  return `${cluster}/${pod.metadata.namespace}/${pod.metadata.name}`;
}

/** One card per cause, in the order of causeGroups.ts. */
function causeCards(all: readonly Judged[], lang: Lang): CauseCard[] {
  return causeGroups(all).map(group => causeCard(group, lang));
}

function causeCard({ first, root, podCount, all }: CauseGroup, lang: Lang) {
  const { cause, severity, title, what, why, steps } = first.finding;
  return {
    cause,
    severity,
    title: title[lang],
    what: what[lang],
    why: why[lang],
    steps: steps.map(step => ({ ...step, text: textOf(step, lang) })),
    root,
    podCount,
    examples: [first, ...all.filter(each => each !== first)]
      .slice(0, EXAMPLES)
      .map(example),
  };
}

function textOf(step: Step, lang: Lang): string {
  return step.text[lang];
}

function example({ judged, finding }: Found): Example {
  return {
    ...subjectRef(judged),
    ...(finding.container !== undefined && { container: finding.container }),
    quotes: finding.quotes.map(each => quote(each, judged)),
    contradictions: finding.contradictions.map(each => quote(each, judged)),
  };
}

function subjectRef(
  judged: Judged,
): Pick<Example, 'pod' | 'workload' | 'service'> {
  if ('pod' in judged) return { pod: podRefOf(judged) };
  if ('workload' in judged) return { workload: workloadRefOf(judged) };
  const { namespace, name } = judged.diagnosis.subject;
  return { service: { cluster: judged.cluster, namespace, name } };
}

function quote(whole: Quote, { quotedName }: Judged) {
  const { from, at, value } = whole;
  const of = quotedName?.(whole);
  const long = typeof value === 'string' && value.length > QUOTE_CHARS;
  return {
    from,
    at,
    ...(of !== undefined && { of }),
    value: long ? `${value.slice(0, QUOTE_CHARS)}…` : value,
  };
}

/**
 * Facts that were missing, each with the causes that wait for it. Of a pod with nothing wrong only what was refused or did not
 * come is told: nodes are not even asked for then, and events of an old pod are gone, which is as it should be. So it is of a service: what
 * it needs is asked for.
 */
function uncheckedFacts(all: readonly Judged[]): UncheckedFact[] {
  const facts = new Map<string, UncheckedFact & { causes: string[] }>();
  for (const judged of all) {
    const { cluster, diagnosis } = judged;
    const sick = isSick(diagnosis) && !('service' in judged);
    for (const { cause, fact, status } of diagnosis.unchecked) {
      if (!sick && (status === 'notAsked' || status === 'expired')) {
        continue;
      }
      const key = `${cluster}/${fact}/${status}`;
      const known = facts.get(key) ?? { cluster, fact, status, causes: [] };
      if (!known.causes.includes(cause)) {
        known.causes.push(cause);
      }
      facts.set(key, known);
    }
  }
  return [...facts.values()].sort((a, b) =>
    compare(`${a.cluster}/${a.fact}`, `${b.cluster}/${b.fact}`),
  );
}

function brokenCauses(all: readonly Judged[]): string[] {
  const ids = all.flatMap(({ diagnosis }) =>
    diagnosis.broken.map(({ cause }) => cause),
  );
  return [...new Set(ids)].sort();
}
