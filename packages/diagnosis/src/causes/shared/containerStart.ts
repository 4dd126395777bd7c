import type { ContainerView, Failure, Quote } from '../../engine';
import {
  containersOf,
  currentFailure,
  logOfEnd,
  memoLast,
  needed,
  newestEvent,
  quoteLog,
  quoteOf,
} from '../../engine';
import { parseTime } from '../../facts/time';
import type { Fact } from '../../facts/fact';
import type { Pod } from '../../facts/objects';
import type { FactValues, Subject } from '../../facts/snapshot';
import { startProblemInLog } from './startLastWords';
import { isStartReason } from './startReason';
import type { Recognised } from './startProblems';
import { startProblem } from './startProblems';

/** A container that could not be made or started. */
export interface StartFailure extends Recognised {
  readonly container: ContainerView;
  /** The words it was recognised by. */
  readonly message: string;
  readonly quotes: readonly Quote[];
}

/** What a cause about starts is given; all but the pod may be missing. */
export interface StartReading {
  readonly pod: Pod;
  readonly events: Fact<FactValues['events']>;
  readonly logs?: Fact<FactValues['logs']>;
  readonly subject: Subject;
  readonly now: number;
}

type Start = Omit<StartReading, 'subject' | 'logs'> & {
  readonly logs: StartReading['logs'] | undefined;
};

/** Reasons of an end that was no run: containerd and CRI-O; Docker. */
const NEVER_RAN = /^(?:StartError|ContainerCannotRun)$/;
const BY_RUNTIME =
  /OCI runtime|runc |crun|container_linux\.go|starting container process|containerd task|response from daemon|container init/;

/** A text that may say why, and its evidence. */
interface Said {
  readonly message: string;
  readonly quotes: readonly Quote[];
}

function fromWaiting(pod: Pod, { status, at }: ContainerView): Said[] {
  const { reason = '', message = '' } = status.state?.waiting ?? {};
  if (!isStartReason(reason)) return [];
  const quotes = [
    ...quoteOf('pod', pod, `${at}.state.waiting.message`),
    ...quoteOf('pod', pod, `${at}.state.waiting.reason`),
  ];
  return [
    { message: /\s/.test(reason) ? `${reason} ${message}` : message, quotes },
  ];
}

/** An end whose message is the runtime's, not the program's own last words. */
function fromEnd(pod: Pod, { status, at }: ContainerView): Said[] {
  const { waiting, terminated } = status.state ?? {};
  const { reason: now = '' } = waiting ?? {};
  // Once it waits for something else, such as a new image, the end before is history.
  const isTriedAgain = now === 'CrashLoopBackOff' || isStartReason(now);
  const ends = [
    ['state', terminated],
    ['lastState', isTriedAgain ? status.lastState?.terminated : undefined],
  ] as const;
  return ends.flatMap(([place, end]) => {
    const { reason = '', message = '', exitCode = 0 } = end ?? {};
    const isRuntime =
      NEVER_RAN.test(reason) ||
      (exitCode >= 125 &&
        exitCode <= 128 &&
        BY_RUNTIME.test(message.slice(0, 500)));
    if (!isRuntime) return [];
    const quotes = ['message', 'reason', 'exitCode'].flatMap(field =>
      quoteOf('pod', pod, `${at}.${place}.terminated.${field}`),
    );
    return [{ message, quotes }];
  });
}

const ERROR_EVENT = /^Error: |^Internal Pre\w{1,20}Container hook failed: /;
/** Says no more than the status. */
const EMPTY_EVENT = /^Error: (?:\w{1,60})$/;

/** The newest event about a failed start of this container, unless it has been started since. */
function fromEvents(
  events: Fact<FactValues['events']>,
  { name }: ContainerView,
): Said[] {
  if (events.status !== 'ok') return [];
  const isOurs = (fieldPath = '') => fieldPath.endsWith(`{${name}}`);
  const i = newestEvent(
    events.value,
    ({ reason, message = '', involvedObject }) =>
      reason === 'Failed' &&
      isOurs(involvedObject.fieldPath) &&
      ERROR_EVENT.test(message) &&
      !EMPTY_EVENT.test(message),
  );
  if (i === undefined) return [];
  const event = events.value[i];
  const started = newestEvent(
    events.value,
    ({ reason, involvedObject }) =>
      reason === 'Started' && isOurs(involvedObject.fieldPath),
  );
  const since = parseTime(
    started === undefined ? undefined : events.value[started]?.lastSeen,
  );
  const failed = parseTime(event?.lastSeen);
  if (since !== undefined && failed !== undefined && since > failed) return [];
  return [
    {
      message: event?.message ?? '',
      quotes: [
        ...quoteOf('events', events.value, `${i}.message`),
        ...quoteOf('events', events.value, `${i}.reason`),
      ],
    },
  ];
}

/** Exit codes of a start that failed after the runtime had handed over to the program's first step. */
const HANDED_OVER = new Set([1, 126, 127, 255]);
const TAIL = 4096;

