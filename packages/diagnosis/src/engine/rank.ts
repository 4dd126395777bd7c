import { memo } from '../facts/memo';
import type { Cause, CauseState, Severity } from './cause';
import type { Finding } from './diagnosis';

const WEIGHT: Record<Severity, number> = { critical: 0, warning: 1, info: 2 };

/** What each cause hides, by id. */
export type Beats = ReadonlyMap<string, ReadonlySet<string>>;

/** How causes stand to each other. */
export interface Relations {
  readonly beats: Beats;
  /** Causes that say no more than that something is wrong. */
  readonly lastResorts: ReadonlySet<string>;
  /** Causes that give way to every other that is no last resort. */
  readonly givingWay: ReadonlySet<string>;
  /** Causes that speak of healthy subjects too. */
  readonly healthyToo: ReadonlySet<string>;
  /** How early in a pod's life a cause stops it; what stops it earlier is told first. */
  readonly stages: ReadonlyMap<string, number>;
}

const STAGES: readonly CauseState[] = [
  'terminating',
  'failed',
  'pending',
  'waiting',
  'crashing',
  'not-ready',
  'workload',
  'running-but-wrong',
];

/** `beats` of all causes, with `<state>/*` written out: all of that folder but the causes that name this one themselves. */
export function beatsOf(causes: readonly Cause[]): Beats {
  const names = ({ beats = [] }: Cause, { id, state }: Cause) =>
    beats.includes(id) || beats.includes(`${state}/*`);
  const hidden = (cause: Cause) =>
    causes.filter(
      other =>
        other !== cause &&
        names(cause, other) &&
        (cause.beats?.includes(other.id) || !names(other, cause)),
    );
  return new Map(
    causes.map(cause => [cause.id, new Set(hidden(cause).map(({ id }) => id))]),
  );
}

/** Reads how causes stand to each other. */
export const relationsOf = memo(
  (causes: readonly Cause[]): Relations => ({
    beats: beatsOf(causes),
    lastResorts: new Set(
      causes.filter(({ lastResort }) => lastResort).map(({ id }) => id),
    ),
    givingWay: new Set(
      causes.filter(({ givesWay }) => givesWay).map(({ id }) => id),
    ),
    healthyToo: new Set(
      causes.filter(one => one.alsoWhenHealthy).map(({ id }) => id),
    ),
    stages: new Map(causes.map(({ id, state }) => [id, STAGES.indexOf(state)])),
  }),
);

