import { newestEvent, secondsSince } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { PersistentVolumeClaim, Pod } from '../../facts/objects';
import type { FactValues, Subject } from '../../facts/snapshot';
import type { Verdict } from './claimVerdict';

/**
 * What stands between a claim and its volume. `at-work`: nothing yet, the driver has only just been asked. `elsewhere`: its class makes
 * volumes only in places where no node is that could do.
 */
export type ClaimProblem =
  | 'missing'
  | 'lost'
  | 'deleting'
  | 'ephemeral'
  | 'conflict'
  | 'class-missing'
  | 'no-class'
  | 'unmatched'
  | 'provisioning-failed'
  | 'provisioner-absent'
  | 'no-room'
  | 'elsewhere'
  | 'waits-for-consumer'
  | 'at-work'
  | 'unbound';

/** The facts the claim causes read; none is needed by all. */
export const CLAIM_FACTS = [
  'pod',
  'events',
  'claims',
  'claimEvents',
  'volumes',
  'storageClasses',
] as const;

/** A reading with {@link CLAIM_FACTS}. */
export type ClaimReading = {
  readonly [N in (typeof CLAIM_FACTS)[number]]: Fact<FactValues[N]>;
} & { readonly subject: Subject; readonly now: number };

/** One claim with all that is known of it. */
export interface ClaimView {
  readonly name: string;
  /** Absent: it does not exist, or the claims were not gathered. */
  readonly object?: PersistentVolumeClaim;
  /** Where it stands in the claims; -1 without an object. */
  readonly index: number;
  readonly isEphemeral: boolean;
  readonly pod?: Pod;
  /** What the scheduler or the kubelet says of the pod's claims. */
  readonly verdict?: Verdict;
}

/** Seconds since the claim was made. */
export function ageOf(
  object: PersistentVolumeClaim | undefined,
  now: number,
): number | undefined {
  return secondsSince(object?.metadata.creationTimestamp, now);
}

/** The beginning of a message: no report of Kubernetes is longer. */
export const cut = (message: string = '') => message.slice(0, 8192);

/** Index of the newest event about a claim whose reason and message pass; `undefined` without one. */
export function claimEvent(
  claimEvents: Fact<FactValues['claimEvents']>,
  claim: string,
  reason: RegExp,
  message?: RegExp,
): number | undefined {
  if (claimEvents.status !== 'ok') return undefined;
  return newestEvent(
    claimEvents.value,
    event =>
      (event.involvedObject.name ?? claim) === claim &&
      reason.test(event.reason ?? '') &&
      (message?.test(cut(event.message)) ?? true),
  );
}
