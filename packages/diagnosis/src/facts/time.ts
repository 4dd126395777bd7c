const RFC3339 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds since the epoch of an RFC 3339 time, as the API writes it; `undefined` for anything else. A time without a
 * zone is refused: it would mean the machine's own.
 */
export function parseTime(value: string | undefined): number | undefined {
  if (value === undefined || !RFC3339.test(value)) return undefined;
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Seconds from `from` to `to` (a moment in milliseconds); `undefined` when `from` is no time. */
export function secondsSince(
  from: string | undefined,
  to: number,
): number | undefined {
  const start = parseTime(from);
  return start === undefined ? undefined : (to - start) / 1000;
}
