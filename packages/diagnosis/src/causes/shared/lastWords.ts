import type { ContainerView, Failure, Quote, Text } from '../../engine';
import {
  both,
  containersOf,
  logOfEnd,
  memoLast,
  needed,
  quoteLog,
  quoteOf,
  sentenceOf,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { LastWord, Problem } from './lastWordSign';
import {
  explainsProbe,
  isAskedToEnd,
  logOfProbe,
  PROBE_CONSEQUENCES,
  PROBE_PROBLEMS,
} from './lastWordsProbe';
import { endOf, explains, isEndedByCluster } from './lastWordsEnd';
import { understand } from './lastWordsRead';
import { notFoundByShell } from './lastWordsShell';
import type { Understood } from './lastWordsWeight';
import type { Restarts } from './restarts';
import { restartsAt, restartsOf } from './restarts';

/**
 * Every cause that reads last words, by id. What the cluster itself says (OOMKilled, a probe's kill, an eviction) beats them: such
 * causes name this list in `beats`.
 */
export const lastWordCauses = [
  'address-in-use',
  'arguments-invalid',
  'cloud-access-denied',
  'data-directory-incompatible',
  'data-directory-locked',
  'database-not-migrated',
  'dependency-answers-with-error',
  'dependency-name-not-resolved',
  'dependency-refuses-connection',
  'dependency-refuses-login',
  'dependency-times-out',
  'disk-full',
  'environment-variable-missing',
  'file-missing',
  'file-mode-too-open',
  'file-system-read-only',
  'heap-exhausted',
  'kubernetes-api-forbidden',
  'kubernetes-kind-missing',
  'kubernetes-object-missing',
  'leader-election-lost',
  'leftovers-of-earlier-run',
  'network-policy-blocks',
  'node-setting-too-low',
  'permission-denied-on-file',
  'port-not-permitted',
  'privilege-missing',
  'process-limit-reached',
  'processor-unsupported',
  'program-part-missing',
  'settings-invalid',
  'tls-fails',
  'too-many-open-files',
  'unhandled-exception',
  'user-not-accepted',
] as const satisfies readonly (Problem | 'network-policy-blocks')[];

/** What last words make a consequence: the end itself. */
export const endings = [
  'container-exits-with-error',
  'container-exits-cleanly',
  'crashes-by-signal',
  'killed-from-outside',
  'stopped-by-signal',
] as const;

/** The last words of one container, with what every explanation of them needs. */
export interface LastWords {
  /** Whose they are, and what is a consequence of them besides the end. */
  readonly whose: {
    readonly container: string;
    readonly beats?: readonly string[];
  };
  readonly container: ContainerView;
  readonly kind: string | undefined;
  readonly facts: LastWord['facts'];
  /** For the words: the container's name, whether it is an init container, its restarts, where its log is. */
  readonly data: {
    readonly container: string;
    readonly isInit: boolean;
    readonly restarts: Restarts;
    readonly action: 'logs' | 'previous-logs';
    /** Set when the program did not end by itself: its probe fails. */
    readonly byProbe?: true;
  };
  readonly quotes: readonly Quote[];
}

/** Causes that show a log's line ask for the same one after the other. */
const understoodOf = memoLast(understand);

/** What was understood of some words, and where they stand. */
interface Words {
  readonly said: Understood;
  readonly quotes: readonly Quote[];
}

/** The lines of some words, each with those over which its sentence is wrapped. */
function quotesOf(
  logs: FactValues['logs'],
  { name }: ContainerView,
  which: 'current' | 'previous',
  { lines }: Understood,
): readonly Quote[] {
  const log = logs[name]?.[which] ?? '';
  const wrapped = lines.flatMap(line => sentenceOf(log, line));
  return [...new Set(wrapped)].flatMap(line =>
    quoteLog(logs, name, which, line),
  );
}

/** The words of one end with their quotes: by the log of that instance, else by its termination message. */
function wordsOf(
  pod: Pod,
  logs: Fact<FactValues['logs']>,
  container: ContainerView,
  end: Failure,
): Words | 'needs logs' | undefined {
  const { terminated, at } = end;
  const of = logs.status === 'ok' && logOfEnd(logs.value, container.name, end);
  const log = of && logs.status === 'ok' && logs.value[container.name];
  const { exitCode = 0 } = terminated;
  const text = (of && log && log[of.which]) || '';
  const said = notFoundByShell(text, exitCode) ?? understoodOf(text);
  if (of && logs.status === 'ok' && text && said) {
    if (!explains(said, terminated)) return undefined;
    return { said, quotes: quotesOf(logs.value, container, of.which, said) };
  }
  const message = terminated.message ?? '';
  const noted = notFoundByShell(message, exitCode) ?? understand(message);
  if (noted && explains(noted, terminated))
    return { said: noted, quotes: quoteOf('pod', pod, `${at}.message`) };
  return logs.status === 'ok' ? undefined : 'needs logs';
}

/** Quotes the line of the log that tells the problem, whatever the exit code; `[]` when none is understood. */
export function understoodAt(
  logs: Fact<FactValues['logs']>,
  container: string,
  end: Failure,
): Quote[] {
  const of = logs.status === 'ok' && logOfEnd(logs.value, container, end);
  const log = of && logs.status === 'ok' && logs.value[container];
  const [line] = (of && log && understoodOf(log[of.which] ?? '')?.lines) || [];
  return of && logs.status === 'ok' && line !== undefined
    ? quoteLog(logs.value, container, of.which, line)
    : [];
}

/** What was read of one container: of an end, or of what runs and does not pass its probe. */
interface Read {
  readonly container: ContainerView;
  /** Where in the pod it stands that it ended, or is not ready. */
  readonly at: string;
  readonly isCurrent: boolean;
  readonly byProbe: boolean;
  readonly words: Words | 'needs logs';
}

/** The words behind a failing probe. */
function wordsOfProbe(
  logs: Fact<FactValues['logs']>,
  container: ContainerView,
  which: 'current' | 'previous',
): Words | 'needs logs' | undefined {
  if (logs.status !== 'ok') return 'needs logs';
  const { name } = container;
  const said = understoodOf(logs.value[name]?.[which] ?? '');
  if (!said || said.weight < 2 || !explainsProbe(said.problem, said.kind))
    return undefined;
  return { said, quotes: quotesOf(logs.value, container, which, said) };
}

function readOf(
  logs: Fact<FactValues['logs']>,
  pod: Pod,
  container: ContainerView,
  now: number,
): Read | undefined {
  const end = endOf(container, now);
  const own = end && wordsOf(pod, logs, container, end);
  if (own)
    return {
      container,
      words: own,
      at: `${end.at}.exitCode`,
      isCurrent: end.at.endsWith('.state.terminated'),
      byProbe:
        own !== 'needs logs' && isAskedToEnd(logs, container, end, own.said),
    };
  const which = logOfProbe(pod, container, end, now);
  const words = which && wordsOfProbe(logs, container, which);
  return words
    ? {
        container,
        words,
        at: `${container.at}.ready`,
        isCurrent: which === 'current',
        byProbe: true,
      }
    : undefined;
}

/** All last words that count, whatever they tell; some thirty causes ask for them. */
const allWords = memoLast(
  (logs: Fact<FactValues['logs']>, pod: Pod, now: number) =>
    containersOf(pod).flatMap(
      container => readOf(logs, pod, container, now) ?? [],
    ),
);

/**
 * Containers whose end is current and whose last words tell this problem, and those that do not pass their probe while their log
 * tells it. Without their log, and no word elsewhere: unchecked.
 */
export function lastWords(
  problem: Problem,
  pod: Pod,
  logs: Fact<FactValues['logs']>,
  now: number,
): readonly LastWords[] {
  if (isEndedByCluster(pod)) return [];
  return allWords(logs, pod, now).flatMap(read => {
    const { container, words, at, byProbe, isCurrent } = read;
    if (words === 'needs logs') {
      if (!byProbe || PROBE_PROBLEMS.has(problem)) needed('logs', logs);
      return [];
    }
    const { said, quotes } = words;
    if (said.problem !== problem || quotes.length === 0) return [];
    const { name } = container;
    return {
      container,
      whose: {
        container: name,
        ...(byProbe && { beats: PROBE_CONSEQUENCES }),
      },
      kind: said.kind,
      facts: said.facts,
      data: {
        container: name,
        isInit: container.kind === 'init',
        restarts: restartsAt(container, now),
        action: isCurrent ? ('logs' as const) : ('previous-logs' as const), // literal types
        ...(byProbe && { byProbe }),
      },
      quotes: [
        ...quotes,
        ...quoteOf('pod', pod, at),
        ...quoteOf('pod', pod, `${container.at}.restartCount`),
      ],
    };
  });
}

/** The container by name, and its restarts as the end of a sentence. */
export function inWords({
  container,
  isInit,
  restarts,
  byProbe,
}: LastWords['data']): { who: Text; again: Text; ended: Text } {
  const who = isInit
    ? both(`init container “${container}”`, `初始化容器“${container}”`)
    : both(`container “${container}”`, `容器“${container}”`);
  const { en, zh } = restartsOf(restarts);
  const again =
    restarts.count > 0 ? both(`; it ${en}`, `，${zh}`) : both('', '');
  const ended = byProbe
    ? both('does not pass its probe', '未能通过探针检查')
    : both('ended', '结束');
  return { who, again, ended };
}