function lastWordsOf(
  { name }: ContainerView,
  end: Failure,
  logs: FactValues['logs'],
): StartWords | undefined {
  const { which, log } = logOfEnd(logs, name, end) ?? {
    which: 'previous' as const, // literal type of a log's name
    log: '',
  };
  for (const line of log.slice(-TAIL).split(/\r?\n/)) {
    const found = startProblemInLog(line);
    const quotes = found ? quoteLog(logs, name, which, line) : [];
    if (found && quotes.length > 0) return { ...found, message: line, quotes };
  }
  // terminationMessagePolicy: FallbackToLogsOnError
  for (const line of (end.terminated.message ?? '').slice(-TAIL).split('\n')) {
    const found = startProblemInLog(line);
    if (found) return { ...found, message: line, quotes: [] };
  }
  return undefined;
}

type StartWords = Recognised & Said;

/** What the last step before the program wrote into its log. */
function fromLog(
  container: ContainerView,
  { pod, logs, now }: Start,
): StartWords | undefined {
  const end = currentFailure(container, now);
  if (!end || !HANDED_OVER.has(end.terminated.exitCode ?? 0)) return undefined;
  const known = logs?.status === 'ok' ? logs.value : {};
  const said = lastWordsOf(container, end, known);
  return (
    said && {
      ...said,
      quotes: [
        ...said.quotes,
        ...quoteOf('pod', pod, `${end.at}.message`),
        ...quoteOf('pod', pod, `${end.at}.exitCode`),
      ],
    }
  );
}

/** Runtimes show a variable with a zero byte in it, value and all: such a message is no evidence to show. */
function safe(message: string, quotes: readonly Quote[]): readonly Quote[] {
  return /null\(|nul byte|contains nul/.test(message)
    ? quotes.filter(({ at }) => !at.endsWith('message'))
    : quotes;
}

/** Whether the container is not running for want of a start, or has just failed to start and will be tried again. */
function failureOf(
  reading: Start,
  container: ContainerView,
): StartFailure | undefined {
  const { pod, events } = reading;
  if (container.status.state?.running) {
    return undefined;
  }
  const image = container.spec?.image ?? '';
  const ofStatus = [...fromWaiting(pod, container), ...fromEnd(pod, container)];
  const { reason = '' } = container.status.state?.waiting ?? {};
  const mayBe =
    ofStatus.length > 0 ||
    reason === 'ContainerCreating' ||
    reason === 'PodInitializing';
  const said = [...ofStatus, ...(mayBe ? fromEvents(events, container) : [])];
  for (const { message, quotes } of said) {
    const found = startProblem(message, image);
    if (found.problem !== 'unknown') {
      return { ...found, container, message, quotes: safe(message, quotes) };
    }
  }
  const last = fromLog(container, reading);
  if (last) return { ...last, container };
  const [first] = ofStatus;
  // The kubelet's own managers of devices, CPUs and memory refused, whatever their words.
  const isHook = /^Pre(?:Create|Start)HookError/.test(reason);
  const problem = isHook ? 'device-missing' : 'unknown';
  const quotes = first && safe(first.message, first.quotes);
  return first && quotes && { ...first, quotes, container, problem, named: '' };
}

/** A pod that is leaving or has done its work has no start that matters. */
function isOver({ metadata, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp !== undefined || status.phase === 'Succeeded'
  );
}

const remembered = () =>
  memoLast(
    (pod: Pod, events: Start['events'], logs: Start['logs'], now: number) =>
      containersOf(pod).flatMap(
        one => failureOf({ pod, events, logs, now }, one) ?? [],
      ),
  );
/** Some thirty causes ask the same of a pod, some with its logs. */
const byStatus = remembered();
const byLogsToo = remembered();

/** All containers of the pod that could not be made or started, each with the one problem that the words tell. */
export function startFailures(reading: StartReading): readonly StartFailure[] {
  const { pod, events, logs, now } = reading;
  if (isOver(pod)) return [];
  return (logs ? byLogsToo : byStatus)(pod, events, logs, now);
}

/** A container whose own program ended at once in a way that only its log explains. */
function endedAtOnce(container: ContainerView, now: number): boolean {
  const { terminated } = currentFailure(container, now) ?? {};
  const from = parseTime(terminated?.startedAt);
  const to = parseTime(terminated?.finishedAt);
  return (
    (terminated?.exitCode === 1 || terminated?.exitCode === 255) &&
    terminated.reason === 'Error' &&
    from !== undefined &&
    to !== undefined &&
    to - from <= 1000
  );
}

/** Ends the cause unchecked when only a log that was not read could tell of a start that failed. */
export function needLogOfStart({ pod, logs, now }: StartReading): void {
  if (logs === undefined || logs.status === 'ok' || isOver(pod)) return;
  if (containersOf(pod).some(one => endedAtOnce(one, now)))
    needed('logs', logs);
}
