const TIME =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** What to do with a line that comes again after a reconnect. `lost`: show it, but lines before it are missing. */
export type Again = 'seen' | 'new' | 'lost';

/** A way to go on after a reconnect. */
export interface Resume {
  /** For the log request; the API's resolution is one second, so what was seen of this second comes again. */
  readonly sinceTime: string;
  /** Judges each piece of the new stream, in order. `time` is its line's. */
  judge(time: string): Again;
}

/**
 * Remembers how far a log was read, so that after a reconnect nothing is lost and nothing shown twice (facts.md, "Logs and
 * schemas"). Counts pieces (lines, or parts of long ones) of the newest second seen, and knows the first of them by its
 * nanosecond time, because a log read by its tail may begin inside a second.
 */
export class LogCursor {
  #second = '';
  #secondMs = -Infinity;
  #anchor = '';
  #last = '';
  #count = 0;

  /** Notes a piece that was passed on. One whose time cannot be read cannot be resumed from, and is not counted. */
  note(time: string): void {
    const second = secondOf(time);
    if (!second) {
      return;
    }
    if (second.ms > this.#secondMs) {
      this.#second = second.text;
      this.#secondMs = second.ms;
      this.#anchor = time;
      this.#last = time;
      this.#count = 1;
    } else if (second.ms === this.#secondMs) {
      this.#last = time > this.#last ? time : this.#last;
      this.#count++;
    }
    // An older second: two streams of a container may be written out of order; the resume does not ask for it.
  }

  /** To go on in the same instance's log. `undefined` when nothing was seen yet: then ask again as at first. */
  resume(): Resume | undefined {
    const { sinceTime, ms, anchor, last } = this.#position();
    if (sinceTime === '') {
      return undefined;
    }
    let left = this.#count;
    let found = false;
    let lost = false;
    return {
      sinceTime,
      judge: time => {
        const second = secondOf(time);
        if (!second || second.ms < ms) {
          return 'seen';
        }
        const inSecond = second.ms === ms;
        found ||= inSecond && time === anchor;
        if (found && inSecond && left > 0) {
          left--;
          return 'seen';
        }
        if (lost || (found && left === 0)) {
          return !found && time <= last ? 'seen' : 'new';
        }
        if (inSecond && time <= last) {
          return 'seen'; // before what the tail began with, or rotated away around it
        }
        lost = true;
        return 'lost';
      },
    };
  }

  /** To go on in the log of the next instance: another file, in which only newer lines are of interest. */
  resumeInNext(): Resume | undefined {
    const { sinceTime, ms, last } = this.#position();
    if (sinceTime === '') {
      return undefined;
    }
    return {
      sinceTime,
      judge: time => {
        const second = secondOf(time);
        return second && (second.ms > ms || time > last) ? 'new' : 'seen';
      },
    };
  }

  #position() {
    return {
      sinceTime: this.#second,
      ms: this.#secondMs,
      anchor: this.#anchor,
      last: this.#last,
    };
  }
}

function secondOf(time: string): { text: string; ms: number } | undefined {
  const parts = TIME.exec(time);
  if (!parts) {
    return undefined;
  }
  const text = parts[1] + parts[2];
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : { text, ms };
}
