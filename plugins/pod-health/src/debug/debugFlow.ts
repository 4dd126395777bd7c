import type {
  Problem,
  Session,
  SessionState,
} from 'backstage-plugin-pod-health-common';
import type { PodHealthApi } from '../api/PodHealthApi';
import { pauseBefore, type Pace } from '../api/retry';
import { isPassing, problemOf } from '../errors/problem';

/** Where the dialog stands. */
export type DebugFlow =
  | { readonly phase: 'checklist' }
  | { readonly phase: 'starting'; readonly session?: Session }
  | { readonly phase: 'terminal'; readonly session: Session }
  | {
      readonly phase: 'failed';
      readonly problem: Problem;
      readonly session?: Session;
    };

/** The steps of a start, in order, as the dialog lists them. */
export const START_STEPS = [
  'requested',
  'creating',
  'starting',
  'ready',
] as const satisfies readonly SessionState[];

/** The phase of the dialog that fits a session. */
export function flowOf(session: Session): DebugFlow {
  switch (session.state) {
    case 'ready':
    case 'attached':
      return { phase: 'terminal', session };
    case 'ending':
    case 'ended':
      return { phase: 'failed', session, problem: endProblem(session) };
    default:
      return { phase: 'starting', session };
  }
}

/** Follows a session from its creation until a terminal can be opened, or it has failed. Resolves early when aborted. */
export async function followStart(options: {
  readonly session: Session;
  readonly api: Pick<PodHealthApi, 'getSession'>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly onFlow: (flow: DebugFlow) => void;
}): Promise<void> {
  const { api, pace, signal, onFlow } = options;
  let { session } = options;
  let failures = 0;
  let flow = flowOf(session);
  onFlow(flow);
  while (flow.phase === 'starting' && !signal.aborted) {
    try {
      session = await api.getSession(session.id, {
        wait: session.state,
        signal,
      });
      failures = 0;
      flow = flowOf(session);
    } catch (error) {
      const problem = problemOf(error);
      failures += 1;
      flow = isPassing(problem) ? flow : { phase: 'failed', problem, session };
      await pace.wait(pauseBefore(failures, pace.random()), signal);
    }
    if (!signal.aborted) {
      onFlow(flow);
    }
  }
}

/** How far a start has come, as an index into {@link START_STEPS}. */
export function startedSteps(session: Session | undefined): number {
  const at = START_STEPS.findIndex(step => step === session?.state);
  return Math.max(0, at);
}

function endProblem(session: Session): Problem {
  return session.problem ?? { code: 'start-failed', details: {} };
}
