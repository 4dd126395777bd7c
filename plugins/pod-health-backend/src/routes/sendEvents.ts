import type { Problem } from 'backstage-plugin-pod-health-common';
import type { Response } from 'express';
import { StreamEnd } from '../logs/followLog';
import type { Clock } from '../time/clock';
import type { StreamSignal } from './accessSignal';
import { sendStream } from './sendStream';

/** What all streams of numbered events share: each says which state it leads to. */
interface NumberedEvent {
  readonly type: string;
  readonly seq: number;
}

/** Writes the events of one stream; a heartbeat and an error bear the number of the last event before them. */
class EventLines {
  #seq = 0;

  /** A line, newline included. */
  event(event: NumberedEvent): string {
    this.#seq = event.seq;
    return `${JSON.stringify(event)}\n`;
  }

  heartbeat(): string {
    return this.event({ type: 'heartbeat', seq: this.#seq });
  }

  error(problem: Problem): string {
    const event = { type: 'error', seq: this.#seq, problem };
    return this.event(event);
  }
}

/**
 * Sends events, one JSON object a line, with heartbeats between them. When the stream had to end it ends with an `error` event that says why.
 * Releases the signal.
 */
export async function sendEvents(
  response: Response,
  events: AsyncIterable<NumberedEvent>,
  stream: StreamSignal,
  clock: Clock,
): Promise<void> {
  const lines = new EventLines();
  async function* text() {
    for await (const event of events) {
      yield lines.event(event);
    }
    const problem = whyEnded(stream.signal);
    if (problem) {
      yield lines.error(problem);
    }
  }
  try {
    await sendStream(response, text(), {
      contentType: 'application/x-ndjson; charset=utf-8',
      clock,
      heartbeat: () => lines.heartbeat(),
      gone: stream.gone,
    });
  } finally {
    stream.release();
  }
}

function whyEnded({ reason }: AbortSignal): Problem | undefined {
  if (!(reason instanceof StreamEnd)) {
    return undefined;
  }
  const { why, problem } = reason;
  if (problem) {
    return problem;
  }
  const code = why === 'shutting-down' ? why : 'user-required';
  return { code, details: {} };
}
