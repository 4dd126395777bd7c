import type { LogMarker, LogRecord } from 'backstage-plugin-pod-health-common';
import { visibleText } from '../text/visibleText';
import { parseAnsi, type StyledText } from './ansi';

/** One row of the log view. `id` is unique in a buffer and grows. */
export type LogRow =
  | {
      readonly kind: 'line';
      readonly id: number;
      readonly time: string;
      /** What is shown, controls made visible. Search looks in it. */
      readonly text: string;
      readonly parts: readonly StyledText[];
      /** It continues the row before: the line was longer than one row may be. */
      readonly continues: boolean;
    }
  | {
      readonly kind: 'marker';
      readonly id: number;
      readonly marker: ShownMarker;
    };

/** Markers a reader sees; the others are the transport's own. */
export type ShownMarker = Exclude<
  LogMarker,
  { marker: 'heartbeat' } | { marker: 'continued' }
>;

/** The rows on the page, and how many older ones made room for them. */
export interface LogBuffer {
  readonly rows: readonly LogRow[];
  readonly dropped: number;
  readonly characters: number;
  readonly nextId: number;
  readonly continues: boolean;
}

/** What a page keeps: rows and UTF-16 units (security.md R11). Older rows go first. */
export const BUFFER_LIMITS = { rows: 20_000, characters: 20_000_000 };

export const EMPTY_BUFFER: LogBuffer = {
  rows: [],
  dropped: 0,
  characters: 0,
  nextId: 0,
  continues: false,
};

/** The buffer with more records, within its limits. */
export function append(
  buffer: LogBuffer,
  records: readonly LogRecord[],
  limits = BUFFER_LIMITS,
): LogBuffer {
  const rows = buffer.rows.slice();
  let { nextId, continues, characters } = buffer;
  for (const record of records) {
    if (record.type === 'line') {
      const row = lineRow(record, nextId, continues);
      rows.push(row);
      characters += row.text.length;
      nextId += 1;
      continues = false;
    } else if (record.marker.marker === 'continued') {
      continues = true;
    } else if (isShown(record.marker)) {
      rows.push({ kind: 'marker', id: nextId, marker: record.marker });
      nextId += 1;
    }
  }
  let surplus = 0;
  while (
    rows.length - surplus > limits.rows ||
    (characters > limits.characters && surplus < rows.length - 1)
  ) {
    characters -= sizeOf(rows[surplus]);
    surplus += 1;
  }
  return {
    rows: surplus > 0 ? rows.slice(surplus) : rows,
    dropped: buffer.dropped + surplus,
    characters,
    nextId,
    continues,
  };
}

function lineRow(
  record: Extract<LogRecord, { type: 'line' }>,
  id: number,
  continues: boolean,
) {
  const parts = parseAnsi(record.text.replace(/\r$/, '')).map(part => ({
    ...part,
    text: visibleText(part.text),
  }));
  const text = parts.map(part => part.text).join('');
  return {
    kind: 'line',
    id,
    time: record.time,
    text,
    parts,
    continues,
  } as const;
}

function isShown(marker: LogMarker): marker is ShownMarker {
  return marker.marker !== 'heartbeat' && marker.marker !== 'continued';
}

function sizeOf(row: LogRow): number {
  return row.kind === 'line' ? row.text.length : 0;
}
