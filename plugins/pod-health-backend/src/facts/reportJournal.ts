import {
  healthChange,
  isNews,
  type HealthChange,
  type HealthEvent,
  type HealthReport,
} from 'backstage-plugin-pod-health-common';

/** Changes kept for readers that come back; their sum is held below the size of a report, from which on a report is shorter. */
const CHANGES_KEPT = 500;

interface Written {
  readonly seq: number;
  readonly change: HealthChange;
  readonly chars: number;
}

/** What a line of the stream says of health. */
export type JournalEvent = Omit<HealthEvent, 'type'> & {
  readonly type: 'report' | 'change';
};

/**
 * The reports of one entity in one language, numbered, each worked out once for all who read them: the newest whole, the ones before as the
 * changes that led to it.
 */
export class ReportJournal {
  #report: HealthReport | undefined;
  #seq = 0;
  #changes: Written[] = [];
  readonly #wakes = new Set<() => void>();
  #readers = 0;
  /** What is written while nobody reads may be old; the next reader waits for what holds now. */
  #isFresh = false;

  /** `id`: names this row of numbers; no two journals of any replica share one. */
  constructor(readonly id: string) {}

  /** Writes a report; one that says the same as the last only moves its time on. */
  put(report: HealthReport): void {
    const before = this.#report;
    this.#report = report;
    this.#isFresh = true;
    const change = before && healthChange(before, report);
    if (!change || isNews(change)) {
      this.#write(change);
    }
    [...this.#wakes].forEach(wake => wake());
  }

  #write(change: HealthChange | undefined): void {
    this.#seq += 1;
    if (change) {
      const chars = JSON.stringify(change).length;
      this.#changes.push({ seq: this.#seq, change, chars });
      this.#changes.splice(0, this.#changes.length - CHANGES_KEPT);
    }
  }

  /**
   * Tells what is known, then each change, until the signal aborts. `after`, as `<id>.<seq>`: what a reader of this journal knows already; it
   * is told what it missed. A reader who is not known here, or has missed more than a report's worth, gets the report.
   */
  async *read(
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<JournalEvent, void> {
    this.#readers += 1;
    try {
      yield* this.#events(after, signal);
    } finally {
      this.#readers -= 1;
      this.#isFresh &&= this.#readers > 0;
    }
  }

  async *#events(
    after: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<JournalEvent, void> {
    let known = this.#known(after);
    let isFirst = true;
    for (;;) {
      await this.#news(isFirst ? undefined : known, signal);
      if (signal.aborted || !this.#report) {
        return;
      }
      const events = this.#since(known, this.#report);
      if (isFirst && events.length === 0) {
        // A reader who comes back is told at once that nothing has changed.
        const { asOf } = this.#report;
        yield { type: 'change', seq: this.#seq, change: { asOf } };
      }
      known = this.#seq;
      isFirst = false;
      yield* events;
    }
  }

  /** Resolves when there is a report of now with another number than this, or the signal aborts. */
  async #news(known: number | undefined, signal: AbortSignal): Promise<void> {
    const isDue = () =>
      signal.aborted || (this.#isFresh && this.#seq !== known);
    while (!isDue()) {
      await this.#nextPut(signal);
    }
  }

  #nextPut(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        this.#wakes.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wakes.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #known(after: string | undefined): number | undefined {
    const [id, text] = (after ?? '').split('.');
    const seq = Number(text);
    return id === this.id && Number.isSafeInteger(seq) ? seq : undefined;
  }

  /** What leads from a report to the newest: the changes, or the newest itself where they are gone or longer. */
  #since(known: number | undefined, report: HealthReport): JournalEvent[] {
    const whole: JournalEvent = {
      type: 'report',
      seq: this.#seq,
      stream: this.id,
      report,
    };
    if (known === undefined || known > this.#seq) {
      return [whole];
    }
    const missed = this.#changes.filter(({ seq }) => seq > known);
    if (missed.length < this.#seq - known) {
      return [whole];
    }
    const chars = missed.reduce((sum, each) => sum + each.chars, 0);
    if (missed.length > 1 && chars > JSON.stringify(report).length) {
      return [whole];
    }
    return missed.map(({ seq, change }) => ({ type: 'change', seq, change }));
  }
}
