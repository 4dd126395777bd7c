import { own } from './read';

/** A far end that a command asks again and again. Of its text only this is kept: never a path, a user or a word besides. */
export interface Awaited {
  /** The tool that asks: `nc`, `nslookup`. */
  readonly tool: string;
  readonly host: string;
  readonly port?: number;
}

/** Any of these must be named, else nothing is looked for. */
const TOOLS =
  /\b(?:nc|ncat|netcat|nslookup|dig|getent|ping|pg_isready|psql|mysqladmin|mysql|mariadb(?:-admin)?|redis-cli|mongosh?|curl|wget|dockerize|wait4x|wait-?for(?:-?it)?(?:\.sh)?|cqlsh)\b|\/dev\/tcp\//;
/** Longer scripts are read at their beginning only. */
const LONGEST = 8192;
/** As many words after a tool belong to it. */
const REACH = 12;

const HOST = /^[a-z\d](?:[\w.-]{0,251}[a-z\d])?$/i;
const PAIR = /^(?:tcp:\/\/)?([a-z\d][\w.-]{0,252}):(\d{1,5})$/i;
/** Whoever logs in stands before the host, and is left out. */
const URL =
  /^(?:https?|tcp|amqps?|redis|mongodb|postgres(?:ql)?|mysql):\/\/(?:[^\s/@]{0,200}@)?([a-z\d][\w.-]{0,252})(?::(\d{1,5}))?(?:[/?]|$)/i;
const DEV_TCP = /\/dev\/tcp\/([a-z\d][\w.-]{0,252})\/(\d{1,5})\b/i;
/** Options of these tools that take a value. */
const VALUED =
  /^-(?:w|W|i|c|s|p|o|O|m|T|G|I|n|e|H|t|d|x|X|U|u|A|b|q)$|^--(?:timeout|max-time|connect-timeout|retry|interval|user|output|header|data|method|tries)$/;

type Found = Awaited | undefined;

function portIn(text: string | undefined): number | undefined {
  const port = Number(text);
  return /^\d{1,5}$/.test(text ?? '') && port > 0 && port < 65_536
    ? port
    : undefined;
}

const found = (tool: string, host = '', port?: string): Found => {
  const known = portIn(port);
  // A word of the shell, or a number, is no host.
  if (!HOST.test(host) || /^\d+$/.test(host)) return undefined;
  if (/^(?:do|done|then|echo|sleep|localhost|127\.\d.*)$/.test(host))
    return undefined;
  return { tool, host, ...(known !== undefined && { port: known }) };
};

/** Words that are no options, nor values of options. */
function plainWords(words: readonly string[]): string[] {
  const plain: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (VALUED.test(word)) i += 1;
    else if (!word.startsWith('-')) plain.push(word);
  }
  return plain;
}

/** The value of `-h db`, `-hdb`, `--host=db`, `--host db`. */
function valueOf(
  words: readonly string[],
  short: string,
  long: string,
): string | undefined {
  for (const [i, word] of words.entries()) {
    if (word === short || word === long) return words[i + 1];
    if (word.startsWith(`${long}=`)) return word.slice(long.length + 1);
    if (word.startsWith(short) && !word.startsWith('--')) return word.slice(2);
  }
  return undefined;
}

/** Clients that name the host by an option, the option of the port, and the port without it. Of MySQL `-p` is the password. */
const CLIENTS: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:pg_isready|psql)$/, '-p', '5432'],
  [/^(?:mysql(?:admin)?|mariadb(?:-admin)?)$/, '-P', '3306'],
  [/^redis-cli$/, '-p', '6379'],
];

/** What one tool asks, by the words after it. */
function askedBy(tool: string, words: readonly string[]): Found {
  const name = tool.split('/').pop() ?? '';
  const [first, second] = plainWords(words);
  if (/^(?:nc|ncat|netcat)$/.test(name))
    return portIn(second) === undefined
      ? undefined
      : found(name, first, second);
  if (/^(?:nslookup|ping|dig)$/.test(name)) return found(name, first);
  if (name === 'getent')
    return /^a?hosts/.test(words[0] ?? '') ? found(name, words[1]) : undefined;
  const client = CLIENTS.find(([names]) => names.test(name));
  return client
    ? found(
        name,
        valueOf(words, '-h', '--host'),
        valueOf(words, client[1], '--port') ?? client[2],
      )
    : undefined;
}

const PAIRED =
  /^(?:.{0,200}\/)?(?:wait-?for(?:-?it)?(?:\.sh)?|dockerize|wait4x)$/;
const WEB = /^(?:.{0,200}\/)?(?:curl|wget|dockerize|wait4x|mongosh?)$/;

/** What stands at word `i`, if a tool begins there. */
function awaitedAt(words: readonly string[], i: number): Found {
  const word = words[i] ?? '';
  const tool = word.split('/').pop() ?? '';
  const [, host, port] = DEV_TCP.exec(word) ?? [];
  if (host) return found('/dev/tcp', host, port);
  const after = words.slice(i + 1, i + 1 + REACH);
  if (PAIRED.test(word)) {
    const pair = after.map(one => PAIR.exec(one)).find(Boolean);
    if (pair) return found(tool, pair[1], pair[2]);
  }
  if (WEB.test(word)) {
    const url = after.map(one => URL.exec(one)).find(Boolean);
    return url ? found(tool, url[1], url[2]) : undefined;
  }
  return askedBy(word, after);
}

/** The far ends that a container's command and arguments ask for by the tools that scripts wait with. */
export function awaitsIn(container: unknown): Awaited[] {
  const texts = ['command', 'args'].flatMap(name => own(container, name) ?? []);
  const text = texts
    .flatMap(one => (typeof one === 'string' ? one.slice(0, LONGEST) : []))
    .join(' ')
    .slice(0, LONGEST);
  if (!TOOLS.test(text)) return [];
  const words = text.split(/[\s"'`;|&(){}<>]+/).filter(word => word !== '');
  const all = words.flatMap((_, i) => awaitedAt(words, i) ?? []);
  return all
    .filter(
      (one, i) =>
        all.findIndex(
          ({ host, port }) => host === one.host && port === one.port,
        ) === i,
    )
    .slice(0, 8);
}
