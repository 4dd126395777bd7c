import type { Finding } from 'pod-diagnosis';
import type { JudgedPod, JudgedWorkload } from './factIndex';

/** A pod or a workload with what was found about it. */
export type Judged = JudgedPod | JudgedWorkload;

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

/** What a workload says of a pod that tells it itself: once is enough. */
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
  const first = all.find(({ root }) => root) ?? all[0];
  const pods = all.map(({ judged }) => judged).filter(each => 'pod' in each);
  return { first, root: first.root, podCount: new Set(pods).size, all };
}

function byWeight(a: CauseGroup, b: CauseGroup): number {
  const [one, other] = [a.first.finding, b.first.finding];
  return (
    Number(b.root) - Number(a.root) ||
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
    b.podCount - a.podCount ||
    compare(one.cause, other.cause)
  );
}

/** The order of code units: the same in every language. */
export function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
