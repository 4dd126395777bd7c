import { kubeTime, runtimeStamp } from '../clock';
import type { LogLine } from '../logs/LogStore';
import { newContainerId } from '../runtime/Containers';
import {
  withContainerStatus,
  type ContainerState,
  type ContainerStatus,
} from '../store/pods';
import type { Life } from './Life';
import { chat, parseLines } from './chat';

type Terminated = NonNullable<ContainerState['terminated']>;

/** How a container lives, dies and comes back, read from its recording. */
interface Loop {
  readonly life: Life;
  readonly container: string;
  /** How the last run ended; each one ends so. */
  readonly end: Terminated;
  /** How long a run lasts; 0 for a container that never starts. */
  readonly runMs: number;
  /** What a run writes. */
  readonly lines: readonly LogLine[];
}

/** A kubelet reports the back-off a moment after the end. */
const NOTICE_MS = 1000;
const FIRST_BACK_OFF_MS = 10_000;
const LONGEST_BACK_OFF_MS = 300_000;

/** The wait before the restart after `restarts` of them: 10 s, doubled each time, five minutes at most. */
export function backOffMs(restarts: number): number {
  return Math.min(
    FIRST_BACK_OFF_MS * 2 ** Math.max(0, restarts - 1),
    LONGEST_BACK_OFF_MS,
  );
}

/** As Go prints a duration: `10s`, `1m20s`, `5m0s`. */
export function goDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60
    ? `${seconds}s`
    : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

/** Lets a container that crashed in the recording go on crashing. */
export function crashLoop(
  life: Life,
  status: ContainerStatus,
  recordedLines: readonly string[],
): void {
  const end = status.state?.terminated ?? status.lastState?.terminated;
  if (!end) {
    return;
  }
  const started = Date.parse(end.startedAt ?? '');
  const finished = Date.parse(end.finishedAt ?? '');
  const isStartError = !(started > 0);
  const loop: Loop = {
    life,
    container: status.name,
    end,
    runMs: isStartError ? 0 : Math.max(1000, finished - started),
    lines: parseLines(recordedLines),
  };
  const now = life.context.clock.now();
  const restarts = status.restartCount ?? 1;
  if (status.state?.running) {
    const since = Date.parse(status.state.running.startedAt ?? '');
    life.after(since + loop.runMs - now, () => {
      sayRest(loop);
      die(loop);
    });
  } else if (status.state?.terminated) {
    life.after(NOTICE_MS, () => backOff(loop));
  } else {
    life.after(finished + backOffMs(restarts) - now, () => start(loop));
  }
}

/** A run that was recorded while it went on ends in the words of the run before. */
function sayRest({ life, container, lines }: Loop): void {
  const { logs, clock } = life.context;
  const said = logs.current(life.uid, container)?.lines.length ?? 0;
  const stamp = runtimeStamp(clock.now());
  const rest = lines.slice(said).map(({ text }) => ({ stamp, text }));
  logs.append(life.uid, container, rest);
}

function setStatus(
  { life, container }: Loop,
  change: (status: ContainerStatus) => ContainerStatus,
): void {
  life.change(pod => withContainerStatus(pod, container, change));
}

/** Now, as the API writes it. */
function timeOf({ life }: Loop): string {
  return kubeTime(life.context.clock.now());
}

/** A run begins; one that cannot start has ended with it. */
function start(loop: Loop): void {
  const { life, container, runMs, lines } = loop;
  const containerID = newContainerId();
  life.context.logs.start(life.uid, container, containerID);
  life.repeat(['Pulled', 'Created']);
  if (runMs === 0) {
    failToStart(loop, containerID);
    return;
  }
  life.repeat(['Started']);
  setStatus(loop, status => ({
    ...status,
    containerID,
    restartCount: (status.restartCount ?? 0) + 1,
    state: { running: { startedAt: timeOf(loop) } },
    lastState: status.state?.terminated
      ? { terminated: status.state.terminated }
      : status.lastState,
    started: true,
    ready: true,
  }));
  life.setReady(true, container);
  const finish = chat(life, container, lines, 'once');
  life.after(runMs, () => {
    finish(); // the recording has whole seconds for a run, and its last words must not be lost
    die(loop);
  });
}

function failToStart(loop: Loop, containerID: string): void {
  const { life, end } = loop;
  life.repeat(['Failed']);
  setStatus(loop, status => ({
    ...status,
    containerID,
    restartCount: (status.restartCount ?? 0) + 1,
    state: { waiting: { reason: 'RunContainerError', message: end.message } },
    lastState: {
      terminated: { ...end, containerID, finishedAt: timeOf(loop) },
    },
    ready: false,
  }));
  life.after(NOTICE_MS, () => backOff(loop));
}

/** A run ends. */
function die(loop: Loop): void {
  const { life, container, end } = loop;
  life.repeat(['Unhealthy', 'Killing']);
  life.context.logs.current(life.uid, container)?.end();
  setStatus(loop, status => ({
    ...status,
    state: {
      terminated: {
        ...end,
        containerID: status.containerID,
        startedAt: status.state?.running?.startedAt ?? timeOf(loop),
        finishedAt: timeOf(loop),
      },
    },
    ready: false,
    started: false,
  }));
  life.setReady(false, container);
  life.after(NOTICE_MS, () => backOff(loop));
}

/** The wait for the next run. */
function backOff(loop: Loop): void {
  const { life, container } = loop;
  let wait = 0;
  life.repeat(['BackOff']);
  setStatus(loop, status => {
    wait = backOffMs(status.restartCount ?? 1);
    const message = `back-off ${goDuration(
      wait,
    )} restarting failed container=${container} pod=${life.name}_${
      life.namespace
    }(${life.uid})`;
    return {
      ...status,
      state: { waiting: { reason: 'CrashLoopBackOff', message } },
      lastState: status.state?.terminated
        ? { terminated: status.state.terminated }
        : status.lastState,
    };
  });
  life.after(wait - NOTICE_MS, () => start(loop));
}
