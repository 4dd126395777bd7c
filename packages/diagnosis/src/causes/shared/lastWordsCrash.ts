import type { LogLine } from '../../engine';
import type { Style } from './lastWordsLanguages';
import { STYLES } from './lastWordsLanguages';
import type { FactOfWord } from './lastWordSign';

type Facts = Partial<Record<FactOfWord, string>>;

/** Which value .NET found to be nothing: since .NET Core 3 within the message, before on a line of its own. */
const PARAMETER = /\(Parameter '(\w{1,60})'\)|^Parameter name: (\w{1,60})/;

/** The value that a call was not given. */
function parameterAt(
  lines: readonly LogLine[],
  i: number,
  exception: string | undefined,
): Facts {
  if (!exception?.endsWith('ArgumentNullException')) return {};
  const [, within, below] =
    PARAMETER.exec(lines[i]?.text ?? '') ??
    PARAMETER.exec(lines[i + 1]?.text ?? '') ??
    [];
  const name = within ?? below;
  return name === undefined ? {} : { name };
}

/** How far around a line its frames are looked for. */
const NEAR = 60;

function near(
  lines: readonly LogLine[],
  i: number,
  test: RegExp | undefined,
  step: 1 | -1,
) {
  const span =
    step === 1 ? lines.slice(i + 1, i + 7) : lines.slice(Math.max(0, i - 6), i);
  return test === undefined || span.some(({ text }) => test.test(text));
}

/** The frame nearest to the fault that is the program's own; else of a library; one of the language itself is no place to look. */
function frameOf(style: Style, lines: readonly LogLine[], i: number): Facts {
  const { frame, foreign, runtime, after } = style;
  if (!frame) return {};
  // Python prints the nearest frame last, before the error; all others print it first, behind.
  const span = after
    ? lines.slice(Math.max(0, i - NEAR), i).reverse()
    : lines.slice(i + 1, i + NEAR);
  let library: Facts | undefined;
  for (const { text } of span) {
    const { file, line, method = '' } = frame.exec(text)?.groups ?? {};
    if (!file || !line) continue;
    if (!foreign?.test(file) && !(method && foreign?.test(method)))
      return { file, line };
    if (!runtime?.test(file) && !(method && runtime?.test(method)))
      library ??= { file, line };
  }
  return library ?? {};
}

/** A function that by its name reads settings, as frames of these languages write it. */
const READS_SETTINGS =
  /(?:\bin function '(?:\w{1,40}[.:]){0,4}|, in |^\s*at (?:async )?(?:\w{1,40}\.){0,4}|^[\w./*()-]{1,200}\.)(?<reads>_?(?:read|load|parse)_?(?:[a-z]{1,20}_?)?(?:conf|config|configuration|cfg|settings)(?:_?(?:file|from|yaml|json|toml))?)\b/i;
const NAMES_FUNCTIONS = new Set(['Lua', 'Python', 'Node.js', 'Go']);

/** The function that read the settings when it went wrong. */
function readingSettings(
  { language, after }: Style,
  lines: readonly LogLine[],
  i: number,
): Facts {
  if (!NAMES_FUNCTIONS.has(language)) return {};
  const span = after
    ? lines.slice(Math.max(0, i - NEAR), i)
    : lines.slice(i + 1, i + NEAR);
  for (const { text, isFrame } of span) {
    const reads = isFrame && READS_SETTINGS.exec(text)?.groups?.reads;
    if (reads) return { setting: reads };
  }
  return {};
}

/** A crash told at line `i`: which language, which error, where; `undefined` when the line tells of none. */
export function crashAt(
  lines: readonly LogLine[],
  i: number,
): Facts | undefined {
  const text = lines[i]?.text ?? '';
  for (const style of STYLES) {
    const said = style.wording.exec(text)?.groups;
    if (
      !said ||
      !near(lines, i, style.after, -1) ||
      !(style.sure?.test(text) || near(lines, i, style.before, 1))
    )
      continue;
    const next = style.next?.exec(lines[i + 1]?.text ?? '')?.groups;
    const { exception, message, file, line } = {
      ...said,
      ...(said.message ? {} : next),
      ...pick(said),
      ...goingOn(lines, i, said.message),
    };
    return {
      language: style.language,
      ...(exception && { exception }),
      ...(message && { message }),
      ...parameterAt(lines, i, exception),
      ...readingSettings(style, lines, i),
      ...(file && line && !style.foreign?.test(file)
        ? { file, line }
        : frameOf(style, lines, i)),
    };
  }
  return undefined;
}

/** A message that announces its own next line is told with it. */
function goingOn(
  lines: readonly LogLine[],
  i: number,
  message: string | undefined,
): Facts {
  const next = lines[i + 1];
  if (!message || !/:\s*$/.test(message) || !next) return {};
  if (next.isFrame || next.level !== lines[i]?.level) return {};
  return { message: `${message.trim()} ${next.text.trim()}`.slice(0, 300) };
}

/** Languages whose first complaint of a row tells: what panics while it panics, follows from it. */
const FIRST = new Set(['Go', 'Rust']);

/** The first crash of the row that ends at line `i`, with what the program wrote just before. */
export function firstCrash(
  lines: readonly LogLine[],
  i: number,
  facts: Facts,
): { i: number; facts: Facts; before?: LogLine } {
  if (!FIRST.has(facts.language ?? '')) return { i, facts };
  let best = { i, facts };
  for (let k = i - 1; k >= 0 && lines[k]?.level !== 'info'; k -= 1) {
    const earlier = lines[k]?.isFrame ? undefined : crashAt(lines, k);
    if (earlier && earlier.language === facts.language)
      best = { i: k, facts: earlier };
  }
  const before = justBefore(lines, best.i);
  return before ? { ...best, before } : best;
}

/** So far back an error still has to do with what came of it. */
const BACK = 5;

/** What the program wrote before line `i`: the last error of the lines just before, else the last line. */
function justBefore(lines: readonly LogLine[], i: number): LogLine | undefined {
  const error = lines
    .slice(Math.max(0, i - BACK), i)
    .findLast(({ level, isFrame }) => level === 'error' && !isFrame);
  const last = lines[i - 1];
  return error ?? (last?.isFrame ? undefined : last);
}

/** Groups that matched. */
function pick(groups: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(groups).filter(([, value]) => value),
  );
}
