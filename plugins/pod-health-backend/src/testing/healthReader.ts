import {
  applyHealthChange,
  type HealthEvent,
  type HealthReport,
  type TimelineEntry,
} from 'backstage-plugin-pod-health-common';
import type { OpenStream } from './readStream';

/** What has not come by then does not come: far more than a rollout of one small pod takes. */
const PATIENCE_MS = 60_000;

/** Reads a stream of health as the page does. */
export class HealthReader {
  #report: HealthReport | undefined;

  constructor(private readonly stream: OpenStream) {}

  /** The report, as soon as there is an entry like this in its timeline. */
  async until(isIt: (entry: TimelineEntry) => boolean): Promise<HealthReport> {
    return this.when(({ timeline }) => timeline.some(isIt));
  }

  /** The report, as soon as it is so. Rejects with what happened until then when the stream ends before, or a minute has passed. */
  async when(isSo: (report: HealthReport) => boolean): Promise<HealthReport> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>(resolve => {
      timer = setTimeout(resolve, PATIENCE_MS, undefined);
    });
    try {
      while (!this.#report || !isSo(this.#report)) {
        const line = await Promise.race([this.stream.next(), late]);
        if (line === undefined) {
          throw new Error(
            `not seen: ${JSON.stringify(this.#report?.timeline)}`,
          );
        }
        this.#take(JSON.parse(line));
      }
      return this.#report;
    } finally {
      clearTimeout(timer);
    }
  }

  #take({ report, change }: HealthEvent): void {
    const known = this.#report;
    this.#report =
      known && change ? applyHealthChange(known, change) : report ?? known;
  }
}
