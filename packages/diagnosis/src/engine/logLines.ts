/** How grave a line of a log calls itself. */
export type LogLevel = 'info' | 'warn' | 'error' | 'fatal';

/** One line of a log, or one line of a text inside a JSON line. */
export interface LogLine {
  /** The line as it stands in the log, for quotes. */
  readonly raw: string;
  /** What it says: without colours, of a JSON line its words alone. */
  readonly text: string;
  readonly level?: LogLevel;
  /** A frame of a stack trace or the like: says where, not what. */
  readonly isFrame: boolean;
  /** An empty line stands before it. */
  readonly isAfterBlank?: true;
}

/** Only the end of a log is read, in characters: a program says why it stops just before it does. */
const TAIL = 32_768;
/** And not more lines than this. */
const MOST_LINES = 500;
/** Longer lines are dumps. */
const LONGEST_LINE = 16_384;
/** As much of a line is understood. */
const LONGEST_TEXT = 1024;
/** A level stands at the beginning of a line. */
const HEAD = 160;

// The escape character begins a terminal's colour codes.
const COLOURS = new RegExp(
  `${String.fromCharCode(27)}\\[[0-9;?]{0,20}[A-Za-z]`,
  'g',
);

const LEVELS: Readonly<Record<string, LogLevel>> = {
  trace: 'info',
  debug: 'info',
  dbug: 'info',
  verbose: 'info',
  fine: 'info',
  info: 'info',
  information: 'info',
  notice: 'info',
  note: 'info',
  warn: 'warn',
  warning: 'warn',
  err: 'error',
  error: 'error',
  fail: 'error',
  severe: 'error',
  crit: 'fatal',
  critical: 'fatal',
  fatal: 'fatal',
  'fatal error': 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
  alert: 'fatal',
  panic: 'fatal',
  dpanic: 'fatal',
  // Of zerolog, Serilog and others, which shorten to three letters.
  trc: 'info',
  vrb: 'info',
  dbg: 'info',
  inf: 'info',
  wrn: 'warn',
  ftl: 'fatal',
  pnc: 'fatal',
  i: 'info',
  d: 'info',
  w: 'warn',
  e: 'error',
  f: 'fatal',
};

/** klog, as all programs of Kubernetes write: `E0115 12:00:00.000000`. */
const KLOG = /^([IWEF])\d{4} \d\d:\d\d/;
const KEYED = /\b(?:level|lvl|severity|loglevel)=["']?(\w{1,12})/i;
const IN_CAPITALS =
  /(?:^|[\s[(<|:="])(TRACE|DEBUG|VERBOSE|FINE|INFO|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRIT|CRITICAL|PANIC|EMERG|ALERT|TRC|VRB|DBG|INF|WRN|FTL|PNC)(?=$|[\s\])>|:!,"])/;
const DELIMITED =
  /(?:^|[\s[<(|])(trace|debug|dbug|info|notice|note|warn|warning|error|err|fail|crit|critical|fatal|fatal error|emerg|alert|panic)(?:[\]>)|]|:\s|:$|\t)/i;

/** Handlers of last resort log what nobody caught as a warning; the program ends by it all the same. */
const NOBODY_CAUGHT =
  /\b(?:uncaught|unhandled) (?:exception|error) in (?:thread|main)\b/i;

function levelOf(text: string): LogLevel | undefined {
  const head = text.slice(0, HEAD);
  if (NOBODY_CAUGHT.test(text)) return 'error';
  const keyed = KLOG.exec(head) ?? KEYED.exec(head);
  const word = (match: RegExpExecArray | null) =>
    match?.[1] && LEVELS[match[1].toLowerCase()];
  const known = word(keyed);
  if (known) return known;
  const [big, small] = [IN_CAPITALS.exec(head), DELIMITED.exec(head)];
  if (!big || !small) return word(big ?? small) || undefined;
  return word(big.index <= small.index ? big : small) || undefined;
}

const FRAME =
  /^\s+at |^\s+File "|^\s+from \S{1,300}:\d|^\s*\.\.\. \d+ (?:more|common)|^goroutine \d|^created by |^\s+\S{1,300}\.(?:go|rs|s):\d+|^[\w./*()-]{1,300}\((?:(?:0x|\.\.\.|\{)[^()]{0,500})?\)\s*$|^\s*\d{1,3}: +(?:0x|\w+::)|^#\d+ |^\s*[\^~]+\s*$|^\s*--- End of |^[{}\])]+,?$|^\s*\[C\]: (?:in|at) |^\s*stack traceback:\s*$|^\s*(?:\S{1,300}\.lua|\[string "[^"]{1,100}"\]):\d{1,6}: in |^\s*\(\.\.\.tail calls?\.\.\.\)|^\s+\S{1,300}:\d{1,6}: in (?:main chunk\b|(?:(?:local|upvalue|field|method|metamethod|global|function) ){1,2}[<'`])|^\s+\(\w{1,40} [\d.]{1,20}\) (?:src|lib)\/\S{1,200}:\d{1,6}: |^\s+\(\w{1,40} [\d.]{1,20}\) \S{1,100}\.erl:\d{1,6}: /;

const LEVEL_KEYS = [
  'error_severity',
  'level',
  'severity',
  'lvl',
  'loglevel',
  'logLevel',
  'log_level',
  'log.level',
  'levelname',
  'level_name',
  'Level',
  'LogLevel',
  '@l',
  's',
];
/** Where structured logs keep what they say, the message first, the error's own words last. */
const WORD_KEYS = [
  'msg',
  'message',
  'Message',
  '@m',
  '@mt',
  'event',
  'text',
  'log',
  'attr',
  'type',
  'reason',
  'detail',
  'details',
  'error',
  'err',
  'errmsg',
  'error.message',
  'cause',
  'exception',
  'Exception',
  '@x',
  'exc_info',
  'exc_text',
  'stack',
  'stack_trace',
  'stackTrace',
  'stacktrace',
  'error.stack_trace',
];

/** Numbers of pino and bunyan (10 to 60), else of syslog (0 to 7). */
function levelOfNumber(number: number): LogLevel {
  if (number > 7) {
    if (number >= 60) return 'fatal';
    if (number >= 50) return 'error';
    return number >= 40 ? 'warn' : 'info';
  }
  if (number <= 2) return 'fatal';
  if (number === 3) return 'error';
  return number === 4 ? 'warn' : 'info';
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key] // own property of an object of unknown shape
    : undefined;
}

function jsonLevel(value: unknown): LogLevel | undefined {
  for (const key of LEVEL_KEYS) {
    const said = fieldOf(value, key);
    if (typeof said === 'number') return levelOfNumber(said);
    if (typeof said === 'string') {
      const level = LEVELS[said.toLowerCase()];
      if (level) return level;
    }
  }
  const tags = fieldOf(value, 'tags');
  const tag = Array.isArray(tags) && tags.map(one => LEVELS[String(one)]);
  const tagged = tag && tag.find(level => level !== undefined);
  if (tagged) return tagged;
  const inner = fieldOf(value, 'log');
  return typeof inner === 'object' && inner ? jsonLevel(inner) : undefined;
}

function jsonWords(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value) || depth > 2) return [];
  return WORD_KEYS.flatMap(key => jsonWords(fieldOf(value, key), depth + 1));
}

function parseJson(text: string): unknown {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a text that only looks like it
  }
}

