import type { LogLine } from './logLines';

/** So many lines of one sentence are read, and so many characters. */
const MOST_LINES = 4;
const MOST = 600;
/** A line that was broken because it was full is not shorter than this. */
const FULL = 50;

/** Begins a message of its own: a time, a bracket, a field, an entry of a list, a word that announces. */
const OWN_HEAD =
  /^\s*(?:[[{<(]?\d|[[{<]|[A-Z][a-z]{2} +\d{1,2} \d\d:|\w{1,20}=|[IWEF]\d{4} |[-*+•>#|│=~]|\$ |thread '|(?:errors?|warn\w{0,4}|info|debug|fatal|panic|note|hint|detail|usage|caused by|exit\w{0,6}|npm|at|from|in)\b:? ?(?=[^a-z]|$)|[\w.-]{1,40}\s?[:=](?:\s|$))/i;
/** No sentence ends so. */
const OPEN_END =
  /(?:,|\b(?:the|an?|of|to|in|on|at|by|for|from|with|without|and|or|that|which|is|are|was|were|be|not|its?|your|this|as|has|have|how|because|before|after|than|must|should|can|cannot|could|will))$/i;
const ENDS = /[.!?:;]["')\]”]{0,2}$/;

/** A banner over the lines that it speaks of. */
const BANNER = /^\s*\*{2,} \S.{1,200} \*{2,}\s*$/;

/** Announces what follows. */
const ANNOUNCES = /[\w)'"]:\s*$/;

const indent = (text: string) => text.length - text.trimStart().length;
const wordsIn = (text: string) => text.trim().split(/\s+/).length;

/** Whether a line is no entry of a log with a level, which seldom ends as a sentence does. */
const isPlain = ({ level, text }: LogLine) =>
  level === undefined || /^\W{0,4}(?:error|fatal)\b/i.test(text);

/** Whether `next` goes on with the sentence, or the block, of the line before it. */
function goesOn(line: LogLine, next: LogLine): boolean {
  if (BANNER.test(line.text)) return !next.isAfterBlank && !next.level;
  if (next.isFrame || line.isFrame) return false;
  const isInherited = /^\s/.test(next.text) && next.level === line.level;
  if (ANNOUNCES.test(line.text) && next.raw !== line.raw)
    return !next.level || isInherited;
  if (next.isAfterBlank) return false;
  if (next.raw === line.raw || OWN_HEAD.test(next.text)) return false;
  if (next.level !== undefined && !isInherited) return false;
  const before = line.text.trimEnd();
  const isBroken =
    OPEN_END.test(before) ||
    (isPlain(line) &&
      before.length >= FULL &&
      !ENDS.test(before) &&
      /^\s*["'(“]?[a-z](?![\w$]{0,100}[.$:/][\w$])/.test(next.text));
  if (isBroken && wordsIn(before) > 3) return true;
  const isBlock =
    indent(next.text) >= 2 && indent(next.text) >= indent(line.text);
  return isBlock && wordsIn(before) >= 3 && wordsIn(next.text) >= 3;
}

/** The sentence that line `i` is part of, as it is wrapped over consecutive lines: from its first line on. */
export function sentenceAt(
  lines: readonly LogLine[],
  i: number,
): readonly LogLine[] {
  const held = (k: number): LogLine[] => {
    const line = lines[k];
    return line ? [line] : [];
  };
  const found = held(i);
  let size = found[0]?.text.length ?? 0;
  const isRoom = ([line]: LogLine[]) =>
    found.length < MOST_LINES && size + (line?.text.length ?? MOST) <= MOST;
  for (let k = i - 1; isRoom(held(k)); k -= 1) {
    const [line, next] = [lines[k], found[0]];
    if (!line || !next || !goesOn(line, next)) break;
    found.unshift(line);
    size += line.text.length;
  }
  for (let k = i + 1; isRoom(held(k)); k += 1) {
    const [line, last] = [lines[k], found[found.length - 1]];
    const isBelow = BANNER.test(found[0]?.text ?? '') && !line?.isAfterBlank;
    if (!line || !last || !(isBelow || goesOn(last, line))) break;
    found.push(line);
    size += line.text.length;
  }
  return found;
}
