import type { Text } from '../../engine';
import { both } from '../../engine';

/** What a known tool's answer means, as part of a sentence, and what to do about it. */
export interface Meaning {
  readonly words: RegExp;
  readonly means: Text;
  readonly step: Text;
}

/** One answer by its words, what it means, and what to do; each in both languages. */
export const row = (
  words: RegExp,
  [en, zh]: readonly [string, string],
  [stepEn, stepZh]: readonly [string, string],
): Meaning => ({ words, means: both(en, zh), step: both(stepEn, stepZh) });
