/** The languages every user-visible sentence is written in. */
export const LOCALES = ['en', 'zh'] as const;

/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

/** One sentence in each language. Both stand side by side so that neither can be forgotten or drift. */
export type Text = Readonly<Record<Locale, string>>;
