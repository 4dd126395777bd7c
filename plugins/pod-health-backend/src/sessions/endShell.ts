import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { isUidSame } from '../guards/isUidSame';
import { PODS } from '../kube/kinds';
import type { AttachConnection, KubeApi, RawObject } from '../kube/types';
import { userAgent } from '../kube/userAgent';
import { pause, type Clock } from '../time/clock';
import { followPod } from './followPod';
import { END_SIGNAL } from './guardScript';
import { containerState } from './podState';
import type { SessionRow } from './types';

/** The guard looks every second and gives a shell two seconds to leave by itself (guardScript.ts). */
const SHELL_END_MS = 10_000;
/** Somebody else's attach may set another size in between; the signal is given again. */
const SIGNAL_EVERY_MS = 1_000;

/** How a shell ended, as the pod's status tells it. */
export interface ShellEnd {
  readonly exitCode?: number;
  /** `never-started`, `pod-gone`, `still-running` (the guard ends it at its limit), `not-reached`. */
  readonly note?: string;
}

/** What {@link endShell} needs. */
export interface EndShellOptions {
  readonly api: KubeApi;
  readonly session: SessionRow;
  /** An attach that still works; without one a fresh one is made and closed. */
  readonly attach?: AttachConnection;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Ends a session's shell from outside by the terminal's size, and waits until the pod's status says it has ended, 10 s at
 * most. Never rejects: what cannot be done is in the note, and the guard's limit remains.
 */
export async function endShell(options: EndShellOptions): Promise<ShellEnd> {
  try {
    const { api, session } = options;
    const { namespace, pod: name } = session.pod;
    const pod = await api.get(PODS, name, { namespace });
    return endOf(pod, session) ?? (await signalAndWait(options));
  } catch (error) {
    return {
      note:
        error instanceof PodHealthError && error.code === 'pod-not-found'
          ? 'pod-gone'
          : 'not-reached',
    };
  }
}

/** The end of a shell that has ended; `undefined` while it runs. */
function endOf(
  pod: RawObject | undefined,
  { pod: ref, container }: SessionRow,
): ShellEnd | undefined {
  if (!pod || !isUidSame(pod, ref.uid)) {
    return { note: 'pod-gone' };
  }
  const state = containerState(pod, container);
  if (state.kind === 'terminated') {
    const { exitCode } = state;
    return exitCode === undefined ? {} : { exitCode };
  }
  // A container that waits, or that the pod does not have, has run no shell.
  return state.kind === 'running' ? undefined : { note: 'never-started' };
}

async function signalAndWait(options: EndShellOptions): Promise<ShellEnd> {
  const { api, session, clock, random } = options;
  const { namespace, pod } = session.pod;
  const { container } = session;
  const attach =
    options.attach ??
    (await api.attach(
      { namespace, pod, container },
      { userAgent: userAgent(session.id) },
    ));
  const over = new AbortController();
  const deadline = clock.setTimer(SHELL_END_MS, () => over.abort());
  let end: ShellEnd = { note: 'still-running' };
  const follow = followPod({
    api,
    ref: session.pod,
    clock,
    random,
    signal: over.signal,
    onPod: found => {
      const known = endOf(found, session);
      if (known) {
        end = known;
        over.abort();
      }
    },
    onTrouble: () => {}, // tried again until the deadline; the note says when that was in vain
  });
  while (!over.signal.aborted) {
    attach.resize(END_SIGNAL.columns, END_SIGNAL.rows);
    await pause(clock, SIGNAL_EVERY_MS, over.signal);
  }
  deadline.cancel();
  await follow;
  attach.close();
  return end;
}
