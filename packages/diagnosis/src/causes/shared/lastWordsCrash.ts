import type { LogLine } from '../../engine';
import type { FactOfWord } from './lastWordSign';

/** How a language says that nobody caught an error. `next`: the message stands on the next line. */
interface Style {
  readonly language: string;
  readonly wording: RegExp;
  readonly frame?: RegExp;
  /** Frames of the language and its libraries, which are not to blame. */
  readonly foreign?: RegExp;
  /** What must stand before, within some lines. */
  readonly after?: RegExp;
  /** What must follow, within some lines; or the line says so itself. */
  readonly before?: RegExp;
  readonly sure?: RegExp;
  readonly next?: RegExp;
}

const JAVA_FRAME =
  /^\s*at (?:\S{1,100}\/)?(?<method>[\w.$<>]{1,300})\((?<file>[\w$]{1,100}\.(?:java|kt|scala|groovy)):(?<line>\d{1,6})\)/;
const NODE_FRAME =
  /^\s*at (?:.{1,300} \()?(?:file:\/\/)?(?<file>\/[^():]{1,300}\.[cm]?[jt]sx?):(?<line>\d{1,6}):\d+\)?$/;

const DOTNET_FRAME =
  /^\s+at .{1,400} in (?<file>\S{1,300}):line (?<line>\d{1,6})/;
const GO_FRAME = /^\s+(?<file>\/[^\s:]{1,300}\.go):(?<line>\d{1,6})/;
const GO_FOREIGN =
  /\/(?:usr\/local\/go|go\/pkg\/mod|vendor)\/|\/src\/runtime\//;

