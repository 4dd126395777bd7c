import type { TimelineKind } from 'backstage-plugin-pod-health-common';
import type { PodSubject, TimelineRecord } from './record';

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

/** What clocks that differ, and times cut to seconds, may turn round. */
export const SKEW_MS = 5_000;

/** For sorting. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The pod it happened to. */
export function podUid({ subject }: Happening): string | undefined {
  return 'pod' in subject ? subject.pod.uid : undefined;
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
