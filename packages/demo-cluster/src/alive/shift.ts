import type { KubeObject, RecordedLog, Recording } from '../types';

const WHOLE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z$/;
const LEADING = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z(?= )/;

/** Times before this are placeholders of the API (the epoch), no moments. */
const FIRST_REAL = Date.UTC(2000, 0, 1);

function moved(
  second: string,
  fraction: string | undefined,
  by: number,
): string {
  const time = Date.parse(`${second}Z`);
  if (time < FIRST_REAL) {
    return `${second}${fraction ?? ''}Z`;
  }
  return `${new Date(time + by).toISOString().slice(0, 19)}${fraction ?? ''}Z`;
}

/** Moves every string that is a whole RFC 3339 time, however deep. */
export function shiftTimes<T>(value: T, by: number): T {
  if (typeof value === 'string') {
    const match = WHOLE.exec(value);
    return (match ? moved(match[1], match[2], by) : value) as T; // a string for a string
  }
  if (Array.isArray(value)) {
    return value.map(entry => shiftTimes(entry, by)) as T; // a list for a list
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([field, entry]) => [
      field,
      shiftTimes(entry, by),
    ]);
    return Object.fromEntries(entries);
  }
  return value;
}

/** The log's lines, moved; without those that were written while the recording was being taken. */
function shiftLog(log: RecordedLog, by: number, now: number): RecordedLog {
  const lines = log.lines
    .map(line =>
      line.replace(LEADING, (_, second, fraction) =>
        moved(second, fraction, by),
      ),
    )
    .filter(line => Date.parse(line.slice(0, line.indexOf(' '))) <= now);
  return { ...log, lines };
}

/** The recording as if it had been taken at `now` (milliseconds). Moves by whole seconds, so that fractions stay. */
export function shiftRecording(recording: Recording, now: number): Recording {
  const by = Math.floor((now - Date.parse(recording.recordedAt)) / 1000) * 1000;
  return {
    ...recording,
    recordedAt: new Date(now).toISOString(),
    objects: recording.objects.map((object: KubeObject) =>
      shiftTimes(object, by),
    ),
    logs: recording.logs.map(log => shiftLog(log, by, now)),
  };
}
