import { LIMITS, type PodRef } from 'backstage-plugin-pod-health-common';
import type { LogQuery } from '../api/PodHealthApi';

/** How far back a log is read: a number of lines, or a time. */
export const SINCE_CHOICES = ['tail', '5m', '1h', '24h'] as const;
/** One of {@link SINCE_CHOICES}. */
export type SinceChoice = (typeof SINCE_CHOICES)[number];

const MINUTES: Readonly<Record<Exclude<SinceChoice, 'tail'>, number>> = {
  '5m': 5,
  '1h': 60,
  '24h': 24 * 60,
};

/** What the reader chose in the log panel. */
export interface LogOptions {
  readonly container: string;
  readonly previous: boolean;
  readonly follow: boolean;
  readonly since: SinceChoice;
}

/** The query for what the reader chose. `now` is the server's clock, RFC 3339; without it a time cannot be asked for. */
export function logQuery(
  pod: PodRef,
  options: LogOptions,
  now: string,
): LogQuery {
  const { container, previous, since } = options;
  const base = {
    pod,
    container,
    previous,
    follow: options.follow && !previous,
  };
  const moment = Date.parse(now);
  return since === 'tail' || Number.isNaN(moment)
    ? { ...base, tailLines: LIMITS.logTailLines }
    : {
        ...base,
        tailLines: LIMITS.logTailLinesMax,
        sinceTime: new Date(moment - MINUTES[since] * 60_000).toISOString(),
      };
}
