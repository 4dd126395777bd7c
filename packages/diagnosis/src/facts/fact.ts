/**
 * Why a fact is not there. `forbidden`: the cluster refused it (RBAC). `expired`: it existed once and is gone (events
 * live an hour). `timeout`: the cluster did not answer in time. `notAsked`: nobody gathered it.
 */
export type MissingReason = 'forbidden' | 'expired' | 'timeout' | 'notAsked';

/** Something gathered from a cluster, or the reason why it is missing. "Missing" never looks like "empty". */
export type Fact<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: MissingReason; readonly detail?: string };

/** Wraps a gathered value. */
export function ok<T>(value: T): Fact<T> {
  return { status: 'ok', value };
}

/** Says that a fact is missing, and why. */
export function missing<T>(status: MissingReason, detail?: string): Fact<T> {
  return detail === undefined ? { status } : { status, detail };
}
