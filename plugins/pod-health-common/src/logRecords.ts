import type { Problem } from './api';

/** First character of a marker line: U+001E, record separator. A log line begins with a digit, so nothing a program prints can pass for a marker. */
export const MARKER_PREFIX = '\u001e';

/** A line without an end longer than this is given up by the decoder: the server cuts far below it (LIMITS.logLineBytes). */
const LINE_MAX_CHARS = 256 * 1024;

/**
 * Why no more lines come. `complete`: all that was asked for was sent (no follow). `container-ended`: it will not run
 * again. `not-started`: it has never run. `gave-up`: the cluster could not be reached for five minutes. `access-ended`:
 * the caller's credential ran out, open the stream again with a fresh one. `problem`: see the problem.
 */
export type LogEnd =
  | 'complete'
  | 'container-ended'
  | 'not-started'
  | 'pod-gone'
  | 'gave-up'
  | 'access-ended'
  | 'shutting-down'
  | 'problem';

/** Something said between the lines of a log. Times are RFC 3339. */
export type LogMarker =
  /** The container was started again; what follows is the new instance. How the old one ended, if the cluster says. */
  | {
      readonly marker: 'restarted';
      readonly exitCode?: number;
      readonly reason?: string;
      readonly at?: string;
    }
  /** The container is not running now; the stream waits. `reason` is the cluster's, such as `CrashLoopBackOff`. */
  | { readonly marker: 'waiting'; readonly reason?: string }
  /** The connection to the cluster broke; the stream goes on by itself. Nothing is sent twice. */
  | { readonly marker: 'reconnecting'; readonly problem: Problem }
  /** Lines are missing here: the log was rotated while nobody could read it. `bytes` when it is known how much. */
  | { readonly marker: 'skipped'; readonly bytes?: number }
  /** The next line goes on from the one before, which was cut because of its length. */
  | { readonly marker: 'continued' }
  /** The last record. */
  | {
      readonly marker: 'ended';
      readonly why: LogEnd;
      readonly exitCode?: number;
      readonly reason?: string;
      readonly problem?: Problem;
    }
  /** Nothing to say: keeps proxies from closing an idle stream. */
  | { readonly marker: 'heartbeat'; readonly now: string };

/** One record of a log stream. `time` is `''` when the cluster gave none; else RFC 3339 with nanoseconds. */
export type LogRecord =
  | { readonly type: 'line'; readonly time: string; readonly text: string }
  | { readonly type: 'marker'; readonly marker: LogMarker };

const MARKERS: readonly LogMarker['marker'][] = [
  'restarted',
  'waiting',
  'reconnecting',
  'skipped',
  'continued',
  'ended',
  'heartbeat',
];

/** RFC 3339 with a fraction, as the kubelet writes it with `timestamps=true`. */
const TIME =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** One marker as a line of the stream, newline included. */
export function encodeMarker(marker: LogMarker): string {
  return `${MARKER_PREFIX}${JSON.stringify(marker)}\n`;
}

/** One log line as a line of the stream, newline included. A newline inside `text` would end the line early: refuse it. */
export function encodeLine(time: string, text: string): string {
  if (text.includes('\n')) {
    throw new RangeError('a log line must not contain a newline');
  }
  return `${time} ${text}\n`;
}

/**
 * Reads one line of the stream, without its newline. Total: never throws. `undefined` for a marker that cannot be read,
 * or that a newer server knows and this code does not.
 */
export function parseLogRecord(line: string): LogRecord | undefined {
  if (line.startsWith(MARKER_PREFIX)) {
    const marker = decodeMarker(line.slice(MARKER_PREFIX.length));
    return marker && { type: 'marker', marker };
  }
  const space = line.indexOf(' ');
  const time = space < 0 ? line : line.slice(0, space);
  if (!TIME.test(time)) {
    return { type: 'line', time: '', text: line };
  }
  return {
    type: 'line',
    time,
    text: space < 0 ? '' : line.slice(space + 1),
  };
}

function decodeMarker(json: string): LogMarker | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isMarker(value) ? value : undefined;
  } catch {
    return undefined; // cut off or not JSON: said by the return value
  }
}

function isMarker(value: unknown): value is LogMarker {
  return (
    typeof value === 'object' &&
    value !== null &&
    'marker' in value &&
    MARKERS.some(known => known === value.marker) &&
    (value.marker !== 'ended' ||
      ('why' in value && typeof value.why === 'string'))
  );
}

/** Turns the bytes of a log stream, in whatever chunks they come, into records. One per stream. */
export interface LogDecoder {
  /** Records completed by this chunk. */
  push(chunk: Uint8Array): readonly LogRecord[];
  /** The stream is over. A line without its end was cut off: it is dropped, and comes whole when the stream is resumed. */
  end(): void;
}

/** A {@link LogDecoder}. Broken UTF-8 becomes U+FFFD, whatever the chunks. */
export function createLogDecoder(): LogDecoder {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  return {
    push(chunk) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split(
        '\n',
      );
      rest = lines.pop() ?? '';
      if (rest.length > LINE_MAX_CHARS) {
        lines.push(rest);
        rest = '';
      }
      return lines.flatMap(line => parseLogRecord(line) ?? []);
    },
    end() {
      rest = '';
    },
  };
}
