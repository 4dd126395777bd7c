import type { HealthEvent, Problem } from 'backstage-plugin-pod-health-common';
import type { HealthHub, HealthView } from './healthHub';

/** Writes the events of one stream; those that say nothing of health bear the number of the last that did. */
export class HealthEventLines {
  #seq = 0;

  /** One event as a line of the stream, newline included. */
  line(event: Omit<HealthEvent, 'seq'> & { readonly seq?: number }): string {
    this.#seq = event.seq ?? this.#seq;
    return `${JSON.stringify({ ...event, seq: this.#seq })}\n`;
  }
}

/** What is read of whom, and from where on. */
export interface HealthRequest extends HealthView {
  /** `<stream>.<seq>` of the last event that the reader has. */
  readonly after?: string;
}

/**
 * An entity's health as lines: a report as soon as there is one, then what changes. Ends when the signal aborts, with an `error` event when
 * `whyEnded` gives one.
 */
export async function* healthEvents(
  hub: HealthHub,
  { after, ...view }: HealthRequest,
  lines: HealthEventLines,
  signal: AbortSignal,
  whyEnded: () => Problem | undefined,
): AsyncGenerator<string, void> {
  for await (const event of hub.read(view, after, signal)) {
    yield lines.line(event);
  }
  const problem = whyEnded();
  if (problem) {
    yield lines.line({ type: 'error', problem });
  }
}
