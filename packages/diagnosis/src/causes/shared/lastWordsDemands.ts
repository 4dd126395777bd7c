import type { Sign } from './lastWordSign';

/** What a secret or another value of the settings is called in a demand on it. */
const VALUE =
  '(?<option>(?:\\w{1,30}[ -]){0,2}(?:key|password|passphrase|secret|token|salt|pepper|seed phrase|cookie|credentials?|licen[cs]e(?: key)?))';

/** Demands that programs make on their own settings, in words of no library. Asked last: the words of others are more certain. */
export const demandSigns: readonly Sign[] = [
  [
    'settings-invalid',
    new RegExp(
      `\\b${VALUE} (?:must|should|has to|have to|needs to) (?:be|have|contain|consist)\\b|\\b${VALUE.replace(
        'option',
        'refused',
      )} (?:validation failed|does not (?:meet|match|satisfy) (?:the )?.{0,60}(?:polic|requirement|criteria))`,
      'i',
    ),
    'value',
  ],
  [
    'settings-invalid',
    /\b(?<option>[a-z][\w-]{0,40}(?:[._][\w-]{1,40}){1,6})['"`]? (?:(?:cannot|can't|must not|may not|should not) be (?:empty|blank|null|unset)|must be (?:set|configured|specified|provided|defined)|is (?:not set|missing|not configured|required)\b)/,
    'unset',
  ],
  [
    'settings-invalid',
    /\bat least one of \[(?<option>[\w.]{2,60})[^\]]{0,300}\] must be (?:configured|set|specified)|\brequires? [`'"](?<needed>[\w.-]{2,60})[`'"] to be (?:set|configured|specified|enabled)|\bno (?<none>[a-z]{2,20}) (?:setting|option|parameter|configuration)s? (?:was |were |has been )?(?:provided|configured|set|given|found|specified)|\b(?<property>[\w-]{2,40}(?:\.[\w-]{1,40}){1,6}) property has been (?:not )?defined|\bNo (?<spring>[\w-]{2,40}(?:\.[\w-]{1,40}){1,6}) property has been defined/,
    'unset',
  ],
  [
    'settings-invalid',
    /\bare mutually exclusive\b|\bUnknown (?:configuration|config) (?:variable|option|key|parameter|setting|directive|item) ['"`]?(?<option>[\w.-]{1,80})|\bcan(?:not|'t) be (?:used|set|combined|specified|enabled) (?:together|at the same time|simultaneously)\b|\btried to instance a plugin name that doesn't exist|\bUnknown (?:input|output|filter|parser|storage|buffer) plugin ['"](?<plugin>[\w-]{1,60})/i,
  ],
];
