import type { ContainerLog, ContainerStatus, Pod } from 'pod-diagnosis';

/** A log worth reading. */
export interface LogToRead {
  readonly container: string;
  /** Which instance's log to ask for. */
  readonly previous: boolean;
  /** What that log is: of the last instance, of the one before, or both, when none has started since. */
  readonly is: readonly (keyof ContainerLog)[];
  /** Tells this log from one that may hold other words: each is read once. */
  readonly key: string;
}

/** How long the log of a container that runs and is not ready stays the newest, when it has just started; see {@link turnOf}. */
const FIRST_TURN_MS = 15_000;

const statusesOf = ({ status }: Pod) => [
  ...status.initContainerStatuses,
  ...status.containerStatuses,
];

/** Of a sick pod: the last words of each container that ended badly, and what each that runs and is not ready says. `now`: milliseconds since the epoch. */
export function logsOfSick(pod: Pod, now: number): readonly LogToRead[] {
  const uid = pod.metadata.uid ?? '';
  return statusesOf(pod).flatMap(container => [
    ...lastWords(uid, container),
    ...(container.ready === true ? [] : newestWords(uid, container, now)),
  ]);
}

/** Of a pod that is well and whose end is waited for: what each container that runs says. */
export function logsOfRunning(pod: Pod, now: number): readonly LogToRead[] {
  const uid = pod.metadata.uid ?? '';
  return statusesOf(pod).flatMap(each => newestWords(uid, each, now));
}

/** Whether a container of the pod has ended badly. */
export function hasCrashed(pod: Pod): boolean {
  return statusesOf(pod).some(each => lastWords('', each).length > 0);
}

function lastWords(uid: string, status: ContainerStatus): readonly LogToRead[] {
  const { name, restartCount = 0, state, lastState } = status;
  const now = state?.terminated;
  const ended = now ?? lastState?.terminated;
  if (name === undefined || !ended) {
    return [];
  }
  if ((now ?? state?.running) && ended.exitCode === 0) {
    return [];
  }
  const { exitCode = '', reason = '', signal = '' } = ended;
  const turn = turnOf(now ? restartCount + 1 : restartCount);
  return [
    {
      container: name,
      ...whichLog(status),
      key: [uid, name, exitCode, signal, reason, turn].join('/'),
    },
  ];
}

function newestWords(
  uid: string,
  { name, state }: ContainerStatus,
  now: number,
): readonly LogToRead[] {
  if (name === undefined || !state?.running) {
    return [];
  }
  const { startedAt = '' } = state.running;
  const ranMs = now - Date.parse(startedAt);
  const turn = turnOf(ranMs / FIRST_TURN_MS || 0); // without a start: NaN
  return [
    {
      container: name,
      previous: false,
      is: ['current'],
      key: [uid, name, 'running', startedAt, turn].join('/'),
    },
  ];
}

/**
 * Of a container that crashes again and again in the same way the log is read after its first end, the second, the fourth and so on, and of one that
 * runs and does not get ready after 15 s, 30 s, a minute and so on: that tells a new complaint in time, and costs a request an hour in the long run.
 */
export function turnOf(instance: number): number {
  return Math.floor(Math.log2(Math.max(1, instance)));
}

function whichLog({
  state,
}: ContainerStatus): Pick<LogToRead, 'previous' | 'is'> {
  if (state?.terminated) {
    return { previous: false, is: ['current'] };
  }
  // Waiting to be started again: the newest log is that of the instance that ended, and is called both.
  return state?.running
    ? { previous: true, is: ['previous'] }
    : { previous: false, is: ['current', 'previous'] };
}