/** CloudNativePG passes a record of Postgres on inside a line of its own, which tells nothing but that it does. */
function recordIn(json: unknown): unknown {
  const record = fieldOf(json, 'record');
  return jsonWords(record).length > 0 && typeof record === 'object'
    ? record
    : json;
}

/** The parts of one line: of a JSON line its words, of which a stack has many lines. */
function partsOf(raw: string): { texts: string[]; level?: LogLevel } {
  const text = raw.replace(COLOURS, '');
  const json = recordIn(parseJson(text.trim()));
  const words = json === undefined ? [] : jsonWords(json);
  if (words.length === 0) {
    const short = text.slice(0, LONGEST_TEXT);
    const level = levelOf(short);
    return { texts: [short], ...(level && { level }) };
  }
  const texts = words
    .join(': ')
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
    .map(line => line.slice(0, LONGEST_TEXT));
  const level = jsonLevel(json);
  return { texts, ...(level && { level }) };
}

/** Begins what belongs to the line before: an exception that a warning prints. */
const EXCEPTION =
  /^(?:Caused by: |Traceback|[\w$.]{1,200}(?:Exception|Error)\b)/;

/** Level of a line that names none: an indented line goes on with the one before; so does an exception after a warning. */
function inherited(text: string, before?: LogLine): LogLevel | undefined {
  if (!before?.level || text === '') return undefined;
  if (/^\s/.test(text)) return before.level;
  const belongs =
    before.level === 'warn' && (before.isFrame || EXCEPTION.test(text));
  return belongs ? before.level : undefined;
}

/** The lines at the end of a log, blank ones left out. */
export function logLines(log: string): readonly LogLine[] {
  const lines: LogLine[] = [];
  const raws = log
    .slice(-TAIL)
    .split(/\r?\n/)
    .slice(log.length > TAIL ? 1 : 0)
    .slice(-MOST_LINES);
  let isAfterBlank = false;
  for (const raw of raws) {
    const isBlank = raw.trim() === '';
    if (isBlank || raw.length > LONGEST_LINE) {
      isAfterBlank ||= isBlank;
      continue;
    }
    const { texts, level: own } = partsOf(raw);
    for (const text of texts) {
      const level = own ?? inherited(text, lines[lines.length - 1]);
      const isFrame = FRAME.test(text);
      const blank = isAfterBlank && { isAfterBlank };
      lines.push({ raw, text, isFrame, ...(level && { level }), ...blank });
      isAfterBlank = false;
    }
  }
  return lines;
}