/** Ids along a circle of `beats`, or `undefined` when there is none. A circle would leave no root cause. */
export function beatsCycle(beats: Beats): string[] | undefined {
  const done = new Set<string>();
  const visit = (id: string, path: string[]): string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (done.has(id)) return undefined;
    done.add(id);
    for (const next of beats.get(id) ?? []) {
      const cycle = visit(next, [...path, id]);
      if (cycle) return cycle;
    }
    return undefined;
  };
  for (const id of beats.keys()) {
    const cycle = visit(id, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/**
 * Which findings can be the cause of one, or its consequence: those of its container. A fault of the whole pod touches every container. Grouped
 * once: a pod may have hundreds of containers.
 */
function sharingContainer(
  findings: readonly Finding[],
): (one: Finding) => readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const { container } of findings) {
    if (container !== undefined) groups.set(container, []);
  }
  for (const finding of findings) {
    const { container } = finding;
    if (container !== undefined) groups.get(container)?.push(finding);
    else groups.forEach(group => group.push(finding));
  }
  return ({ container }) =>
    (container !== undefined && groups.get(container)) || findings;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** How far back a finding stands: 0 a cause, 1 what gives way to causes, 2 a last resort, which gives way to both. */
function depth(
  { cause, givesWay }: Finding,
  { lastResorts, givingWay }: Relations,
): number {
  if (lastResorts.has(cause)) return 2;
  return givesWay || givingWay.has(cause) ? 1 : 0;
}

/**
 * Most probable first: severity, what gives way to others last, the stage of life, the number of quotes, then id and container,
 * so that the order is always the same.
 */
function compareFindings(a: Finding, b: Finding, relations: Relations): number {
  const stage = ({ cause }: Finding) =>
    relations.stages.get(cause) ?? STAGES.length;
  return (
    WEIGHT[a.severity] - WEIGHT[b.severity] ||
    depth(a, relations) - depth(b, relations) ||
    stage(a) - stage(b) ||
    b.quotes.length - a.quotes.length ||
    compareText(a.cause, b.cause) ||
    compareText(a.container ?? '', b.container ?? '')
  );
}

/** Whether a finding's own `beats` name the cause of another, or its folder, and not the reverse. */
function namesItself(
  one: Finding,
  other: Finding,
  { stages }: Relations,
): boolean {
  const names = ({ beats = [] }: Finding, { cause }: Finding) =>
    beats.includes(cause) ||
    beats.includes(`${STAGES[stages.get(cause) ?? -1]}/*`);
  return one.cause !== other.cause && names(one, other) && !names(other, one);
}

/** Whether a finding takes another with it, as its cause. */
function hides(other: Finding, one: Finding, relations: Relations): boolean {
  const { beats } = relations;
  if (namesItself(other, one, relations)) return true;
  // What gives way here takes nothing with it.
  if (other.givesWay || namesItself(one, other, relations)) return false;
  return (
    beats.get(other.cause)?.has(one.cause) === true &&
    !beats.get(one.cause)?.has(other.cause)
  );
}

/** Whether a finding of a workload says no more than that the pod is at fault of which the other is the own finding. */
function speaksFor(
  other: Finding,
  one: Finding,
  { lastResorts }: Relations,
): boolean {
  const isPair = other.pod !== undefined && one.podAtFault === other.pod;
  return (
    isPair && (!lastResorts.has(other.cause) || lastResorts.has(one.cause))
  );
}

/**
 * Parts root causes from their consequences. A finding is contributing when another finding, for the same container or the
 * whole pod, has its cause in `beats` and is not itself beaten back by it: a circle (a fault in the data, refused by a law)
 * never hides everything. What gives way is contributing as soon as something else of its weight is known; a last resort is then left
 * out, because it says nothing that the other does not. What a workload's cause says of a pod at fault is a consequence of that pod's own
 * finding.
 */
export function rank(
  findings: readonly Finding[],
  relations: Relations,
): { found: Finding[]; contributing: Finding[] } {
  if (findings.length === 0) return { found: [], contributing: [] };
  const { lastResorts } = relations;
  const sorted = [...findings].sort((a, b) => compareFindings(a, b, relations));
  // A warning about the pod's start explains more than a last resort; one that healthy pods get too does not.
  const isTelling = ({ cause, severity }: Finding) =>
    severity === 'warning' && !relations.healthyToo.has(cause);
  const explains = (other: Finding, one: Finding) =>
    depth(other, relations) < depth(one, relations) &&
    (WEIGHT[other.severity] <= WEIGHT[one.severity] ||
      (lastResorts.has(one.cause) && isTelling(other)));
  const ofItsPod = (one: Finding) =>
    one.podAtFault !== undefined &&
    sorted.some(other => speaksFor(other, one, relations));
  const near = sharingContainer(sorted);
  const isExplained = (one: Finding) =>
    near(one).some(
      other =>
        other !== one &&
        !speaksFor(one, other, relations) &&
        (hides(other, one, relations) ||
          (explains(other, one) && !namesItself(one, other, relations))) &&
        !speaksFor(other, one, relations),
    );
  const explained = new Set(sorted.filter(isExplained));
  const beaten = sorted.filter(one => explained.has(one) || ofItsPod(one));
  // A longer circle, which a law refuses, must not end in "nothing found".
  const isCircle = beaten.length === sorted.length;
  if (isCircle) return { found: sorted, contributing: [] };
  const contributing = new Set(beaten);
  return {
    found: sorted.filter(one => !contributing.has(one)),
    contributing: beaten.filter(
      one => !(lastResorts.has(one.cause) && explained.has(one)),
    ),
  };
}
