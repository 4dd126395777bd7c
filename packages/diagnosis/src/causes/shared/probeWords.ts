import type { Text } from '../../engine';
import { both } from '../../engine';
import { MEANINGS } from './probeMeanings';

/** As much of an answer is shown. */
const SHOWN = 160;
const LONGEST = 8192;
const HEAD =
  /^(?:\(combined[^)]{0,40}\): ?)?\w{1,12} probe (?:failed|errored|error|warning)[^:]{0,60}: ?/i;
const COMPLAINS =
  /\b(?:\w{0,40}Error|ERROR|error|FATAL|fatal|CRITICAL|[Ff]ail\w{0,4}|[Cc]annot|[Cc]an't|[Uu]nable|[Nn]ot |[Nn]o |[Rr]efused|[Dd]enied|[Tt]imed? ?out|[Uu]nhealthy)/;

/** Clients of databases warn of each password that is given on their command line. */
const OF_PASSWORD = /\bWarning\b.{0,20} Using a password\b/i;

/** What the command of a probe said. */
export interface ProbeWords {
  /** Its decisive words. */
  readonly said: string;
  /** Place of their meaning, where they are known. */
  readonly known?: number;
}

/** Cuts a text about a place, whole words at its beginning. */
function around(line: string, at: number): string {
  if (line.length <= SHOWN) return line.trim();
  const from = Math.max(0, Math.min(at, line.length - 1));
  return line.slice(from, from + SHOWN).trim();
}

/** The decisive words of what a probe's command printed; `undefined` when it printed nothing. */
export function probeWords(message: string): ProbeWords | undefined {
  const text = message.slice(0, LONGEST).replace(HEAD, '');
  const all = text.split(/\r?\n/).filter(line => line.trim() !== '');
  const own = all.filter(line => !OF_PASSWORD.test(line));
  const lines = own.length > 0 ? own : all;
  if (lines.length === 0) return undefined;
  for (const [known, { words }] of MEANINGS.entries()) {
    for (const line of lines) {
      const match = words.exec(line);
      if (match) return { said: around(line, match.index), known };
    }
  }
  const line = lines.findLast(one => COMPLAINS.test(one)) ?? lines[0] ?? '';
  const last = [...line.matchAll(new RegExp(COMPLAINS, 'g'))].at(-1);
  return {
    said: around(line, Math.min(last?.index ?? 0, line.length - SHOWN)),
  };
}

/** What words mean, as part of a sentence; the words themselves where that is not known. */
export function wordsInWords({ said, known }: ProbeWords): Text {
  const means = MEANINGS[known ?? -1]?.means;
  return means
    ? both(
        `the command ran and said “${said}”: ${means.en}`,
        `命令已执行，输出“${said}”：${means.zh}`,
      )
    : both(
        `the command ran and reported a failure: “${said}”`,
        `命令已执行，但报告失败：“${said}”`,
      );
}

/** What words mean, where that is known. */
export const meaningOf = (words: ProbeWords): Text | undefined =>
  MEANINGS[words.known ?? -1]?.means;

/** What to do about words that are known. */
export const stepForWords = (words: ProbeWords | undefined): Text | undefined =>
  MEANINGS[words?.known ?? -1]?.step;
