/** The languages every user-visible sentence is written in. */
export const LOCALES = ['en', 'zh'] as const;

/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

/** One sentence in each language. Both stand side by side so that neither can be forgotten or drift. */
export type Text = Readonly<Record<Locale, string>>;

/** A sentence in both languages. */
export function both(en: string, zh: string): Text {
  return { en, zh };
}

/** English count: `1 node`, `2 nodes`. */
export function count(
  number: number,
  one: string,
  many: string = `${one}s`,
): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** English list: `a`, `a and b`, `a, b and c`. */
export function listEn(items: readonly string[], word: string = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`;
}

/** Chinese list: `a`, `a和b`, `a、b和c`. */
export function listZh(items: readonly string[], word: string = '和'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join('、')}${word}${items[items.length - 1]}`;
}

/** The shell word for a value, quoted when a shell would read more into it. For commands shown to be pasted. */
export function shellWord(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value)
    ? value
    : `'${value.replace(/'/g, `'\\''`)}'`;
}

/** A span of time, to be read at a glance: `90 s`, `5 min`, `2.5 h`, `12 d`. */
export function duration(seconds: number): Text {
  const UNITS = [
    [172_800, 86_400, 'd', '天'],
    [7200, 3600, 'h', '小时'],
    [120, 60, 'min', '分钟'],
  ] as const;
  const [, size, en, zh] = UNITS.find(([from]) => seconds >= from) ?? [
    0,
    1,
    's',
    '秒',
  ];
  const value = Math.max(0, seconds / size);
  // Of hours and days half ones count, as long as they are few.
  const isFine = size >= 3600 && value < 10;
  const number = isFine ? Math.round(value * 2) / 2 : Math.round(value);
  return both(`${number} ${en}`, `${number} ${zh}`);
}

/** A node by its name; "its node" where the name is not known. */
export function theNode(name: string | undefined): Text {
  return name === undefined
    ? both('its node', '所在节点')
    : both(`node “${name}”`, `节点“${name}”`);
}
