/** The page's language, as the backend and Intl know it. */
export type Lang = 'en' | 'zh';

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/**
 * How long before `now` something was: "5 minutes ago". Both moments are the server's, RFC 3339; the browser's clock may be
 * a day off (security.md R13). A moment in the future counts as now. Empty for a moment that cannot be read.
 */
export function timeAgo(at: string, now: string, lang: Lang): string {
  const seconds = secondsBetween(at, now);
  if (seconds === undefined) {
    return '';
  }
  const { unit, seconds: size } = unitOf(seconds);
  return spaced(
    new Intl.RelativeTimeFormat(localeOf(lang), {
      numeric: 'auto',
      style: 'short',
    }).format(-Math.floor(seconds / size), unit),
  );
}

/** A number set off from Chinese, as everywhere else on the page: Intl writes them together. */
function spaced(text: string): string {
  return text.replace(/(\d)(?=\p{Script=Han})/gu, '$1 ');
}

/** How long something has lasted at `now`: "3 hr". Empty for a moment that cannot be read. */
export function ageOf(at: string, now: string, lang: Lang): string {
  const seconds = secondsBetween(at, now);
  if (seconds === undefined) {
    return '';
  }
  const { unit, seconds: size } = unitOf(seconds);
  return spaced(
    new Intl.NumberFormat(localeOf(lang), {
      style: 'unit',
      unit,
      unitDisplay: 'short',
    }).format(Math.floor(seconds / size)),
  );
}

/** The clock time of a moment, in the reader's time zone: "14:03:22". Empty for a moment that cannot be read. */
export function clockTime(at: string, lang: Lang): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? ''
    : new Intl.DateTimeFormat(localeOf(lang), {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
      }).format(date);
}

/** The day of a moment, in the reader's time zone: "Mar 2". Empty for a moment that cannot be read. */
export function dayText(at: string, lang: Lang): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? ''
    : new Intl.DateTimeFormat(localeOf(lang), {
        month: 'short',
        day: 'numeric',
      }).format(date);
}

/** The clock time of a moment, with its day when that is not the day of `now`: "Mar 1 14:03:22". */
export function momentText(at: string, now: string, lang: Lang): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const time = clockTime(at, lang);
  return isToday || time === '' ? time : `${dayText(at, lang)} ${time}`;
}

/** A countdown: "4:09", "1:00:00". Never below zero. */
export function countdown(milliseconds: number): string {
  const total = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${minutes}:${seconds}`;
}

function secondsBetween(at: string, now: string): number | undefined {
  const seconds = (Date.parse(now) - Date.parse(at)) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

function unitOf(seconds: number) {
  return UNITS.find(({ seconds: size }) => seconds >= size) ?? UNITS[3];
}

/** The locale in which Intl writes for a language of the page. */
export function localeOf(lang: Lang): string {
  return lang === 'zh' ? 'zh-CN' : 'en';
}