const STYLES: readonly Style[] = [
  {
    language: 'Go',
    wording:
      /^(?:\t?panic: |fatal error: )(?<message>.{1,300}?)(?: \[recovered\])?$/,
    frame: GO_FRAME,
    foreign: GO_FOREIGN,
  },
  // Kubernetes' own libraries tell of a panic before they let it go on: since 1.32 as a field, before as a sentence.
  {
    language: 'Go',
    wording:
      /\bObserved a panic(?: in reconciler)?"? (?:panic|err|error)="(?<message>[^"]{1,300})/,
    frame: GO_FRAME,
    foreign: GO_FOREIGN,
  },
  {
    language: 'Go',
    wording:
      /\bObserved a panic(?: in reconciler)?: (?:.{0,300} \((?=[^()]{3,300}\)$))?(?<message>[^()]{3,300})/,
    frame: GO_FRAME,
    foreign: GO_FOREIGN,
  },
  {
    language: 'Rust',
    wording:
      /^thread '[^']{0,100}'(?: \(\d+\))? panicked at (?:'(?<message>.{0,300})', )?(?<file>[^\s:]{1,300}\.rs):(?<line>\d{1,6})/,
    next: /^(?!note: )(?<message>.{1,1000})$/,
  },
  {
    language: 'PHP',
    wording:
      /PHP (?:Fatal|Parse) error: {1,2}(?:Uncaught (?<exception>[\w\\]{1,100}): )?(?<message>.{1,300}) in (?<file>\/[^\s:]{1,300})(?::| on line )(?<line>\d{1,6})/,
  },
  {
    language: '.NET',
    wording:
      /(?:^Unhandled [Ee]xception[.:] (?:.{1,300} ---> )?|^ ---> |^fail: )(?<exception>[\w.`]{1,200}(?:Exception|Error))(?: \([^)]{1,60}\))?: (?<message>.{1,1000})$/,
    frame: DOTNET_FRAME,
  },
  {
    language: 'Ruby',
    wording:
      /^(?:\S{0,100}: )?(?<file>[^\s:]{1,300}\.rb|[^\s:]{1,300}config\.ru):(?<line>\d{1,6}):in [`'][^']{1,200}': (?<message>.{0,300}) \((?<exception>[\w:]{1,100})\)$/,
  },
  {
    language: 'Java',
    wording:
      /^(?:Exception in thread "[^"]{0,100}" |Caused by: |\S{0,40} ?ERROR .{0,200}?)?(?<exception>(?:[a-z_][\w$]{0,60}\.){1,12}[A-Z][\w$]{0,120})(?:: (?<message>.{0,1000}))?$/,
    frame: JAVA_FRAME,
    foreign:
      /^(?:java|javax|jdk|sun|jakarta|kotlin|scala|groovy|org\.(?:springframework|apache|hibernate|eclipse|jboss|gradle)|com\.(?:sun|zaxxer|fasterxml|google|mysql|microsoft)|io\.(?:netty|quarkus|micronaut|vertx|grpc)|reactor|ch\.qos)\./,
    before: JAVA_FRAME,
    sure: /^Caused by: /,
  },
  {
    language: 'Python',
    wording:
      /^(?<exception>(?:\w{1,60}\.){0,8}[A-Za-z_]\w{0,100})(?:: (?<message>.{0,1000}))?$/,
    frame: /^\s+File "(?<file>[^"]{1,300})", line (?<line>\d{1,6})/,
    foreign: /\/(?:site|dist)-packages\/|\/lib\/python|<frozen /,
    after: /^\s+File "[^"]{1,300}", line \d/,
  },
  {
    language: 'Node.js',
    wording:
      /^(?:Uncaught |error: Uncaught (?:\(in promise\) )?)?(?:\[?)(?<exception>[A-Z]\w{0,60}(?:Error|Exception)|Error)(?: \[\w{1,60}\])?: (?<message>.{0,1000})$/,
    frame: NODE_FRAME,
    foreign: /node_modules|^node:/,
    before: /^\s*at /,
  },
  {
    language: 'Node.js',
    wording:
      /^\[?(?<exception>UnhandledPromiseRejection)\w{0,20}: (?<message>.{0,1000})$/,
  },
  // Serilog and other loggers write the exception on a line of its own.
  {
    language: '.NET',
    wording:
      /^(?<exception>(?:[A-Z]\w{0,60}\.){1,10}[A-Z][\w`]{0,100}Exception)(?: \([^)]{1,60}\))?: (?<message>.{1,1000})$/,
    frame: DOTNET_FRAME,
    before: /^\s+at [\w.<>`[\],+|& ]{1,300}\(/,
  },
  // Of Lua within nginx, and alone.
  {
    language: 'Lua',
    wording:
      /\b(?:(?:init|init_worker|exit_worker|ssl_\w{1,40})_by_lua\w{0,10} error|lua entry thread aborted: runtime error|^lua\S{0,10}): (?<file>[^\s:]{1,300}\.lua|\S{1,100}_by_lua\S{0,100}):(?<line>\d{1,6}): (?<message>.{1,1000})$/,
  },
  {
    language: 'Elixir',
    wording: /^\s*\*\* \((?<exception>[\w.]{1,100})\) (?<message>.{0,1000})$/,
  },
  {
    language: 'C++',
    wording:
      /^terminate called after throwing an instance of '(?<exception>[^']{1,200})'/,
    next: /^\s*what\(\): {1,2}(?<message>.{0,1000})$/,
  },
  {
    language: 'C',
    wording:
      /(?<file>[\w./-]{1,200}\.(?:c|cc|cpp|h|hpp)):(?<line>\d{1,6}): .{0,300}Assertion [`'](?<message>.{1,300})' failed/,
  },
  {
    language: 'Perl',
    wording:
      /^(?<message>.{1,300}) at (?<file>\S{1,300}\.p[lm]) line (?<line>\d{1,6})\.$/,
  },
];

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

/** The frame nearest to the fault that is the program's own, else nearest of all. */
function frameOf(style: Style, lines: readonly LogLine[], i: number): Facts {
  const { frame, foreign, after } = style;
  if (!frame) return {};
  // Python prints the nearest frame last, before the error; all others print it first, behind.
  const span = after
    ? lines.slice(Math.max(0, i - NEAR), i).reverse()
    : lines.slice(i + 1, i + NEAR);
  let first: Facts | undefined;
  for (const { text } of span) {
    const { file, line, method = '' } = frame.exec(text)?.groups ?? {};
    if (!file || !line) continue;
    first ??= { file, line };
    if (!foreign?.test(file) && !(method && foreign?.test(method)))
      return { file, line };
  }
  return first ?? {};
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
      ...(file && line ? { file, line } : frameOf(style, lines, i)),
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
