import type { LogLine } from '../../engine';
import { addressIn, destinationIn, pathIn } from './lastWordsAddress';
import type { FactOfWord, LastWord, Problem, Sign } from './lastWordSign';
import type { Weight } from './lastWordsWeight';

/** Groups of signs that are facts by their own name; any other group names the main thing. */
const FACTS = new Set<string>([
  'action',
  'address',
  'bytes',
  'database',
  'file',
  'group',
  'have',
  'host',
  'line',
  'mode',
  'path',
  'port',
  'resource',
  'setting',
  'status',
  'user',
  'verb',
  'want',
  'where',
] satisfies FactOfWord[]);

/** Problems whose words name a far end. */
export const OF_ADDRESS = /^(?:dependency|tls)-/;
/** Problems whose words name a file. */
const OF_PATH: ReadonlySet<Problem> = new Set([
  'data-directory-incompatible',
  'data-directory-locked',
  'disk-full',
  'file-missing',
  'file-mode-too-open',
  'file-system-read-only',
  'leftovers-of-earlier-run',
  'permission-denied-on-file',
  'privilege-missing',
  'settings-invalid',
  'tls-fails',
]);

/** Problems of writing: of two paths, the one that something is brought to. */
const WRITES: ReadonlySet<Problem> = new Set([
  'disk-full',
  'file-system-read-only',
  'leftovers-of-earlier-run',
  'permission-denied-on-file',
  'privilege-missing',
]);

/** Problems that are often told on a line of their own, below the one that names the file. */
const OF_ACCESS: ReadonlySet<Problem> = new Set([
  'file-missing',
  'file-system-read-only',
  'permission-denied-on-file',
]);

/** A line that says something known. */
export interface Candidate {
  readonly i: number;
  readonly weight: Weight;
  readonly sign: Sign;
  /** One more line that belongs to it. */
  readonly also?: number | undefined;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** Nested logs write `\"`. */
export const plain = (text: string) =>
  text.includes('\\"') ? text.replace(/\\+"/g, '"') : text;

/** Where a tool has written more about its failure: no file that anything lacks. */
export const OWN_LOG =
  /\b(?:npm-debug|yarn-error|pnpm-debug|lerna-debug|firebase-debug|CMakeError|config)\.log\b|\b_logs\/|\b(?:complete|full|detailed|debug|build) (?:logs?|output|report)\b.{0,60}(?:can be found|written to|saved (?:in|to|at)|is located)|following file with any support request|\bhs_err_pid\d|\bCrash dump is being written/i;

/** What follows belongs to it: its detail and hint. */
function windowAt(lines: readonly LogLine[], i: number): string {
  return lines
    .slice(i, i + 3)
    .filter(
      ({ level, isFrame, text }, k) =>
        k === 0 || (level !== 'info' && !isFrame && !OWN_LOG.test(text)),
    )
    .map(({ text }) => plain(text))
    .join('\n');
}

/** The file that the lines just before name, when the one that tells what is wrong with it does not. */
function pathBefore(lines: readonly LogLine[], i: number) {
  const before = lines.slice(Math.max(0, i - 2), i).reverse();
  for (const { level, isFrame, text } of before) {
    if (level === 'info' || isFrame || OWN_LOG.test(text)) return undefined;
    const path = pathIn(plain(text));
    if (path?.startsWith('/')) return path;
  }
  return undefined;
}

/** Facts by the sign's groups, and the far end or file that the text names besides. */
export function factsAt(
  lines: readonly LogLine[],
  { i, sign, groups }: Candidate,
): LastWord['facts'] {
  const facts: Record<string, string> = {};
  for (const [name, value] of Object.entries(groups)) {
    if (value) facts[FACTS.has(name) ? name : 'name'] ??= value;
  }
  const own = plain(lines[i]?.text ?? '');
  const text = windowAt(lines, i);
  if (OF_ADDRESS.test(sign[0])) {
    const { host, port } = addressIn(text);
    if (facts.host === undefined && host) facts.host = host;
    if (facts.port === undefined && port && facts.host === host)
      facts.port = port;
  }
  const path =
    OF_PATH.has(sign[0]) &&
    (facts.path ??
      (WRITES.has(sign[0]) ? destinationIn(own) : undefined) ??
      pathIn(own) ??
      pathIn(text) ??
      (OF_ACCESS.has(sign[0]) ? pathBefore(lines, i) : undefined));
  return path ? { ...facts, path } : facts;
}

/** How much a reader learns from such facts. */
export const isRich = ({ host, path, name, port }: LastWord['facts']) =>
  Number(Boolean(host ?? path ?? name)) +
  Number(Boolean(host && (port ?? name)));
