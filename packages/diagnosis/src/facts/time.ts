const RFC3339 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** The number that some decimal digits write; `NaN` for anything else. */
function digits(value: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i += 1) {
    const digit = value.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Whether a month of a year has that day; `month` from 1. */
function isDay(year: number, month: number, day: number): boolean {
  if (day <= 28) return day >= 1;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The time in the form in which the API writes nearly all of them, `2024-05-01T10:00:00Z`; `undefined` for any other form. Ten
 * thousand events are asked for their times by many causes, and `Date.parse` behind a pattern takes three times as long.
 */
function inPlainForm(value: string): number | undefined {
  if (value.length !== 20 || value[19] !== 'Z' || value[10] !== 'T')
    return undefined;
  if (value[4] !== '-' || value[7] !== '-') return undefined;
  if (value[13] !== ':' || value[16] !== ':') return undefined;
  const [year, month] = [digits(value, 0, 4), digits(value, 5, 7)];
  const [day, hour] = [digits(value, 8, 10), digits(value, 11, 13)];
  const [minute, second] = [digits(value, 14, 16), digits(value, 17, 19)];
  const isPlain =
    year >= 1970 &&
    month >= 1 &&
    month <= 12 &&
    isDay(year, month, day) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  return isPlain
    ? Date.UTC(year, month - 1, day, hour, minute, second)
    : undefined;
}

function parsed(value: string): number | undefined {
  const plain = inPlainForm(value);
  if (plain !== undefined) return plain;
  if (!RFC3339.test(value)) return undefined;
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** What was asked for last: events of one second stand side by side, and comparing two texts takes less than reading one. */
let lastValue = '';
let lastTime: number | undefined;

/**
 * Milliseconds since the epoch of an RFC 3339 time, as the API writes it; `undefined` for anything else. A time without a
 * zone is refused: it would mean the machine's own.
 */
export function parseTime(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (value !== lastValue) {
    lastTime = parsed(value);
    lastValue = value;
  }
  return lastTime;
}

/** Seconds from `from` to `to` (a moment in milliseconds); `undefined` when `from` is no time. */
export function secondsSince(
  from: string | undefined,
  to: number,
): number | undefined {
  const start = parseTime(from);
  return start === undefined ? undefined : (to - start) / 1000;
}
