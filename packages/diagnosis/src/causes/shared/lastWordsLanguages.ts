/** How a language says that nobody caught an error. `next`: the message stands on the next line. */
export interface Style {
  readonly language: string;
  readonly wording: RegExp;
  readonly frame?: RegExp;
  /** Frames of the language and its libraries, which are not to blame. */
  readonly foreign?: RegExp;
  /** Of them, those of the language itself. */
  readonly runtime?: RegExp;
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
const GO_RUNTIME = /\/(?:usr\/local\/go|go\/src)\/|\/src\/runtime\//;
const GO_FOREIGN =
  /\/(?:usr\/local\/go|go\/pkg\/mod|vendor)\/|\/src\/runtime\//;

const LUA_FRAME =
  /^\s+(?<file>[^\s:[\]]{1,300}):(?<line>\d{1,6}): in (?:main chunk|\w{4,10} )/;
const LUA_FOREIGN = /\/(?:share|lib)\/lua\/|\/lualib\/|\/lua_modules\//;

/** The languages, each with its own words. */
export const STYLES: readonly Style[] = [
  {
    language: 'Go',
    wording:
      /^(?:\t?panic: |fatal error: )(?<message>.{1,300}?)(?: \[recovered\])?$/,
    frame: GO_FRAME,
    foreign: GO_FOREIGN,
    runtime: GO_RUNTIME,
  },
  // Kubernetes' own libraries tell of a panic before they let it go on: since 1.32 as a field, before as a sentence.
  {
    language: 'Go',
    wording:
      /\bObserved a panic(?: in reconciler)?"? (?:panic|err|error)="(?<message>[^"]{1,300})/,
    frame: GO_FRAME,
    foreign: GO_FOREIGN,
    runtime: GO_RUNTIME,
  },
  {
    language: 'Go',
    wording:
      /\bObserved a panic(?: in reconciler)?: (?:.{0,300} \((?=[^()]{3,300}\)$))?(?<message>[^()]{3,300})/,
    frame: GO_FRAME,
    foreign: GO_FOREIGN,
    runtime: GO_RUNTIME,
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
    runtime: /^(?:java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy)\./,
    before: JAVA_FRAME,
    sure: /^Caused by: /,
  },
  {
    language: 'Python',
    wording:
      /^(?<exception>(?:\w{1,60}\.){0,8}[A-Za-z_]\w{0,100})(?:: (?<message>.{0,1000}))?$/,
    frame: /^\s+File "(?<file>[^"]{1,300})", line (?<line>\d{1,6})/,
    foreign: /\/(?:site|dist)-packages\/|\/lib\/python|<frozen /,
    runtime: /\/lib\/python[\d.]{0,6}\/(?!(?:site|dist)-packages)|<frozen /,
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
    frame: LUA_FRAME,
    foreign: LUA_FOREIGN,
  },
  // Its interpreters name themselves as they were called, and the script, whatever its ending.
  {
    language: 'Lua',
    wording:
      /^(?:\S{0,200}\/)?(?:lua|texlua|resty|tarantool)[\w.-]{0,12}: (?<file>[^\s:]{1,300}):(?<line>\d{1,6}): (?<message>.{1,1000})$/,
    frame: LUA_FRAME,
    foreign: LUA_FOREIGN,
    before: /^\s*stack traceback:/,
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
