/** Host and port that programs name when a connection fails. */
export interface Address {
  readonly host?: string;
  readonly port?: string;
}

/** Asked in this order: what names the far end for certain comes first. */
const ADDRESSES: readonly RegExp[] = [
  /could not be resolved:\s{0,3}'(?<host>[\w.-]{1,253})'/,
  /dial (?:tcp|udp)\d? (?:\S{1,60}->)?\[?(?<host>[\w.:-]{1,253}?)\]?:(?<port>\d{1,5})\b/,
  /connection to server (?:at|on) "(?<host>[^"]{1,253})"(?: \([^)]{1,60}\))?,? port (?<port>\d{1,5})/,
  /running on (?:that )?host "(?<host>[^"]{1,253})"[^?]{0,120}?port (?<port>\d{1,5})/,
  /(?:ECONNREFUSED|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN) (?:[\w.-]{1,253} )?(?<host>[\w.:-]{1,253}?):(?<port>\d{1,5})\b/,
  /ConnectionPool\(host='(?<host>[^']{1,253})', port=(?<port>\d{1,5})\)/,
  /\bConnection to (?<host>[\w.-]{1,253}):(?<port>\d{1,5}) refused/,
  /\b(?:connect|connecting|connection|connected)(?: \w{1,10}){0,3} (?:to|on) (?:(?:server|host|node|redis|database|broker)(?: at)? )?[`'"]?\/?(?<host>[\w-][\w.-]{0,252}?)(?:\/[\d.:a-f]{2,45})?(?::|,? port:? )(?<port>\d{1,5})\b/i,
  /(?:Connection refused|timed out)[^:]{0,30}: (?:no further information: )?(?<host>[\w.-]{1,253})?\/(?:[\d.:a-f]{2,45}):(?<port>\d{1,5})\b/,
  /connect to ipv[46]#\[?(?<host>[\d.:a-f]{2,45}?)\]?:(?<port>\d{1,5}) failed/i,
  /(?:MySQL|MariaDB) server on '(?<host>[^':]{1,253})(?::(?<port>\d{1,5}))?'/,
  /(?:connect\(2\)|connection) for "?(?<host>[\w.-]{1,253})"? port (?<port>\d{1,5})/i,
  /\btcp connect \((?<host>[\w.-]{1,253}):(?<port>\d{1,5})\)/,
  /(?:refused|known|found|timed out) \((?<host>[\w.-]{1,253}):(?<port>\d{1,5})\)/i,
  /\b(?:https?|tcp|tls|postgres(?:ql)?|mysql|mariadb|redis|rediss|amqps?|mongodb(?:\+srv)?|nats|kafka|ldaps?|grpc|jdbc:\w{2,12}|wss?):\/\/(?:[^\s/@"']{0,200}@)?(?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?/i,
  /\baddress=\/?(?<host>[\w.-]{1,253}):(?<port>\d{1,5})/,
  /server at `(?<host>[\w.-]{1,253})`:`(?<port>\d{1,5})`/,
  /remote host \((?<host>[\d.:a-f]{2,45})\)/,
  /(?<![\w./:-])(?<host>[a-z][\w-]{0,62}(?:\.[\w-]{1,62}){0,8}|\d{1,3}(?:\.\d{1,3}){3}):(?<port>\d{2,5})\b(?!\.\w|:\d)/,
];

/** What looks like a host and port but names a file and line, or an application's own words. */
const NO_HOST =
  /\.(?:go|js|mjs|cjs|ts|py|rb|java|kt|scala|rs|php|c|cc|cpp|cs|conf|ya?ml|json|toml|cfg|ini|properties|log|sh)$|^(?:line|port|pid|code|error|errno|status|level|exit|version|msg|message|time|at)$/i;

/** The far end a text names; of the same text always the same. */
export function addressIn(text: string): Address {
  for (const pattern of ADDRESSES) {
    const { host, port } = pattern.exec(text)?.groups ?? {};
    if (port === undefined && host === undefined) continue;
    if (host !== undefined && NO_HOST.test(host)) continue;
    return { ...(host && { host }), ...(port && { port }) };
  }
  return {};
}

const AFTER_WORDS =
  /(?:(?<![\w@.+~/-])(?:open(?:ing)?|stat|lstat|scandir|mkdir|read(?:ing)?|unlink|rename|create|copyfile|chown|load(?:ing)?|file|directory|rb_sysopen -|access(?:ing)?|to|in|at|of)(?![\w@.+~-])|Exception:|Error:)\s?\(?['"`]?(?<path>(?:\.{0,2}\/)?[\w@.+~-]{1,100}(?:\/[\w@.+~ -]{1,100}){0,20}\.[a-z][\w-]{0,15}|(?:\.{0,2}\/)[\w@.+~/-]{1,300})/gi;
