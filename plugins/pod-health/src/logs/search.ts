import type { StyledText, TextStyle } from './ansi';
import type { LogRow } from './logBuffer';

/** A place where the searched text stands: the row's index in the buffer, and the span in its text. */
export interface Match {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** More matches than anybody steps through; beyond it the search only costs. */
export const MATCHES_MAX = 5_000;

/** Where `text` stands in the rows, first to last, whatever its case. Plain text, not a pattern. */
export function findMatches(
  rows: readonly LogRow[],
  text: string,
  max = MATCHES_MAX,
): readonly Match[] {
  if (text === '') {
    return [];
  }
  const pattern = new RegExp(escaped(text), 'giu');
  const matches: Match[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (row.kind === 'line') {
      for (const { 0: found, index: from } of row.text.matchAll(pattern)) {
        matches.push({ row: index, from, to: from + found.length });
        if (matches.length >= max) {
          return matches;
        }
      }
    }
  }
  return matches;
}

/** The match after or before the current one, around the ends. -1 when there is none. */
export function step(current: number, by: 1 | -1, count: number): number {
  return count === 0 ? -1 : (current + by + count) % count;
}

/** Matches by the row they stand in. */
export function matchesByRow(
  matches: readonly Match[],
): ReadonlyMap<number, readonly Match[]> {
  const rows = new Map<number, Match[]>();
  for (const match of matches) {
    const row = rows.get(match.row);
    if (row) {
      row.push(match);
    } else {
      rows.set(match.row, [match]);
    }
  }
  return rows;
}

/** A piece of a line: in one style, and either inside a match or not. */
export interface Piece {
  readonly text: string;
  readonly style: TextStyle;
  /** Which of the line's matches it belongs to; absent outside of them. */
  readonly match?: Match;
}

/** Cuts styled text at the borders of its matches, which are in order and do not overlap. */
export function cutAtMatches(
  parts: readonly StyledText[],
  matches: readonly Match[],
): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const { text, style } of parts) {
    const end = start + text.length;
    let at = start;
    for (const match of matches) {
      if (match.to > at && match.from < end) {
        const from = Math.max(match.from, at);
        const to = Math.min(match.to, end);
        push(pieces, text.slice(at - start, from - start), style);
        push(pieces, text.slice(from - start, to - start), style, match);
        at = to;
      }
    }
    push(pieces, text.slice(at - start), style);
    start = end;
  }
  return pieces;
}

function push(pieces: Piece[], text: string, style: TextStyle, match?: Match) {
  if (text !== '') {
    pieces.push(match ? { text, style, match } : { text, style });
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
