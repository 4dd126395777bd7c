import type { MissingReason } from '../facts/fact';
import type { FactName, Subject } from '../facts/snapshot';
import type { Explanation, Quote, Severity, Step } from './cause';
import type { Rollout } from './rollout';
import type { Text } from './text';

/** The state of life a subject is in, whatever is wrong with it. */
export type LifeState =
  | 'pending'
  | 'starting'
  | 'running'
  | 'not-ready'
  | 'crashing'
  | 'completed'
  | 'failed'
  | 'terminating'
  | 'unknown';

/** One fault, with its words and its evidence. Plain JSON. */
export interface Finding extends Explanation {
  /** Id of the cause. */
  readonly cause: string;
  /** The container at fault; absent when the fault is the whole subject's. */
  readonly container?: string;
  readonly severity: Severity;
  /** The pod at fault, when the subject is a workload or service and this is that pod's own finding. */
  readonly pod?: string;
  /** The pod at fault, when no more is said than that it is. */
  readonly podAtFault?: string;
  /** Set when it gives way to every other finding of its weight. */
  readonly givesWay?: boolean;
  /** What it makes a consequence besides what its cause does. */
  readonly beats?: readonly string[];
  readonly title: Text;
  readonly steps: readonly Step[];
  readonly quotes: readonly Quote[];
  readonly contradictions: readonly Quote[];
  /** What the cause recognised. */
  readonly data: unknown;
}

/** A cause that could not be judged, because a fact is missing. Never the same as "absent". */
export interface Unchecked {
  readonly cause: string;
  readonly fact: FactName;
  readonly status: MissingReason;
}

/** A cause that threw. It hides nothing else. */
export interface Broken {
  readonly cause: string;
  readonly message: string;
}

/** What is wrong with a subject, on what evidence, and what could not be told. */
export interface Diagnosis {
  readonly subject: Subject;
  /** The snapshot's moment. RFC 3339. */
  readonly asOf: string;
  readonly state: LifeState;
  /** Root causes, the most probable first. */
  readonly found: readonly Finding[];
  /** Consequences of what is in `found`. */
  readonly contributing: readonly Finding[];
  readonly unchecked: readonly Unchecked[];
  readonly broken: readonly Broken[];
  /** How the revisions of its Deployment stand, and what changed between them; absent when that is not known. */
  readonly rollout?: Rollout;
}
