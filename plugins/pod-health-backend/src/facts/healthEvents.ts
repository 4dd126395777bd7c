import type {
  HealthEvent,
  HealthReport,
  Lang,
  Problem,
} from 'backstage-plugin-pod-health-common';
import type { EntityPods } from '../entity/types';
import type { Judgement } from './entityHealth';
import type { HealthHub } from './healthHub';
import { healthReport } from './healthReport';
import { Newest } from './newest';

/** Numbers the events of one stream. */
export class HealthEventLines {
  #seq = 0;

  /** One event as a line of the stream, newline included. */
  line(event: Omit<HealthEvent, 'seq'>): string {
    return `${JSON.stringify({ ...event, seq: this.#seq++ })}\n`;
  }
}

/** Whose health, as seen by whom. */
export interface HealthView {
  readonly where: EntityPods;
  readonly withLogs: boolean;
  readonly lang: Lang;
}

/**
 * An entity's health as lines: a report as soon as there is one, then one whenever it says something else. A slow reader
 * misses reports in between, never the newest. Ends when the signal aborts, with an `error` event when `whyEnded` gives one.
 */
export async function* healthEvents(
  hub: HealthHub,
  { where, withLogs, lang }: HealthView,
  lines: HealthEventLines,
  signal: AbortSignal,
  whyEnded: () => Problem | undefined,
): AsyncGenerator<string, void> {
  const newest = new Newest<Judgement>(signal);
  hub.follow(where, withLogs, judgement => newest.put(judgement), signal);
  let said = '';
  for await (const judgement of newest) {
    const report = healthReport(judgement, lang);
    const says = withoutTimes(report);
    if (says !== said) {
      said = says;
      yield lines.line({ type: 'report', report });
    }
  }
  const problem = whyEnded();
  if (problem) {
    yield lines.line({ type: 'error', problem });
  }
}

/** What a report says, apart from when. */
function withoutTimes({ asOf: _, clusters, ...rest }: HealthReport): string {
  return JSON.stringify([
    rest,
    // Of a cluster that cannot be followed the time is news.
    clusters.map(({ asOf, ...cluster }) =>
      cluster.status === 'live' ? cluster : { ...cluster, asOf },
    ),
  ]);
}
