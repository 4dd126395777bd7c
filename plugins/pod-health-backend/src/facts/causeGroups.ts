import type { Finding } from 'pod-diagnosis';
import type { JudgedPod, JudgedService, JudgedWorkload } from './factIndex';

/** A pod, a workload or a service with what was found about it. */
export type Judged = JudgedPod | JudgedWorkload | JudgedService;

/** A cause in one of them. */
export interface Found {
  readonly judged: Judged;
  readonly finding: Finding;
  /** False when it only follows from another. */
  readonly root: boolean;
}

/** One cause in all that have it. */
export interface CauseGroup {
  /** What stands for all: a root cause when there is one. */
  readonly first: Found;
  readonly root: boolean;
  readonly podCount: number;
  readonly all: readonly Found[];
}

const SEVERITIES = ['critical', 'warning', 'info'];

/** What was found, by cause: root causes first, then by severity, then by how many pods have it. */
export function causeGroups(judged: readonly Judged[]): CauseGroup[] {
  const byCause = new Map<string, Found[]>();
  const speaking = new Set(judged.filter(tellsItself).map(placeOf));
  const all = judged.flatMap(foundIn).filter(each => !isTold(each, speaking));
  for (const found of all) {
    const group = byCause.get(found.finding.cause) ?? [];
    group.push(found);
    byCause.set(found.finding.cause, group);
  }
  return [...byCause.values()].map(groupOf).sort(byWeight);
}

function foundIn(judged: Judged): Found[] {
  const { found, contributing } = judged.diagnosis;
  return [
    ...found.map(finding => ({ judged, finding, root: true })),
    ...contributing.map(finding => ({ judged, finding, root: false })),
  ];
}

function tellsItself(judged: Judged): boolean {
  return 'pod' in judged && judged.diagnosis.found.length > 0;
}

function placeOf({ cluster, diagnosis: { subject } }: Judged): string {
  return `${cluster}/${subject.namespace}/${subject.name}`;
}

/** What a workload or service says of a pod that tells it itself: once is enough. */
function isTold(
  { judged, finding }: Found,
  speaking: ReadonlySet<string>,
): boolean {
  const { cluster, diagnosis } = judged;
  const { namespace } = diagnosis.subject;
  return (
    finding.pod !== undefined &&
    speaking.has(`${cluster}/${namespace}/${finding.pod}`)
  );
}

function groupOf(all: readonly Found[]): CauseGroup {
  // A service may be broken by what only spoils some of its pods: the gravest speaks for all.
  const [first] = [...all].sort(
    (a, b) => Number(b.root) - Number(a.root) || bySeverity(a, b),
  );
  const pods = all.map(({ judged }) => judged).filter(each => 'pod' in each);
  return { first, root: first.root, podCount: new Set(pods).size, all };
}

function byWeight(a: CauseGroup, b: CauseGroup): number {
  const [one, other] = [a.first.finding, b.first.finding];
  return (
    Number(b.root) - Number(a.root) ||
    bySeverity(a.first, b.first) ||
    b.podCount - a.podCount ||
    // A service without pods is explained by the workload that has none.
    Number('service' in a.first.judged) - Number('service' in b.first.judged) ||
    compare(one.cause, other.cause)
  );
}

function bySeverity(a: Found, b: Found): number {
  return (
    SEVERITIES.indexOf(a.finding.severity) -
    SEVERITIES.indexOf(b.finding.severity)
  );
}

/** The order of code units: the same in every language. */
export function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
