import type { LogLine } from '../../engine';
import { logLines } from '../../engine';
import type { Understood } from './lastWordsWeight';

const USAGE = /^\s*usage(?: of \S{1,200})?: ?|^USAGE$/i;

/** A program that prints how it wants to be called, and nothing else that tells. */
export function usage(lines: readonly LogLine[]): Understood | undefined {
  const line = lines.findLast(({ text }) => USAGE.test(text));
  return (
    line && {
      problem: 'arguments-invalid',
      kind: 'usage',
      facts: {},
      lines: [line.raw],
      weight: 2,
    }
  );
}

/** What the help of a program lists below its usage. */
const LISTS =
  /^\s*(?:(?:available |global |common |general |optional |positional )?(?:commands?|sub-?commands?|options?|flags|arguments|examples?))\b.{0,40}:?\s*$|^\s*-h, --help\b|^\s*--help\b/i;
/** So many lines may stand above the usage: a name, a version, a sentence. */
const ABOVE = 12;

/** Whether a log is nothing but the help of a program. */
export function isOnlyHelp(log: string): boolean {
  const lines = logLines(log);
  const at = lines.findIndex(({ text }) => USAGE.test(text));
  if (at < 0 || at > ABOVE) return false;
  const isPlain = lines.slice(0, at).every(({ level }) => level === undefined);
  return isPlain && lines.slice(at).some(({ text }) => LISTS.test(text));
}
