import type { findMatches } from './search';

/** What is set by the reader and acts on the page only. */
export interface LogViewOptions {
  readonly wrap: boolean;
  readonly times: boolean;
}

/** A search in the rows on the page, and where the reader stands in it. */
export interface LogSearch {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly matches: ReturnType<typeof findMatches>;
  /** Index in `matches`, or -1. */
  readonly current: number;
  readonly move: (by: 1 | -1) => void;
}
