import type { TimelineKind } from 'backstage-plugin-pod-health-common';
import {
  lastOf,
  type PodSubject,
  type TimelineRecord,
  type TimelineSubject,
} from './record';

/** One thing that happened, whoever said so and however often. Times are milliseconds since the epoch. */
export interface Happening
  extends Pick<
    TimelineRecord,
    'kind' | 'at' | 'notBefore' | 'count' | 'subject' | 'container' | 'details'
  > {
  readonly id: string;
  /** Last time. */
  readonly last: number;
  /** Who says so. */
  readonly sources: ReadonlySet<TimelineRecord['source']>;
  /** The pod that came instead of one that was replaced. */
  readonly successor?: PodSubject;
}

/** A Deployment scales its ReplicaSets for this long after a rollout began, which is no news. */
const ROLLOUT_MS = 15 * 60_000;
/** A pod that comes so soon after another went came instead of it; a StatefulSet waits for the old one to be gone. */
const SUCCESSION_MS = 2 * 60_000;
/** What clocks that differ, and times cut to seconds, may turn round. */
const SKEW_MS = 5_000;

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

/** For sorting. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
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

/** The pod it happened to. */
export function podUid({ subject }: Happening): string | undefined {
  return 'pod' in subject ? subject.pod.uid : undefined;
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

/** A pod that goes and one of the same controller that comes are one thing. Each of both is used once, the oldest first. */
function withReplacements(all: readonly Happening[]): Happening[] {
  const came = new Map<string | undefined, Happening[]>();
  for (const each of all.filter(({ kind }) => kind === 'created')) {
    const uid = controllerUid(each);
    came.set(uid, [...(came.get(uid) ?? []), each]);
  }
  const used = new Set<Happening>();
  const told = all.map(each => {
    const free = came.get(controllerUid(each)) ?? [];
    const fit =
      each.kind === 'deleted'
        ? free.filter(come => !used.has(come) && isSuccessor(each, come))
        : [];
    const come = fit.find(one => nameOf(one) === nameOf(each)) ?? fit.at(0);
    if (come) {
      used.add(come);
    }
    return come ? replacement(each, come) : each;
  });
  return told.filter(each => !used.has(each));
}

function replacement(gone: Happening, { subject }: Happening): Happening {
  return 'pod' in subject
    ? {
        ...gone,
        id: `replaced/${podUid(gone)}`,
        kind: 'replaced',
        details: { by: subject.pod.pod },
        successor: subject,
      }
    : gone;
}

function controllerUid({ subject }: Happening): string | undefined {
  return 'pod' in subject ? subject.controller?.uid : undefined;
}

function isSuccessor(gone: Happening, come: Happening): boolean {
  const [old, young] = [gone.subject, come.subject];
  return (
    'pod' in old &&
    'pod' in young &&
    old.controller !== undefined &&
    old.pod.uid !== young.pod.uid &&
    come.at >= (gone.notBefore ?? gone.at) - SKEW_MS &&
    come.at <= gone.at + SUCCESSION_MS
  );
}

function nameOf({ subject }: Happening): string {
  return 'pod' in subject ? subject.pod.pod : '';
}

/** Kinds that are a sign of trouble. */
const TROUBLES: ReadonlySet<TimelineKind> = new Set([
  'failed',
  'finished',
  'probe-failed',
  'not-ready',
  'evicted',
  'warning',
]);

/** Whether it is a sign of trouble. */
export function isTrouble({ kind }: Happening): boolean {
  return TROUBLES.has(kind);
}
