import type {
  ClusterStatus,
  Lang,
  OverviewHealth,
} from 'backstage-plugin-pod-health-common';
import { causeGroups } from './causeGroups';
import type { Judgement } from './entityHealth';
import { podVerdict, verdictOf } from './healthReport';

/** A judgement in one line, its words in all languages. */
type Line = Omit<OverviewHealth, 'cause'> & {
  readonly cause?: {
    readonly id: string;
    readonly title: Readonly<Record<Lang, string>>;
  };
};

/** Worked out once for all who look at the entity. */
const lines = new WeakMap<Judgement, Line>();

/** What a judgement says in one line of an overview. */
export function overviewHealth(
  judgement: Judgement,
  lang: Lang,
): OverviewHealth {
  const known = lines.get(judgement) ?? lineOf(judgement);
  lines.set(judgement, known);
  const { cause, ...line } = known;
  return {
    ...line,
    ...(cause && { cause: { id: cause.id, title: cause.title[lang] } }),
  };
}

/** Whether a judgement says nothing yet but that some cluster has not answered. */
export function isStillAsking(judgement: Judgement): boolean {
  return (
    judgement.clusters.some(({ status }) => status === 'loading') &&
    verdictOf(judgement) === 'unknown'
  );
}

/** Whether two lines say the same, at whatever time. */
export function isSameHealth(a: OverviewHealth, b: OverviewHealth): boolean {
  return (
    JSON.stringify({ ...a, asOf: '' }) === JSON.stringify({ ...b, asOf: '' })
  );
}

function lineOf(judgement: Judgement): Line {
  const { now, clusters, pods, workloads, services } = judgement;
  const verdict = verdictOf(judgement);
  // That there are no pods is no service's doing.
  const blamed = verdict === 'no-pods' ? [] : services;
  const [top] = causeGroups([...pods, ...workloads, ...blamed]);
  return {
    verdict,
    podCount: pods.length,
    sickPodCount: pods.map(podVerdict).filter(isSickVerdict).length,
    ...(top && {
      cause: { id: top.first.finding.cause, title: top.first.finding.title },
    }),
    unseen: clusters.filter(isUnseen).map(({ name }) => name),
    asOf: new Date(now).toISOString(),
  };
}

function isUnseen({ status }: ClusterStatus): boolean {
  return status !== 'live' && status !== 'polled';
}

function isSickVerdict(verdict: OverviewHealth['verdict']): boolean {
  return verdict === 'failing' || verdict === 'degraded';
}
