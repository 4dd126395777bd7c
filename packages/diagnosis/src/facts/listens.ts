import { own } from './read';

/** A port that the program's own arguments tell it to listen on. Of the arguments nothing else is kept. */
export interface Listener {
  /** The option that says so, without its value. */
  readonly option: string;
  /** What the option calls the port: `http`, `grpc`, `metrics`; nothing for a plain `--port`. */
  readonly role?: string;
  readonly port: number;
  /** Only from within the pod: it is bound to the loopback address. */
  readonly isLocal?: boolean;
}

/** `--http-address`, `-web.listen-address`, `--secure-port`, `--bind`, `--port`; a role may stand before. */
const OPTION =
  /^--?(?:(?<role>https?|grpc|web|api|metrics?|telemetry|health(?:z|-probe)?|probe|admin|webhook|status|prometheus|pprof|secure|tls|server|app|public)[-._]?)?(?:(?<bind>(?:http[-._]?)?listen(?:ing)?(?:[-._]?(?:addr(?:ess)?|port|on|host))?|bind(?:[-._]?(?:addr(?:ess)?|port|to))?)|addr(?:ess)?|port)$/i;
/** Of Traefik, whose entry points have names of their own; of Java's frameworks; of ASP.NET. */
const ENTRY = /^--entrypoints\.(?<role>[\w-]{1,30})\.address$/i;
const PROPERTY = /^(?:-D|--)server\.port$/;
const URLS = /^--urls$/i;
/** Says where a program connects to. */
const FAR_END = /^(?:-h|--?(?:host|hostname|server|endpoint|remote))$/i;

const ADDRESS =
  /^(?:(?<scheme>https?|tcp):\/\/)?(?<host>\*|\+|\[?::\]?|\[::1\]|0\.0\.0\.0|127\.0\.0\.1|localhost|\[?\$\([\w.]{1,60}\)\]?|\[?\$\{?\w{1,60}\}?\]?)?:(?<port>\d{1,5})\/?$/i;
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])$/i;
const ANYWHERE =
  /^(?:|\*|\+|\[?::1?\]?|0\.0\.0\.0|127\.0\.0\.1|localhost|\[?\$.*)$/i;
/** A manifest with more words than this is a script, of which the beginning has to do. */
const MOST_WORDS = 400;

interface Word {
  readonly option: string;
  readonly value: string;
}

/** Options with their values, whether written as one word, as two, or within a line for a shell. */
function optionsIn(value: unknown): Word[] {
  const texts = ['command', 'args'].flatMap(name => own(value, name) ?? []);
  const words = texts
    .slice(0, MOST_WORDS)
    .flatMap(one =>
      typeof one === 'string' ? one.slice(0, 8192).split(/[\s"']+/) : [],
    )
    .slice(0, MOST_WORDS);
  return words.map((word, i) => {
    const [option = '', ...rest] = word.slice(0, 300).split('=');
    const next = words[i + 1]?.slice(0, 300) ?? '';
    return { option, value: rest.length > 0 ? rest.join('=') : next };
  });
}

function isPort(text: string | undefined): boolean {
  const port = Number(text);
  return /^\d{1,5}$/.test(text ?? '') && port > 0 && port < 65_536;
}

function roleOf(option: string): { role: string } | undefined {
  const match = OPTION.exec(option) ?? ENTRY.exec(option);
  const role = match?.groups?.role?.toLowerCase();
  if (role === undefined || /^(?:server|app|public)$/.test(role))
    return undefined;
  return { role: /^(?:secure|tls)$/.test(role) ? 'https' : role };
}

/** What one option says, if it surely says where to listen. */
function listenersOf({ option, value }: Word, hasFarEnd: boolean): Listener[] {
  const known = OPTION.exec(option);
  const isBare = known !== null && /port|listen|bind/i.test(option);
  const isProgram = option === 'http.server' || PROPERTY.test(option);
  if (isPort(value) && ((isBare && !hasFarEnd) || isProgram))
    return [{ option, ...roleOf(option), port: Number(value) }];
  const isAddress =
    known ?? (ENTRY.test(option) || URLS.test(option) || option === '-b');
  if (!isAddress) return [];
  return value.split(/[,;]/).flatMap(one => {
    const { scheme, host = '', port } = ADDRESS.exec(one)?.groups ?? {};
    if (!isPort(port)) return [];
    const isLocal = LOOPBACK.test(host);
    // `--address=localhost:80` may be where it connects to.
    if (isLocal && !known?.groups?.bind) return [];
    const role =
      roleOf(option) ?? (scheme && URLS.test(option) ? { role: scheme } : {});
    return [
      { option, ...role, port: Number(port), ...(isLocal && { isLocal }) },
    ];
  });
}

/** The ports that a container's command and arguments say the program listens on, each with the option that says it. */
export function listenersIn(container: unknown): Listener[] {
  const options = optionsIn(container);
  const hasFarEnd = options.some(
    ({ option, value }) => FAR_END.test(option) && !ANYWHERE.test(value),
  );
  return options.flatMap(one => listenersOf(one, hasFarEnd)).slice(0, 20);
}
