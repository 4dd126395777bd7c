import { localeOf, type Lang } from './time';

/** A number with the language's separators: "1,000". */
export function numberText(value: number, lang: Lang): string {
  return new Intl.NumberFormat(localeOf(lang)).format(value);
}

/** A number of bytes as people read it, in powers of ten: "1.4 MB". */
export function sizeText(bytes: number, lang: Lang): string {
  const [unit, size] =
    bytes >= 1_000_000
      ? (['megabyte', bytes / 1_000_000] as const)
      : (['kilobyte', bytes / 1_000] as const);
  return new Intl.NumberFormat(localeOf(lang), {
    style: 'unit',
    unit,
    maximumFractionDigits: 1,
  }).format(size);
}
