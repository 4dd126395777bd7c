import type { ContainerView, Failure, Quote, Text } from '../../engine';
import {
  both,
  containersOf,
  count,
  currentEnd,
  currentFailure,
  logOfEnd,
  memoLast,
  needed,
  quoteLog,
  quoteOf,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import type { LastWord, Problem } from './lastWordSign';
import { understand } from './lastWordsRead';
import type { Understood } from './lastWordsWeight';

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
  'file-system-read-only',
  'heap-exhausted',
  'kubernetes-api-forbidden',
  'kubernetes-kind-missing',
  'leader-election-lost',
  'leftovers-of-earlier-run',
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
] as const satisfies readonly Problem[];

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
  readonly container: ContainerView;
  readonly kind: string | undefined;
  readonly facts: LastWord['facts'];
  /** For the words: the container's name, whether it is an init container, its restarts, where its log is. */
  readonly data: {
    readonly container: string;
    readonly isInit: boolean;
    readonly restarts: number;
    readonly action: 'logs' | 'previous-logs';
  };
  readonly quotes: readonly Quote[];
}

/** Ends that the program brought about itself. Of OOMKilled, StartError and the like the cluster knows more. */
const OWN_ENDS = new Set([undefined, '', 'Error', 'Completed', 'Unknown']);
/** Exit codes of a program that was stopped or killed from outside: INT, KILL and TERM. */
const STOPPED = new Set([130, 137, 143]);

/** The end whose words count: a failure that is current, or an end with success of what is started again for ever. */
function endOf(container: ContainerView, now: number): Failure | undefined {
  const failure = currentFailure(container, now);
  if (failure)
    return OWN_ENDS.has(failure.terminated.reason) ? failure : undefined;
  const { kind, restartPolicy, status } = container;
  const isLoop =
    kind !== 'init' &&
    restartPolicy === 'Always' &&
    (status.restartCount ?? 0) > 0;
  return isLoop ? currentEnd(container, now) : undefined;
}

/** Whether words of this weight explain such an end. */
function explains(
  { weight, kind }: Understood,
  { exitCode = 0 }: Failure['terminated'],
) {
  if (exitCode === 0) return weight >= 2 && kind !== 'usage';
  return STOPPED.has(exitCode) ? weight === 3 : true;
}

/** Causes that show a log's line ask for the same one after the other. */
const understoodOf = memoLast(understand);

/** What was understood of some words, and where they stand. */
interface Words {
  readonly said: Understood;
  readonly quotes: readonly Quote[];
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
  const said = of && log ? understoodOf(log[of.which] ?? '') : undefined;
  if (of && logs.status === 'ok' && said) {
    if (!explains(said, terminated)) return undefined;
    const lines = said.lines.flatMap(line =>
      quoteLog(logs.value, container.name, of.which, line),
    );
    return { said, quotes: lines };
  }
  const noted = understand(terminated.message ?? '');
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

/** Ends of the whole pod, of which the cluster says why. */
function isEndedByCluster({ metadata, status }: Pod): boolean {
  const { phase, reason } = status;
  return (
    metadata.deletionTimestamp !== undefined ||
    phase === 'Succeeded' ||
    (reason !== undefined && reason !== '' && reason !== 'DeadlineExceeded')
  );
}

/** All last words that count, whatever they tell; some thirty causes ask for them. */
const allWords = memoLast(
  (logs: Fact<FactValues['logs']>, pod: Pod, now: number) =>
    containersOf(pod).flatMap(container => {
      const end = endOf(container, now);
      const words = end && wordsOf(pod, logs, container, end);
      return words ? [{ container, end, words }] : [];
    }),
);

/** Containers whose end is current and whose last words tell this problem. Without their log, and no word elsewhere: unchecked. */
export function lastWords(
  problem: Problem,
  pod: Pod,
  logs: Fact<FactValues['logs']>,
  now: number,
): readonly LastWords[] {
  if (isEndedByCluster(pod)) return [];
  return allWords(logs, pod, now).flatMap(({ container, end, words }) => {
    if (words === 'needs logs') {
      needed('logs', logs);
      return [];
    }
    if (words.said.problem !== problem || words.quotes.length === 0) return [];
    const restarts = container.status.restartCount ?? 0;
    const action = end.at.endsWith('.state.terminated')
      ? 'logs'
      : 'previous-logs';
    return {
      container,
      kind: words.said.kind,
      facts: words.said.facts,
      data: {
        container: container.name,
        isInit: container.kind === 'init',
        restarts,
        action,
      },
      quotes: [
        ...words.quotes,
        ...quoteOf('pod', pod, `${end.at}.exitCode`),
        ...quoteOf('pod', pod, `${container.at}.restartCount`),
      ],
    };
  });
}

/** The container by name, and its restarts as the end of a sentence. */
export function inWords({ container, isInit, restarts }: LastWords['data']): {
  who: Text;
  again: Text;
} {
  const who = isInit
    ? both(`init container “${container}”`, `初始化容器“${container}”`)
    : both(`container “${container}”`, `容器“${container}”`);
  const again =
    restarts > 0
      ? both(
          `; it was restarted ${count(restarts, 'time')}`,
          `，已重启 ${restarts} 次`,
        )
      : both('', '');
  return { who, again };
}
