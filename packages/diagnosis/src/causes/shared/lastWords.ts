import type { ContainerView, Failure, Quote, Text } from '../../engine';
import {
  both,
  containersOf,
  count,
  currentEnd,
  currentFailure,
  logOfEnd,
  needed,
  quoteLog,
  quoteOf,
} from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { ContainerLog, FactValues } from '../../facts/snapshot';
import type { LastWord, Problem } from './lastWordSign';
import {
  logOfProbe,
  PROBE_CONSEQUENCES,
  PROBE_PROBLEMS,
} from './lastWordsProbe';
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
    readonly restarts: number;
    readonly action: 'logs' | 'previous-logs';
    /** Set when the program did not end by itself: its probe fails. */
    readonly byProbe?: true;
  };
  readonly quotes: readonly Quote[];
}

/** Ends that the program brought about itself. Of OOMKilled, StartError and the like the cluster knows more. */
const OWN_ENDS = new Set([undefined, '', 'Error', 'Completed', 'Unknown']);
/** Exit codes of a program that was stopped or killed from outside: INT, KILL and TERM. */
const STOPPED = new Set([130, 137, 143]);

const seenLogs = new WeakMap<
  ContainerLog,
  Partial<Record<'current' | 'previous', Understood | undefined>>
>();
const seenMessages = new WeakMap<
  Failure['terminated'],
  Understood | undefined
>();

/** Each cause asks for the same words; they are understood once. */
function ofLog(log: ContainerLog, which: 'current' | 'previous') {
  const before = seenLogs.get(log) ?? {};
  if (!(which in before)) {
    before[which] = understand(log[which] ?? '');
    seenLogs.set(log, before);
  }
  return before[which];
}

function ofMessage(terminated: Failure['terminated']): Understood | undefined {
  if (!seenMessages.has(terminated))
    seenMessages.set(terminated, understand(terminated.message ?? ''));
  return seenMessages.get(terminated);
}

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

/** The words of one end with their quotes: by the log of that instance, else by its termination message. */
function wordsOf(
  pod: Pod,
  logs: Fact<FactValues['logs']>,
  container: ContainerView,
  end: Failure,
) {
  const { terminated, at } = end;
  const of = logs.status === 'ok' && logOfEnd(logs.value, container.name, end);
  const log = of && logs.status === 'ok' && logs.value[container.name];
  const said = of && log ? ofLog(log, of.which) : undefined;
  if (of && logs.status === 'ok' && said) {
    if (!explains(said, terminated)) return undefined;
    const lines = said.lines.flatMap(line =>
      quoteLog(logs.value, container.name, of.which, line),
    );
    return { said, quotes: lines };
  }
  const noted = ofMessage(terminated);
  if (noted && explains(noted, terminated))
    return { said: noted, quotes: quoteOf('pod', pod, `${at}.message`) };
  if (logs.status !== 'ok') needed('logs', logs);
  return undefined;
}

/** Quotes the line of the log that tells the problem, whatever the exit code; `[]` when none is understood. */
export function understoodAt(
  logs: Fact<FactValues['logs']>,
  container: string,
  end: Failure,
): Quote[] {
  const of = logs.status === 'ok' && logOfEnd(logs.value, container, end);
  const log = of && logs.status === 'ok' && logs.value[container];
  const [line] = (of && log && ofLog(log, of.which)?.lines) || [];
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

/** What the words were read of: an end, or what runs and does not pass its probe. */
function wordsFor(
  pod: Pod,
  logs: Fact<FactValues['logs']>,
  container: ContainerView,
  problem: Problem,
  now: number,
) {
  const end = endOf(container, now);
  const own = end && wordsOf(pod, logs, container, end);
  if (own)
    return {
      ...own,
      at: `${end.at}.exitCode`,
      isNow: end.at.endsWith('.state.terminated'),
      byProbe: false,
    };
  const which = logOfProbe(pod, container, end, now);
  if (which !== undefined && PROBE_PROBLEMS.has(problem)) needed('logs', logs);
  const log = logs.status === 'ok' ? logs.value[container.name] : undefined;
  const said = which && log && ofLog(log, which);
  if (which === undefined || logs.status !== 'ok') return undefined;
  if (!said || said.weight < 2 || !PROBE_PROBLEMS.has(said.problem))
    return undefined;
  return {
    said,
    quotes: said.lines.flatMap(line =>
      quoteLog(logs.value, container.name, which, line),
    ),
    at: `${container.at}.ready`,
    isNow: which === 'current',
    byProbe: true,
  };
}

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
  return containersOf(pod).flatMap(container => {
    const words = wordsFor(pod, logs, container, problem, now);
    if (!words || words.said.problem !== problem || words.quotes.length === 0)
      return [];
    const { byProbe, isNow, said, quotes, at } = words;
    const { name: whose } = container;
    return {
      container,
      whose: {
        container: whose,
        ...(byProbe && { beats: PROBE_CONSEQUENCES }),
      },
      kind: said.kind,
      facts: said.facts,
      data: {
        container: whose,
        isInit: container.kind === 'init',
        restarts: container.status.restartCount ?? 0,
        action: isNow ? ('logs' as const) : ('previous-logs' as const), // literal types
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
  const again =
    restarts > 0
      ? both(
          `; it was restarted ${count(restarts, 'time')}`,
          `，已重启 ${restarts} 次`,
        )
      : both('', '');
  const ended = byProbe
    ? both('does not pass its probe', '未能通过探针检查')
    : both('ended', '结束');
  return { who, again, ended };
}
