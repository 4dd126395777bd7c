import type { Quote } from '../../engine';
import { memoLast, newestFirst, parseTime, quoteOf } from '../../engine';
import type { KubeEvent, Workload } from '../../facts/objects';
import type { CreateProblem } from './createError';
import { apiAnswer, isPassing, problemOf } from './createError';
import type { Verb } from './makers';

/** One refusal that was written down, in an event or a condition. */
export interface Refusal {
  readonly message: string;
  /** The API server's answer in it, and what that means. */
  readonly answer: string;
  readonly problem: CreateProblem;
  /** Last and first time, in milliseconds. */
  readonly last: number;
  readonly first: number;
  readonly quotes: readonly Quote[];
}

/** A controller that tries on writes the same words a thousand times. */
const understood = memoLast((message: string) => {
  const answer = apiAnswer(message);
  return { message, answer, problem: problemOf(answer) };
});

function refusal(
  message: string,
  when: Pick<Refusal, 'last' | 'first' | 'quotes'>,
): Refusal {
  return { ...understood(message), ...when };
}

/** A controller creates pods in growing batches, so the last success and the first failure of one attempt are this near, in milliseconds. */
const ONE_ATTEMPT_MS = 5_000;

/** Positive when `a` is newer; times may be infinite. */
function newer(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** Verbs a controller may fail at, with the reasons it then gives and those of its success. */
const VERBS = {
  create: {
    failure: ['FailedCreate', 'ReplicaSetCreateError'],
    success: ['SuccessfulCreate', 'ScalingReplicaSet'],
  },
  delete: { failure: ['FailedDelete'], success: ['SuccessfulDelete'] },
} as const;

function isAbout({ involvedObject }: KubeEvent, { kind, metadata }: Workload) {
  return involvedObject.uid !== undefined && metadata.uid !== undefined
    ? involvedObject.uid === metadata.uid
    : involvedObject.kind === kind && involvedObject.name === metadata.name;
}

/**
 * What the conditions of the workload at a place in `owners` say: they are kept up to date, and do not expire as events do, so
 * what they say is as new as anything.
 */
export function refusalsInConditions(
  owners: readonly Workload[],
  i: number,
  verb: Verb,
): Refusal[] {
  const reasons: readonly string[] = VERBS[verb].failure;
  return (owners[i]?.status.conditions ?? []).flatMap((condition, c) => {
    const { type, status, reason = '', message } = condition;
    const holds =
      (type === 'ReplicaFailure' && status === 'True') ||
      (type === 'Progressing' && status === 'False');
    if (!holds || !reasons.includes(reason) || !message) return [];
    const at = `${i}.status.conditions.${c}`;
    return refusal(message, {
      last: Infinity,
      first: parseTime(condition.lastTransitionTime) ?? Infinity,
      quotes: [
        ...quoteOf('owners', owners, `${at}.message`),
        ...quoteOf('owners', owners, `${at}.reason`),
      ],
    });
  });
}

/** What the events about a workload say since it last succeeded. */
export function refusalsInEvents(
  maker: Workload,
  events: readonly KubeEvent[],
  verb: Verb,
): Refusal[] {
  const failure: readonly string[] = VERBS[verb].failure;
  const success: readonly string[] = VERBS[verb].success;
  const timeOf = ({ lastSeen }: KubeEvent) => parseTime(lastSeen) ?? -Infinity;
  const succeeded = events
    .filter(one => success.includes(one.reason ?? '') && isAbout(one, maker))
    .reduce((newest, one) => Math.max(newest, timeOf(one)), -Infinity);
  const failed = events.flatMap((event, i) => {
    const { reason = '', message, firstSeen } = event;
    if (!failure.includes(reason) || !message || !isAbout(event, maker))
      return [];
    const last = timeOf(event);
    const first = parseTime(firstSeen) ?? last;
    return last < succeeded - ONE_ATTEMPT_MS ? [] : { i, message, last, first };
  });
  return newestFirst(failed).map(({ i, message, ...when }) =>
    refusal(message, {
      ...when,
      quotes: quoteOf('ownerEvents', events, `${i}.message`),
    }),
  );
}

/** The refusal that matters: the newest, but a lasting fault before one of a moment. */
export function tellingRefusal(
  refusals: readonly Refusal[],
): Refusal | undefined {
  const passing = ({ problem }: Refusal) => Number(isPassing(problem));
  return [...refusals].sort(
    (a, b) =>
      passing(a) - passing(b) ||
      newer(b.last, a.last) ||
      (a.message < b.message ? -1 : 1),
  )[0];
}
