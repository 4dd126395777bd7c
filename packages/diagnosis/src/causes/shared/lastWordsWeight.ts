import type { LogLine } from '../../engine';
import type { LastWord } from './lastWordSign';

/** How much a line weighs: it is only tried again; a warning; an error or of no level; fatal by its own word. */
export type Weight = 0 | 1 | 2 | 3;

/** What was understood, how much it weighs, and what was said after it. */
export interface Understood extends LastWord {
  readonly weight: Weight;
  readonly after?: After;
  /** A graver line stands behind it, with no ordinary work between: the warning was its reason. */
  readonly isReason?: boolean;
}

/** After a line: `work` that calls itself ordinary; other `words` that complain of nothing; or nothing of the kind. */
export type After = 'nothing' | 'words' | 'work';

const RETRY =
  /\bretry(?:ing)?\b|\btry(?:ing)? again\b|\bwill (?:re)?try\b|\breconnect(?:ing)?\b|\bsleeping\b|\bbacking off\b/i;
const STILL_WAITS = /\battempt(?:s|ing)?\b|\bwait(?:ing)? for\b|\bretries\b/i;
const GIVES_UP =
  /\bgiv(?:ing|e|en) up\b|\bgave up\b|exceeded|exhausted|\bno more\b|timed? ?out|after \d+ (?:attempts|retries|tries)/i;
/** Said of one request or client of a program that serves: no reason to end. */
const OF_A_REQUEST =
  /while (?:connecting to|reading response header from|SSL handshaking to) upstream|TLS handshake error from|"(?:GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS) [^"]{1,500} HTTP\/\d|^\d{4}-\d\d-\d\d \S{1,20} \w{1,5} \[\d+\](?: \w+@\w+)? FATAL: {2}(?:password|no pg_hba|role|database|the database system|remaining|sorry)|\[(?:Note|Warning)\].{0,60}Access denied|plugin\/errors: \d|Readiness probe|Liveness probe/i;

/** Programs note this as news, and end by it. */
const LOSES_LEASE = /\bfailed to renew lease\b/;

const CONNECTED =
  /\b(?:successfully|re)?[ -]?connected\b(?! (?:to )?(?:failed|party))|connection (?:\S{1,60} )?(?:established|successful|succeeded|restored|accepted|ok)\b|successfully (?:connected|authenticated|resolved|logged in)|\bis (?:up|available|ready|reachable)\b/i;
const NOT =
  /\b(?:not|never|no longer|isn't|wasn't|cannot|can't|failed|when|until|is the|make sure|ensure|please)\b|\?/i;
const STARTED =
  /\blistening (?:on|at)\b|\b(?:server|service|application|app|worker)s? (?:is |has )?(?:now )?(?:started|ready|running)\b|startup complete|ready (?:to accept|for) connections|\bStarted \S{1,100} in [\d.]+ s|\baccepting connections/i;

/** Weight of a line; `undefined` for what is said of ordinary work. */
export function weightOf({ text, level }: LogLine): Weight | undefined {
  if (LOSES_LEASE.test(text)) return level === 'fatal' ? 3 : 2;
  if (level === 'info' || OF_A_REQUEST.test(text)) return undefined;
  if (level === 'fatal') return 3;
  const goesOn = RETRY.test(text) || STILL_WAITS.test(text);
  if (goesOn && !GIVES_UP.test(text)) return 0;
  return level === 'warn' ? 1 : 2;
}

/** What a program, a shell or a runtime says as it dies by a signal. */
const DYING =
  /core dumped|segmentation fault|bus error|illegal instruction|floating[ -]point exception|\babort(?:ed|ing)?\b|\bSIG[A-Z]{3,5}\b|^\s*(?:#|\*\*\*|---|0x|=>|\d+: )|fatal|backtrace|stack ?trace|register|error report/i;

/** What was said after line `i`. */
export function afterAt(lines: readonly LogLine[], i: number): After {
  const later = lines.slice(i + 1);
  if (later.some(({ level, text }) => level === 'info' && !DYING.test(text)))
    return 'work';
  const isWord = ({ level, isFrame, text }: LogLine) =>
    !level && !isFrame && /^\S/.test(text) && !DYING.test(text);
  return later.some(isWord) ? 'words' : 'nothing';
}

/** Whether a warning at line `i` is followed by an error, with no ordinary work between. */
export function isReasonAt(lines: readonly LogLine[], i: number): boolean {
  const later = lines.slice(i + 1);
  const work = later.findIndex(({ level }) => level === 'info');
  return later
    .slice(0, work === -1 ? undefined : work)
    .some(({ level }) => level === 'error' || level === 'fatal');
}

const GOES_ON =
  /^\W{0,3}(?:now )?(?:starting|launching|running|executing|continuing|proceeding)\b/i;

/** Whether a script goes on with its next task: what a helper said before by its own word fatal was not the end. */
export function saysGoesOn({ text, level }: LogLine): boolean {
  return (!level || level === 'info') && GOES_ON.test(text) && !NOT.test(text);
}

/** Whether a line says that the program reached what it needs. */
export function saysConnected(text: string): boolean {
  return CONNECTED.test(text) && !NOT.test(text);
}

/** Whether a line says that the program has started and serves. */
export function saysStarted(text: string): boolean {
  return STARTED.test(text) && !NOT.test(text);
}
