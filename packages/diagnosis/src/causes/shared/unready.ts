import type { ContainerView, Quote } from '../../engine';
import {
  containersOf,
  isWarmingUp,
  memoLast,
  needed,
  parseTime,
  quoteOf,
  secondsSince,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod, Probe } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { ProbeProblem, ToldFailure } from './probeFailure';
import { newestFailure } from './probeFailure';

/** A container that runs, is not ready, and has had all the time its probe asks for. */
export interface Unready {
  readonly container: ContainerView;
  /** Empty when the spec holds none: events may still speak of it. */
  readonly probe: Probe;
  /** Seconds it has run, if known. */
  readonly ran: number | undefined;
}

/** Even a probe that asks for no patience leaves a program this long to start, in seconds. */
const LEAST_PATIENCE_SECONDS = 30;

/** Containers that run and are not ready although they have had their time; asked for by each container's log, among others. */
export const unreadyContainers = memoLast(
  (pod: Pod, now: number): readonly Unready[] => {
    if (pod.metadata.deletionTimestamp) return [];
    return containersOf(pod).flatMap(container => {
      const { status, spec, kind } = container;
      const { running } = status.state ?? {};
      if (kind === 'init' || status.ready || !running) return [];
      const ran = secondsSince(running.startedAt, now);
      const isEarly =
        isWarmingUp(container, now) ||
        (ran ?? Infinity) < LEAST_PATIENCE_SECONDS;
      return isEarly
        ? []
        : [{ container, probe: spec?.readinessProbe ?? {}, ran }];
    });
  },
);

/** An unready container with what its readiness probe met. */
export interface FailingReadiness extends Unready {
  readonly failure: ToldFailure;
  /** The event's words. */
  readonly message: string;
  readonly quotes: readonly Quote[];
}

/**
 * Containers whose readiness probe fails by one of the given problems. Asks for the events only when a container is not ready
 * although it had its time.
 */
export function failingReadiness(
  pod: Pod,
  events: Fact<FactValues['events']>,
  now: number,
  problems: readonly ProbeProblem[],
): FailingReadiness[] {
  const unready = unreadyContainers(pod, now);
  if (unready.length === 0) return [];
  const told = needed('events', events);
  return unready.flatMap(one => {
    const { container } = one;
    const failure = newestFailure(told, pod, container, 'readiness');
    const started = parseTime(container.status.state?.running?.startedAt) ?? 0;
    if (!failure || failure.lastSeen < started) return [];
    if (!problems.includes(failure.problem)) return [];
    const quotes = [
      ...quoteOf('events', told, `${failure.event}.message`),
      ...quoteOf('pod', pod, `${container.at}.ready`),
      ...quoteOf('events', told, `${failure.event}.count`),
    ];
    const message = told[failure.event]?.message ?? '';
    return { ...one, failure, message, quotes };
  });
}
