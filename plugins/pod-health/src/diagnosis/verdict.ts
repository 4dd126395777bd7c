import type {
  CauseCard,
  HealthReport,
  LifeState,
  PodSummary,
} from 'backstage-plugin-pod-health-common';
import type { Say } from '../i18n/message';
import { visibleText } from '../text/visibleText';

/** How the page's first line looks. `unknown` must never look like `good` (security.md R24). */
export type Tone = 'good' | 'warning' | 'bad' | 'unknown';

const TONES: Readonly<Record<HealthReport['verdict'], Tone>> = {
  healthy: 'good',
  degraded: 'warning',
  failing: 'bad',
  unknown: 'unknown',
  'no-pods': 'unknown',
};

/** States in which a pod is as it should be. */
const FINE: readonly LifeState[] = ['running', 'completed'];

/** The colour of a report's verdict. A workload that cannot create pods is as bad as one whose pods fail. */
export function toneOf(report: HealthReport): Tone {
  return report.verdict === 'no-pods' && causeOfNoPods(report)
    ? 'bad'
    : TONES[report.verdict];
}

/** Why there are no pods: what is said of a Kubernetes service makes none, nor keeps any from being made. */
function causeOfNoPods({ causes }: HealthReport): CauseCard | undefined {
  return byRoot(causes.filter(({ examples: [first] }) => !first?.service))[0];
}

function byRoot(causes: readonly CauseCard[]): readonly CauseCard[] {
  const roots = causes.filter(({ root }) => root);
  return roots.length > 0 ? roots : causes;
}

/** The cause to name first: where pods are sick, one that they have. */
function leadingCause({
  causes,
  sickCount,
}: HealthReport): CauseCard | undefined {
  const all = byRoot(causes);
  const ofPods = all.find(({ podCount }) => podCount > 0);
  return (sickCount > 0 ? ofPods : undefined) ?? all[0];
}

/** The answer in one line: "2 of 3 pods cannot start: The image tag does not exist". */
export function verdictSentence(report: HealthReport, say: Say): string {
  switch (report.verdict) {
    case 'healthy':
      return say('verdict.healthy', { count: report.podCount });
    case 'no-pods':
      return noPods(causeOfNoPods(report), say);
    case 'unknown':
      return say('verdict.unknown');
    default:
      return told(report, leadingCause(report), say);
  }
}

function noPods(cause: CauseCard | undefined, say: Say): string {
  return cause
    ? say('verdict.noPodsBecause', { cause: visibleText(cause.title) })
    : say('verdict.noPods');
}

function told(
  report: HealthReport,
  cause: CauseCard | undefined,
  say: Say,
): string {
  return cause ? because(report, cause, say) : withoutCause(report, say);
}

function because(report: HealthReport, cause: CauseCard, say: Say): string {
  if (cause.podCount === 0) {
    return say('verdict.workload', { cause: inSentence(cause.title) });
  }
  const state = commonState(podsOf(report, cause));
  return say('verdict.sentence', {
    subject: subject(cause.podCount, report.podCount, say),
    predicate: say(`predicate.${state}`, { count: cause.podCount }),
    cause: visibleText(cause.title),
  });
}

/** A title in the middle of a sentence: an English one begins small, a Chinese one is set off from a Latin word. */
function inSentence(title: string): string {
  const text = visibleText(title);
  if (/\p{Script=Han}/u.test(text)) {
    return /^\w/.test(text) ? ` ${text}` : text;
  }
  return /^[A-Z][a-z]/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

function withoutCause(report: HealthReport, say: Say): string {
  const sick = report.pods.filter(pod => !FINE.includes(pod.state));
  return say('verdict.sentenceWithoutCause', {
    subject: subject(report.sickCount, report.podCount, say),
    predicate: say(`predicate.${commonState(sick)}`, {
      count: report.sickCount,
    }),
  });
}

function subject(sick: number, total: number, say: Say): string {
  return total === 1
    ? say('verdict.only')
    : say('verdict.some', { sick, total });
}

function podsOf(report: HealthReport, cause: CauseCard): PodSummary[] {
  const uids = new Set(cause.examples.map(example => example.pod?.uid));
  return report.pods.filter(pod => uids.has(pod.ref.uid));
}

/** A pending pod that has a node is past the scheduler: it is its containers that do not start. */
function spokenState({ state, node }: PodSummary): LifeState {
  return state === 'pending' && node !== undefined ? 'starting' : state;
}

/** The state most of the pods are in; the first of equals, since the sick ones come first. */
function commonState(pods: readonly PodSummary[]): LifeState {
  const counts = new Map<LifeState, number>();
  for (const state of pods.map(spokenState)) {
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  let common: LifeState = 'unknown';
  for (const [state, count] of counts) {
    if (count > (counts.get(common) ?? 0)) {
      common = state;
    }
  }
  return common;
}
