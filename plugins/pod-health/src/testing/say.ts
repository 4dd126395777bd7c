import { en } from '../i18n/en';
import type { Say } from '../i18n/message';

const sentences: Readonly<Record<string, string>> = en;

/** The English words without Backstage around them, for tests of pure modules. */
export const sayEnglish: Say = (key, values = {}) => {
  const form = values.count === 1 ? 'one' : 'other';
  const sentence = sentences[key] ?? sentences[`${key}_${form}`];
  if (sentence === undefined) {
    throw new Error(`no sentence for ${key}`);
  }
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!(name in values)) {
      throw new Error(`${key} needs ${name}`);
    }
    return String(values[name]);
  });
};
