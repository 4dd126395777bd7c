import type { TimelineKind } from 'backstage-plugin-pod-health-common';
import { compare, podUid, SKEW_MS, type Happening } from './happening';
import { lastOf, type TimelineRecord, type TimelineSubject } from './record';
import { withReplacements } from './replacements';

/** A Deployment scales its ReplicaSets for this long after a rollout began, which is no news. */
const ROLLOUT_MS = 15 * 60_000;

/** What happened, by what was said. Pure; the order of what was said changes nothing. */
export function fold(records: Iterable<TimelineRecord>): Happening[] {
  const groups = new Map<string, TimelineRecord[]>();
  for (const record of records) {
    const group = groups.get(record.fold);
    if (group) {
      group.push(record);
    } else {
      groups.set(record.fold, [record]);
    }
  }
  const all = [...groups.values()]
    .map(happeningOf)
    .sort((a, b) => a.at - b.at || compare(a.id, b.id));
  return withReplacements(withoutRolloutSteps(notBeforeCreation(all)));
}

function happeningOf(group: readonly TimelineRecord[]): Happening {
  const newestFirst = [...group].sort(
    (a, b) => lastOf(b) - lastOf(a) || compare(a.id, b.id),
  );
  const [{ fold: id, kind, container }] = newestFirst;
  const first = newestFirst.reduce((a, b) => (isEarlier(b, a) ? b : a));
  const details = Object.assign(
    {},
    ...newestFirst.map(each => each.details).reverse(),
  );
  const count = countOf(group);
  return {
    id,
    kind,
    at: first.at,
    last: count > 1 ? lastOf(newestFirst[0]) : first.at,
    ...(first.notBefore !== undefined && { notBefore: first.notBefore }),
    count,
    subject: richest(newestFirst),
    ...(container !== undefined && { container }),
    ...(Object.keys(details).length > 0 && { details }),
    sources: new Set(group.map(({ source }) => source)),
  };
}

/** Of two at one time the one that is sure of it. */
function isEarlier(a: TimelineRecord, b: TimelineRecord): boolean {
  return a.at < b.at || (a.at === b.at && a.notBefore === undefined);
}

/** Each run of a container is started anew, and its image looked for; only the first time is told. */
const ONCE: ReadonlySet<TimelineKind> = new Set([
  'created',
  'scheduled',
  'pulled',
  'started',
]);

/** Sources say the same in their ways: the one that knows of most counts. */
function countOf(group: readonly TimelineRecord[]): number {
  if (ONCE.has(group[0].kind)) {
    return 1;
  }
  const bySource = new Map<string, number>();
  for (const { source, count } of group) {
    bySource.set(source, (bySource.get(source) ?? 0) + count);
  }
  const totals = group.map(({ total = 0 }) => total);
  const isTotalled = totals.some(total => total > 0);
  return Math.max(...(isTotalled ? totals : bySource.values()));
}

/** A pod is known better with time: by its node, by what made it. */
function richest(group: readonly TimelineRecord[]): TimelineSubject {
  return group
    .map(({ subject }) => subject)
    .reduce((a, b) => (Object.keys(b).length > Object.keys(a).length ? b : a));
}

/** Nodes' clocks may be behind that of the API server: nothing happens to a pod before there is one. */
function notBeforeCreation(all: readonly Happening[]): Happening[] {
  const born = new Map(
    all
      .filter(({ kind }) => kind === 'created')
      .map(each => [podUid(each), each.at]),
  );
  return all.map(each => {
    const since = born.get(podUid(each)) ?? -Infinity;
    return each.at < since && podUid(each) !== undefined
      ? { ...each, at: since, last: Math.max(each.last, since) }
      : each;
  });
}

function withoutRolloutSteps(all: readonly Happening[]): Happening[] {
  const rollouts = all.filter(({ kind }) => kind === 'rolled-out');
  const isStep = ({ at, subject, sources }: Happening) =>
    !sources.has('seen') &&
    rollouts.some(
      rollout =>
        isSameWorkload(rollout.subject, subject) &&
        rollout.at <= at + SKEW_MS &&
        at <= rollout.at + ROLLOUT_MS,
    );
  return all.filter(each => each.kind !== 'scaled' || !isStep(each));
}

function isSameWorkload(a: TimelineSubject, b: TimelineSubject): boolean {
  return 'workload' in a && 'workload' in b && a.uid === b.uid;
}
