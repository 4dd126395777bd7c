import type { LogLine } from '../../engine';
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
