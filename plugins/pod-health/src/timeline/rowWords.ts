import {
  isRoutine,
  type TimelineEntry,
  type TimelineKind,
} from 'backstage-plugin-pod-health-common';
import type { MessageKey, Say } from '../i18n/message';
import { entrySentence, subjectOf } from './entryWords';
import type { TimelineRow } from './timelineRows';

const STEPS: Partial<Record<TimelineKind, MessageKey>> = {
  created: 'timeline.step.created',
  scheduled: 'timeline.step.scheduled',
  pulled: 'timeline.step.pulled',
  started: 'timeline.step.started',
  ready: 'timeline.step.ready',
};

/** A line in one sentence; the steps of a start one after the other. */
export function rowSentence({ entries }: TimelineRow, say: Say): string {
  const [entry] = entries;
  if (entries.length === 1 || !isRoutine(entry.kind)) {
    return entrySentence(entry, say);
  }
  const steps = entries.flatMap(({ kind }) => STEPS[kind] ?? []);
  return say('timeline.start', {
    what: subjectOf(entry, say, false),
    // Each container is started, and has its image pulled.
    steps: [...new Set(steps)].map(key => say(key)).join(say('timeline.comma')),
  });
}

/** How often something happened and since when, or between when; `undefined` when once at a known time. */
export function timesWords(
  { kind, at, until, count, pods = 0, notBefore }: TimelineEntry,
  say: Say,
  momentOf: (time: string) => string,
): string | undefined {
  if (notBefore !== undefined) {
    return say('timeline.between', {
      from: momentOf(notBefore),
      to: momentOf(at),
    });
  }
  if (kind === 'restarted') {
    return say('timeline.soFar', { count: count ?? 1 });
  }
  if (count === undefined || count <= pods) {
    return undefined;
  }
  return until === undefined
    ? say('timeline.times', { count })
    : say('timeline.timesSince', { count, time: momentOf(at) });
}
