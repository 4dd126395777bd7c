/** How a schedule repeats. */
export interface Rhythm {
  /** The longest time between two runs, in seconds. */
  readonly longest: number;
  /** The shortest. */
  readonly shortest: number;
}

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');
const EVERY = /^@every (?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;
/** A time zone inside the schedule; not supported officially, but old clusters take it. */
export const ZONE_PREFIX = /^(?:CRON_)?TZ=\S{1,64}\s+/;

const DAY_SECONDS = 86_400;
/** Four years and some weeks: the 29th of February comes twice in it. */
const DAYS_WATCHED = 1_600;
const FIRST_DAY = Date.UTC(2023, 11, 1);

interface Range {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

function valueIn(text: string, { names = [], min }: Range): number {
  const i = names.indexOf(text.toLowerCase());
  if (i !== -1) return i + min;
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}

/** The numbers of one part of a field, such as `1-5` or `*` followed by a step; `undefined` when it cannot be read. */
function partOf(part: string, range: Range): number[] | undefined {
  const [what = '', step = '1', ...rest] = part.split('/');
  const [low = '', high, ...more] = what.split('-');
  const isAny = what === '*' || what === '?';
  const from = isAny ? range.min : valueIn(low, range);
  const last = part.includes('/') ? range.max : from;
  const to = high === undefined ? last : valueIn(high, range);
  const end = isAny ? range.max : to;
  const by = /^\d{1,3}$/.test(step) ? Number(step) : 0;
  const isGood = by > 0 && from >= range.min && end <= range.max && from <= end;
  if (!isGood || rest.length + more.length > 0) return undefined;
  const numbers: number[] = [];
  for (let n = from; n <= end; n += by) numbers.push(n);
  return numbers;
}

function fieldOf(field: string, range: Range): Set<number> | undefined {
  const numbers = new Set<number>();
  for (const part of field.split(',')) {
    const some = partOf(part, range);
    if (!some) return undefined;
    some.forEach(n => numbers.add(n));
  }
  return numbers;
}

/** Which days of the watched years a schedule names. A day of the month and a day of the week widen each other, when both are given. */
function daysOf(
  [month, dayOfMonth, dayOfWeek]: readonly [
    Set<number>,
    Set<number>,
    Set<number>,
  ],
  isAny: readonly [boolean, boolean],
): number[] {
  const days: number[] = [];
  for (let day = 0; day < DAYS_WATCHED; day += 1) {
    const date = new Date(FIRST_DAY + day * DAY_SECONDS * 1000);
    const byMonth = dayOfMonth.has(date.getUTCDate());
    const byWeek = dayOfWeek.has(date.getUTCDay());
    const isDay = isAny[0] || isAny[1] ? byMonth && byWeek : byMonth || byWeek;
    if (month.has(date.getUTCMonth() + 1) && isDay) days.push(day);
  }
  return days;
}

function timesOf(minute: Set<number>, hour: Set<number>): number[] {
  return [...hour]
    .flatMap(h => [...minute].map(m => h * 3600 + m * 60))
    .sort((a, b) => a - b);
}

function rhythmOf(days: readonly number[], times: readonly number[]): Rhythm {
  const first = times[0] ?? 0;
  const last = times[times.length - 1] ?? 0;
  let longest = 0;
  let shortest = Infinity;
  const see = (gap: number) => {
    longest = Math.max(longest, gap);
    shortest = Math.min(shortest, gap);
  };
  times.slice(1).forEach((time, i) => see(time - (times[i] ?? 0)));
  days
    .slice(1)
    .forEach((day, i) =>
      see((day - (days[i] ?? 0)) * DAY_SECONDS - last + first),
    );
  return { longest, shortest };
}

/**
 * How long a CronJob rests between runs, by its schedule; the time zone does not matter. `undefined` when the schedule cannot be read,
 * or names a day that never comes.
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function rhythm(schedule: string): Rhythm | undefined {
  const text = schedule.slice(0, 256).trim().replace(ZONE_PREFIX, '');
  const [, h, m, s] = EVERY.exec(text) ?? [];
  const every = Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0);
  if (every > 0) return { longest: every, shortest: every };
  const known = Object.hasOwn(MACROS, text) ? MACROS[text] : text;
  const fields = known.split(/\s+/);
  const [minute, hour, dayOfMonth, month, dayOfWeek] = [
    fieldOf(fields[0] ?? '', { min: 0, max: 59 }),
    fieldOf(fields[1] ?? '', { min: 0, max: 23 }),
    fieldOf(fields[2] ?? '', { min: 1, max: 31 }),
    fieldOf(fields[3] ?? '', { min: 1, max: 12, names: MONTHS }),
    fieldOf(fields[4] ?? '', { min: 0, max: 6, names: DAYS }),
  ];
  const isRead = minute && hour && dayOfMonth && month && dayOfWeek;
  if (fields.length !== 5 || !isRead) return undefined;
  const isAny = (field = '') => /^[*?]/.test(field);
  const days = daysOf(
    [month, dayOfMonth, dayOfWeek],
    [isAny(fields[2]), isAny(fields[4])],
  );
  return days.length < 2 ? undefined : rhythmOf(days, timesOf(minute, hour));
}
