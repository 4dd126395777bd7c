import type { Sign } from './lastWordSign';

/** A reason that says itself why a path could not be made: other signs speak of it. */
const NO_REASON =
  '^(?!.{0,600}(?:no such file|not found|does(?: not|n.t) exist|exists|no space|quota|read-only|not a directory|timed? ?out|refused|too (?:long|many)|https?:\\/\\/))';
/** What follows a path is no reason: a reason stands behind a colon. */
const END = '(?=[\'"\\])},;.]{0,4}(?:\\s|$))';
const KINDS =
  '(?:dir(?:ectory|s)?|directories|folder|path|file|pid file|pidfile|log ?file|lock ?file|temp(?:orary)? (?:dir|directory|file))';

/** A path that a program could not make, without a word why: mostly its user may not write there. */
export const pathSigns: readonly Sign[] = [
  [
    'permission-denied-on-file',
    new RegExp(
      `${NO_REASON}.{0,300}?\\b(?:could not|cannot|can\'t|unable to|failed to|failure to|couldn\'t) (?:create|make|mkdir)\\b(?: to)? (?:the |a |new )?(?:\\w{1,20} ){0,3}?${KINDS}\\b[^/]{0,40}?(?<path>\\/[^\\s:\'"\\])]{1,300})${END}`,
      'i',
    ),
    'not-made',
  ],
  [
    'permission-denied-on-file',
    new RegExp(
      `${NO_REASON}.{0,300}?\\b(?:could not|cannot|can\'t) be (?:created|made)\\b[^/]{0,40}?[=:\'"\\[( ](?<path>\\/[^\\s:\'"\\])]{1,300})${END}`,
      'i',
    ),
    'not-made',
  ],
  [
    'permission-denied-on-file',
    new RegExp(
      `${NO_REASON}.{0,300}?${KINDS}:? [\'"\\[]?(?<path>\\/[^\\s:\'"\\])]{1,300})[\'"\\]]? (?:could not|cannot|can\'t) be (?:created|made)\\b`,
      'i',
    ),
    'not-made',
  ],
];