const ABSOLUTE =
  /(?<![\w/.:<-])(?<path>\/(?!\/)[\w@.+~-][\w@.+~/-]{0,300})(?![\w@.+~/-]|:\d)/g;
/** Files of a language's own that a stack trace or a launcher names. */
const NOT_THE_FILE =
  /^\/(?:usr\/(?:local\/)?(?:lib|go|share)\/|bin\/|usr\/bin\/(?:env|python|node|java)|docker-entrypoint(?!-initdb)|opt\/(?:java|jdk)|dev\/(?:null|std))|\.(?:py|rb|php|pm)$/;

/** A shell names its script before what failed in it, some of them twice. */
const SCRIPT =
  /^\S{1,300}: (?:line )?\d{1,6}: (?:\S{1,300}: (?=can))?|^\/\S{0,100}bin\/[\w.-]{1,40}: (?!no such|not found|permission|cannot execute)/gim;
/** A relative path before the words for what is wrong with it. */
const BEFORE_WORDS =
  /^(?<path>[\w@.+~-]{1,100}\/[\w@.+~/-]{1,300}): (?:no such|not found|permission denied|read-only|file exists|is a directory)/gim;

/** A path as a URI of the file system (of Java and Hadoop): `file:/tmp/x`, `file:///tmp/x`; not one within an archive. */
const FILE_URI = /(?<![\w:+.-])file:(?:\/\/(?:localhost)?)?(?=\/[\w@.+~-])/gi;

/** The path of a file a text names; before or after the words for what is wrong with it. */
export function pathIn(words: string): string | undefined {
  const text = words.replace(SCRIPT, '').replace(FILE_URI, ' ');
  const tidy = (path = '') => path.replace(/[.,:;]+$/, '');
  const absolute = [...text.matchAll(ABSOLUTE)].map(match => tidy(match[1]));
  const best = absolute.find(
    path => path.length > 1 && !NOT_THE_FILE.test(path),
  );
  if (best) return best;
  const named = [
    ...text.matchAll(BEFORE_WORDS),
    ...text.matchAll(AFTER_WORDS),
  ].map(match => tidy(match[1]));
  return (
    named.find(path => /[./]/.test(path)) ??
    absolute.find(path => path.length > 1)
  );
}

const FIRST_OF_PAIR = '[\'"`‘“]?[^\\s\'"`‘’“”]{1,300}[\'"`’”]?';
const SECOND_OF_PAIR =
  '[\'"`‘“]?(?<path>[^\\s\'"`‘’“”:,;()]{0,200}/[^\\s\'"`‘’“”:,;()]{0,200})';
/** Where something is moved, copied or linked from one path to another: the second of two. `ln` alone names the new link first. */
const PAIRS: readonly RegExp[] = [
  /failed to create (?:hard|symbolic) link ['"`‘](?<path>[^\s'"`’]{1,300})['"`’] [-=]>/,
  new RegExp(`${FIRST_OF_PAIR} (?:->|=>|→) ${SECOND_OF_PAIR}`),
  new RegExp(
    `\\b(?:renam|mov|copy|copi|link|symlink|hardlink|install|transfer)\\w{0,4}(?:\\(\\))?:?(?: (?:file|directory|temporary))? ${FIRST_OF_PAIR} (?:to|as|into|onto)(?: (?:file|directory))? ${SECOND_OF_PAIR}`,
    'i',
  ),
  // Of Go.
  /\b(?:rename|link|symlink|copy|move) \/[^\s:]{1,300} (?<path>\/[^\s:]{1,300}):/,
  // Of PHP and Ruby.
  /\b(?:rename|copy|link|symlink)\([^\s,()]{1,300}, ?(?<path>\/[^\s,()]{1,300})\)|rb_file_s_\w{1,20} - \([^\s,()]{1,300}, ?(?<ruby>[^\s,()]{1,300})\)/,
];

/** The path that something is brought to, when a text names a pair of them. */
export function destinationIn(text: string): string | undefined {
  for (const pattern of PAIRS) {
    const { path, ruby } = pattern.exec(text)?.groups ?? {};
    const found = path ?? ruby;
    if (found !== undefined) return found;
  }
  return undefined;
}
