import type { Quote, Step, Text } from '../../../engine';
import { both } from '../../../engine';
import type { LastWord } from '../../shared/lastWordSign';
import { wordsOfQuotes } from '../../shared/said';

/** What a message announces as missing: the first word behind its colon. */
const MISSING =
  /(?:not available|not installed|unavailable dependencies|missing[^:]{0,60}):\s+(?:- )?(?:service )?(?<name>[A-Za-z][\w.-]{2,200})/i;

/** The settings that a program refused, in the order of the log; of one that refers to what is not defined, what is missing. */
export function settingsOf(
  { setting, name, others }: LastWord['facts'],
  kind: string | undefined,
  quotes: readonly Quote[],
): readonly string[] {
  if (kind === 'undefined') {
    const missing = MISSING.exec(wordsOfQuotes(quotes) ?? '')?.groups?.name;
    return missing === undefined ? [] : [missing];
  }
  const last = setting ?? name;
  const before = others?.split('\n') ?? [];
  return last === undefined ? before : [...before, last];
}

/** Why a configuration does not hold together. */
export const UNDEFINED: Text = both(
  'One part of the configuration refers to another that is not defined in it: it was changed in one place only, or configuration and image are of versions that do not fit (a tag such as latest moves on).',
  '配置的一部分引用了其中没有定义的另一部分：只改动了一处，或配置与镜像的版本不匹配（latest 之类的标签会变化）。',
);

/** Against versions that drift apart. */
export const PIN: Step = {
  text: both(
    'Define what is missing or remove what refers to it, or return to the version of the image that the configuration was made for, and pin it.',
    '补上缺失的定义或删除对它的引用；或退回该配置所针对的镜像版本，并固定版本。',
  ),
};
