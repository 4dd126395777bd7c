import type { LogRecord } from 'backstage-plugin-pod-health-common';
import type { LogQuery } from '../api/PodHealthApi';

/**
 * How far a log has been read. The cluster resumes by whole seconds only (facts.md, "Logs and schemas"), so a resumed log begins
 * with lines that were seen already: those of the last second, told apart by their nanosecond time and, for equal times, by how many
 * there were.
 */
export class ResumePoint {
  private last = '';
  /** Lines seen at exactly {@link last}. */
  private count = 0;
  /** Lines at exactly {@link last} still to skip on this connection. */
  private skip = 0;

  /** The query for the next connection. */
  resume(query: LogQuery): LogQuery {
    if (this.last === '') {
      return query;
    }
    this.skip = this.count;
    const { tailLines, ...rest } = query;
    return { ...rest, sinceTime: `${this.last.slice(0, 19)}Z` };
  }

  /** The records of a batch that were not seen before. Markers always pass. */
  unseen(records: readonly LogRecord[]): readonly LogRecord[] {
    return records.filter(
      record => record.type === 'marker' || this.isNew(record.time),
    );
  }

  private isNew(time: string): boolean {
    const moment = comparable(time);
    if (moment === '') {
      return true;
    }
    if (moment === this.last) {
      if (this.skip > 0) {
        this.skip -= 1;
        return false;
      }
      this.count += 1;
      return true;
    }
    if (moment < this.last) {
      return false;
    }
    this.last = moment;
    this.count = 1;
    this.skip = 0;
    return true;
  }
}

/**
 * A moment as fixed-width UTC text with nanoseconds, so that text order is time order: kubelets drop trailing zeros of the fraction
 * and may write their own zone. Empty when unreadable.
 */
function comparable(time: string): string {
  const match = /^(.{19})(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(time);
  const seconds = match ? Date.parse(`${match[1]}${match[3]}`) : NaN;
  return match && !Number.isNaN(seconds)
    ? `${new Date(seconds).toISOString().slice(0, 19)}.${(
        match[2] ?? ''
      ).padEnd(9, '0')}`
    : '';
}
