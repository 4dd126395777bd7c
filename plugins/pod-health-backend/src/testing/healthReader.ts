import {
  applyHealthChange,
  type HealthEvent,
  type HealthReport,
  type TimelineEntry,
} from 'backstage-plugin-pod-health-common';
import type { OpenStream } from './readStream';

/** Reads a stream of health as the page does. */
export class HealthReader {
  #report: HealthReport | undefined;

  constructor(private readonly stream: OpenStream) {}

  /** The report, as soon as there is an entry like this in its timeline. */
  async until(isIt: (entry: TimelineEntry) => boolean): Promise<HealthReport> {
    return this.when(({ timeline }) => timeline.some(isIt));
  }

  /** The report, as soon as it is so. Rejects with what happened until then when the stream ends before. */
  async when(isSo: (report: HealthReport) => boolean): Promise<HealthReport> {
    while (!this.#report || !isSo(this.#report)) {
      const line = await this.stream.next();
      if (line === undefined) {
        throw new Error(`ended: ${JSON.stringify(this.#report?.timeline)}`);
      }
      this.#take(JSON.parse(line));
    }
    return this.#report;
  }

  #take({ report, change }: HealthEvent): void {
    const known = this.#report;
    this.#report =
      known && change ? applyHealthChange(known, change) : report ?? known;
  }
}
