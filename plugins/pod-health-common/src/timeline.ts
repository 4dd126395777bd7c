import type { TimelineEntry, TimelineKind } from './api';

/** Kinds in the order in which they follow each other within one second, the time that the cluster tells. */
const ORDER: readonly TimelineKind[] = [
  'rolled-out',
  'scaled',
  'node',
  'evicted',
  'deleted',
  'replaced',
  'created',
  'scheduled',
  'pulled',
  'started',
  'ready',
  'debugged',
  'probe-failed',
  'finished',
  'failed',
  'restarted',
  'not-ready',
  'warning',
];

/** What happens to each pod that starts: no news of its own. */
const ROUTINE: readonly TimelineKind[] = [
  'created',
  'scheduled',
  'pulled',
  'started',
  'ready',
];

/** Whether it is what happens to each pod that starts. */
export function isRoutine(kind: TimelineKind): boolean {
  return ROUTINE.includes(kind);
}

/** When an entry last happened: milliseconds since the epoch. */
export function lastTime({ at, until }: TimelineEntry): number {
  return Date.parse(until ?? at);
}

/** The order of a timeline: newest first; total, so that the same entries always stand in the same order. */
export function compareEntries(a: TimelineEntry, b: TimelineEntry): number {
  return (
    lastTime(b) - lastTime(a) ||
    ORDER.indexOf(b.kind) - ORDER.indexOf(a.kind) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}
