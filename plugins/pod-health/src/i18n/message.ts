import type { podHealthTranslationRef } from './translationRef';

/** A key without its plural form, which `count` chooses. */
type Singular<Key extends string> = Key extends `${infer Base}_${
  | 'one'
  | 'other'}`
  ? Base
  : Key;

/** Key of every sentence of the page. */
export type MessageKey = Singular<
  keyof (typeof podHealthTranslationRef)['T'] & string
>;

/** What fills the `{{gaps}}` of a sentence; `count` also chooses between singular and plural. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** A sentence not yet in any language. Pure modules answer with these; views put them into words. */
export interface Message {
  readonly key: MessageKey;
  readonly values?: MessageValues;
}

/** Puts a key into the words of the page's language. */
export type Say = (key: MessageKey, values?: MessageValues) => string;

/** A sentence not yet in any language. */
export function message(key: MessageKey, values?: MessageValues): Message {
  return values ? { key, values } : { key };
}

/** A {@link Message} in the words of the page's language. */
export function words(text: Message, say: Say): string {
  return say(text.key, text.values);
}
