import type { Cause, Severity } from './cause';
import type { Finding } from './diagnosis';

const WEIGHT: Record<Severity, number> = { critical: 0, warning: 1, info: 2 };

/** What each cause hides, by id. */
export type Beats = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads `beats` of all causes. */
export function beatsOf(causes: readonly Cause[]): Beats {
  return new Map(causes.map(cause => [cause.id, new Set(cause.beats)]));
}

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

/** A fault of the whole pod touches every container, so it can be the cause or the consequence of any. */
function sameContainer(a: Finding, b: Finding): boolean {
  return (
    a.container === undefined ||
    b.container === undefined ||
    a.container === b.container
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Most probable first: severity, then the number of quotes, then id and container, so that the order is always the same. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    WEIGHT[a.severity] - WEIGHT[b.severity] ||
    b.quotes.length - a.quotes.length ||
    compareText(a.cause, b.cause) ||
    compareText(a.container ?? '', b.container ?? '')
  );
}

/**
 * Parts root causes from their consequences. A finding is contributing when another finding, for the same container or the
 * whole pod, has its cause in `beats` and is not itself beaten back by it: a circle (a fault in the data, refused by a law)
 * never hides everything.
 */
export function rank(
  findings: readonly Finding[],
  beats: Beats,
): { found: Finding[]; contributing: Finding[] } {
  const sorted = [...findings].sort(compareFindings);
  const beaten = (finding: Finding) =>
    sorted.some(
      other =>
        beats.get(other.cause)?.has(finding.cause) &&
        !beats.get(finding.cause)?.has(other.cause) &&
        sameContainer(other, finding),
    );
  const found = sorted.filter(finding => !beaten(finding));
  // A longer circle, which a law refuses, must not end in "nothing found".
  if (found.length === 0) return { found: sorted, contributing: [] };
  return { found, contributing: sorted.filter(beaten) };
}
