import type { Fact } from '../facts/fact';
import type { FactValues } from '../facts/snapshot';
import type { Quote } from './cause';
import type { Failure } from './lifecycle';
import type { LogLine } from './logLines';
import { logLines } from './logLines';
import { quoteLog, quoteOf } from './quotes';

/** How a program that ends by an error of its own says so, in its language's words. */
const STRONG =
  /^\s*(?:panic: |fatal\b|caused by: |exception in thread|---> |unhandled|uncaught|\*\* \(\w)|\b(?:FATAL|CRITICAL|PANIC)\b|^[\w$.:]{1,200}(?:Error|Exception|Fault)\b(?: \(|:|$| \[)|\bpanicked at |PHP Fatal error|terminate called after|\bUncaught \w|\((?:[\w:]{1,100}Error|Errno::\w{1,40})\)$/i;
const WEAK =
  /\b(?:errors?|exception|failed|failure|fails|cannot|can't|could not|couldn't|unable|refused|denied|forbidden|not found|no such|missing|invalid|unknown|killed|timed out|required|must|not (?:defined|set|allowed|supported|permitted|recogni[sz]ed|exist))\b/i;
/** What is said whatever went wrong. */
export const NOISE =
  /^\s*(?:npm (?:ERR! |error )?(?:A complete log|code ELIFECYCLE|errno|Exit status|This is probably|\/)|Node\.js v\d|note: |stack backtrace|exit status \d|For more (?:details|help|information)|(?:Try|See|Run) .{1,100}--?h(?:elp)?\b|usage: |During handling of the above|The above exception was|Traceback \(|SystemExit|To display the condition|Error starting ApplicationContext|\[signal )|\bdeprecat\w{1,8}|RUST_BACKTRACE|"(?:GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS) [^"]{1,500} HTTP\/\d|while connecting to upstream|Envoy proxy|DeprecationWarning/i;
/** What is said on the way out; nothing when the same line also says what went wrong. */
const PARTING =
  /\b(?:shutting down|shut ?down|stopping|stopped|exiting|goodbye|terminating|closed gracefully|received signal|exit(?:ed|ing)?(?: with)? (?:code|status)|worker exiting|process finished)\b/gi;
/** Java's and Node's launchers say the reason a line after. */
const SAYS_NEXT = /^Description:\s*$|\bpanicked at .{1,300}:\d+:\d+:$/;

function last(
  lines: readonly LogLine[],
  test: (line: LogLine) => boolean,
): LogLine | undefined {
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const line = lines[i];
    if (line && test(line)) return line;
  }
  return undefined;
}

function isGrave({ text, level }: LogLine): boolean {
  if (level === 'info' || level === 'warn') return false;
  return level === 'fatal' || STRONG.test(text);
}

function isNoise({ text, level }: LogLine): boolean {
  if (NOISE.test(text)) return true;
  const rest = text.replace(PARTING, '');
  const grave = level === 'error' || level === 'fatal';
  return rest !== text && !grave && !WEAK.test(rest);
}

/** The line that most likely says why the program ended: the last of the strongest kind, else the last line. */
function mostTelling(all: readonly LogLine[]): LogLine | undefined {
  const lines = all.filter(line => !line.isFrame && !isNoise(line));
  const opening = lines.findLastIndex(({ text }) => SAYS_NEXT.test(text));
  const grave = lines.findLastIndex(isGrave);
  if (opening !== -1 && opening >= grave)
    return lines[opening + 1] ?? lines[opening];
  if (grave !== -1) return lines[grave];
  return (
    last(
      lines,
      ({ level, text }) => level === 'error' || (!level && WEAK.test(text)),
    ) ??
    last(lines, ({ level, text }) => level === 'warn' && WEAK.test(text)) ??
    last(lines, ({ text }) => WEAK.test(text)) ??
    lines[lines.length - 1] ??
    all[all.length - 1]
  );
}

/** The line of a log that most likely says why the program ended, as it stands there. */
export function tellingLine(log: string): string | undefined {
  return mostTelling(logLines(log))?.raw;
}

/**
 * The log of the instance whose end is given, and which of the two it is. Of a container that waits or runs again that is the log
 * before; where only the newest was gathered (`kubectl logs` of a waiting container shows the instance that ended) that one serves.
 */
export function logOfEnd(
  logs: FactValues['logs'],
  container: string,
  { at }: Failure,
): { which: 'current' | 'previous'; log: string } | undefined {
  const all = Object.hasOwn(logs, container) ? logs[container] : undefined;
  if (all?.previous && !at.endsWith('.state.terminated')) {
    return { which: 'previous', log: all.previous };
  }
  return all?.current ? { which: 'current', log: all.current } : undefined;
}

/** Quotes the telling line of the instance whose end is given; `[]` without a log of it. */
export function quoteTellingLine(
  logs: Fact<FactValues['logs']>,
  container: string,
  failure: Failure,
): Quote[] {
  const of = logs.status === 'ok' && logOfEnd(logs.value, container, failure);
  const line = of && tellingLine(of.log);
  return of && logs.status === 'ok' && line
    ? quoteLog(logs.value, container, of.which, line)
    : [];
}

/**
 * The telling line of a termination message, which holds the end of the log where `terminationMessagePolicy` asks for it,
 * with its quote.
 */
export function tellingMessage(
  pod: FactValues['pod'],
  { at, terminated }: Failure,
): { line: string; quotes: Quote[] } | undefined {
  const line = terminated.message && tellingLine(terminated.message);
  return line
    ? { line, quotes: quoteOf('pod', pod, `${at}.message`) }
    : undefined;
}
