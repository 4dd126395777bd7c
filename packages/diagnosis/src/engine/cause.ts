import type { Fact, MissingReason } from '../facts/fact';
import type { FactName, FactValues, Subject } from '../facts/snapshot';
import type { Text } from './text';

/** The folder a cause lives in: the stage of life at which it stops a pod. */
export type CauseState =
  | 'pending'
  | 'waiting'
  | 'terminating'
  | 'running-but-wrong'
  | 'crashing'
  | 'not-ready'
  | 'failed'
  | 'workload';

/**
 * How much it matters. `critical`: the container or pod cannot do its work. `warning`: it works, but not as asked.
 * `info`: worth knowing, no action due.
 */
export type Severity = 'critical' | 'warning' | 'info';

/**
 * A piece of the cluster's own data, word for word. `at` is a path of dots into the fact `from`, such as
 * `status.containerStatuses.0.lastState.terminated.reason` in `pod`, or `3.message` in `events`; it resolves in the snapshot
 * to exactly `value`. A log line is quoted from `logs` at `<container>.previous` or `<container>.current`: `value` is then a
 * line of that text, not the whole.
 */
export interface Quote {
  readonly from: FactName;
  readonly at: string;
  readonly value: string | number | boolean;
  /** Name of the workload's or service's pod in whose facts it stands; absent: in the subject's own. */
  readonly pod?: string;
}

/**
 * One thing to do. `text` starts with a verb. At most one of: `command`, ready to paste (nothing in it that the data does
 * not fill), or `action`, something the portal offers.
 */
export interface Step {
  readonly text: Text;
  readonly command?: string;
  readonly action?: 'logs' | 'previous-logs' | 'debug' | 'events';
  /** A page that explains more; a kubernetes.io address. */
  readonly link?: string;
}

/** What a finding says in words: one sentence what, one sentence why. */
export interface Explanation {
  readonly what: Text;
  readonly why: Text;
}

/** What `detect` answers for one fault. */
export interface Detected<D> {
  /** The container at fault; absent when the fault is the whole pod's. */
  readonly container?: string;
  /** What was recognised, for the words. Plain JSON. */
  readonly data: D;
  /** When this case matters more or less than the cause's own severity says. */
  readonly severity?: Severity;
  /** When in this case it is only one obstacle more: it gives way as a `lastResort` does. */
  readonly givesWay?: boolean;
  /** Causes that are consequences of this very finding, besides the cause's own `beats`, and written as those. */
  readonly beats?: readonly string[];
  /**
   * When a cause about a workload or service says no more than that this pod of it is at fault: the pod's own first finding is told
   * instead, and this one as its consequence.
   */
  readonly podAtFault?: string;
  /** At least one piece of evidence. */
  readonly quotes: readonly Quote[];
  /** Evidence that speaks against it, if any. */
  readonly contradictions?: readonly Quote[];
}

/** What `detect` is given: the facts it declared, the ones it may do without, and the moment. */
export type Reading<R extends FactName, M extends FactName> = {
  readonly [N in R]: FactValues[N];
} & { readonly [N in M]: Fact<FactValues[N]> } & {
  readonly subject: Subject;
  /** Milliseconds since the epoch, of the snapshot. Never the machine's clock. */
  readonly now: number;
};

/** One cause: data and three pure functions. One folder each; see docs/causes for what is required of it. */
export interface Cause<
  D = unknown,
  R extends FactName = FactName,
  M extends FactName = FactName,
> {
  /** The folder's name, kebab-case. It is public: metrics, links and configuration use it. Never changes. */
  readonly id: string;
  readonly state: CauseState;
  /** Under 60 characters, no full stop. */
  readonly title: Text;
  readonly severity: Severity;
  /** Version of pod-diagnosis that brought it. */
  readonly since: string;
  /** Facts without which nothing can be said: when one is missing the cause is `unchecked`. */
  readonly reads: readonly R[];
  /** Facts that make the answer better; given as a {@link Fact}, so a missing one is visible. */
  readonly mayRead?: readonly M[];
  /**
   * Causes that are consequences of this one for the same container (or the pod): they become contributing. An id, or
   * `<state>/*` for all of a folder but the causes that beat this one.
   */
  readonly beats?: readonly string[];
  /**
   * Also asked when the subject is `running` or `completed`. Without it a healthy subject is never judged by this cause, so it
   * can never alarm on one.
   */
  readonly alsoWhenHealthy?: boolean;
  /**
   * Says only that something is wrong, in the cluster's own words: it is left out as soon as another finding of at least its
   * severity, or a warning that only sick subjects get, stands for the same container (or the pod).
   */
  readonly lastResort?: boolean;
  /** True of itself, but seldom the root: beside another finding of at least its severity it is contributing. */
  readonly givesWay?: boolean;
  /** Entries of kubernetes/reasons.json that lead here. */
  readonly covers: readonly string[];
  /** Pure and total. `[]` means: not this. */
  detect(reading: Reading<R, M>): readonly Detected<D>[];
  /** Words only from what was detected. */
  explain(data: D): Explanation;
  /** In order of least risk. */
  steps(data: D): readonly Step[];
}

/**
 * Thrown by {@link needed}; ends the cause as `unchecked`. No `Error`: nothing went wrong, and collecting the stack would cost more than
 * all the rest of the cause.
 */
export class MissingFact {
  constructor(readonly fact: FactName, readonly status: MissingReason) {}
}

/**
 * A helpful fact at a point where nothing can be said without it: the cause ends `unchecked` there instead of looking absent.
 * Ask for it only after everything that can be found without.
 */
export function needed<T>(name: FactName, fact: Fact<T>): T {
  if (fact.status === 'ok') return fact.value;
  throw new MissingFact(name, fact.status);
}

/** Checks a cause against the contract at compile time: `detect` sees only the facts it declares. */
export function defineCause<
  D,
  const R extends FactName,
  const M extends FactName = never,
>(cause: Cause<D, R, M>): Cause {
  // Erases the type parameters so that causes of different data can stand in one list; run.ts hands each its own data back.
  return cause as unknown as Cause;
}
