import {
  isEndReason,
  isErrorCode,
  type Problem,
  type SessionState,
} from 'backstage-plugin-pod-health-common';
import { STATES } from '../machine';
import type { SessionRow } from '../types';
import type { NewSession, RowChange } from './SessionStore';

/** A row of the table `sessions`, as both databases give it. Postgres gives a bigint as text. */
export interface SessionRecord {
  readonly id: string;
  readonly user_ref: string;
  readonly entity_ref: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly pod: string;
  readonly pod_uid: string;
  readonly container: string;
  readonly target: string | null;
  readonly reason: string;
  readonly image: string;
  readonly state: string;
  readonly end_reason: string | null;
  readonly note: string | null;
  readonly exit_code: number | null;
  readonly waiting: string | null;
  readonly problem: string | null;
  readonly created_at: number | string;
  readonly ends_at: number | string;
  readonly ended_at: number | string | null;
  readonly audited_at: number | string | null;
  readonly replica: string;
  readonly heartbeat_at: number | string;
}

/** A stored row. Throws on a state no version of this plugin has written. */
export function rowOf(record: SessionRecord): SessionRow {
  const { end_reason: reason, ended_at: endedAt } = record;
  return {
    id: record.id,
    userRef: record.user_ref,
    entityRef: record.entity_ref,
    pod: {
      cluster: record.cluster,
      namespace: record.namespace,
      pod: record.pod,
      uid: record.pod_uid,
    },
    container: record.container,
    reason: record.reason,
    image: record.image,
    state: stateOf(record.state),
    createdAt: Number(record.created_at),
    endsAt: Number(record.ends_at),
    replica: record.replica,
    heartbeatAt: Number(record.heartbeat_at),
    ...(record.target !== null && { target: record.target }),
    ...(isEndReason(reason) && { endReason: reason }),
    ...(record.note !== null && { note: record.note }),
    ...(record.exit_code !== null && { exitCode: record.exit_code }),
    ...(endedAt !== null && { endedAt: Number(endedAt) }),
    ...(record.waiting !== null && { waiting: JSON.parse(record.waiting) }),
    ...(record.problem !== null && { problem: problemOf(record.problem) }),
  };
}

/** The columns of a session to be, but for state and times. */
export function recordOf(session: NewSession) {
  return {
    id: session.id,
    user_ref: session.userRef,
    entity_ref: session.entityRef,
    cluster: session.pod.cluster,
    namespace: session.pod.namespace,
    pod: session.pod.pod,
    pod_uid: session.pod.uid,
    container: session.container,
    target: session.target ?? null,
    reason: session.reason,
    image: session.image,
    replica: session.replica,
  };
}

/** The columns of a change. The reason of an end is not among them: it is only ever written once. */
export function changeOf(change: RowChange) {
  const { exitCode, note, problem, replica, waiting } = change;
  return {
    ...(exitCode !== undefined && { exit_code: exitCode }),
    ...(note !== undefined && { note }),
    ...(replica !== undefined && { replica }),
    ...(problem !== undefined && { problem: JSON.stringify(problem) }),
    ...(waiting !== undefined && { waiting: JSON.stringify(waiting) }),
  };
}

function stateOf(state: string): SessionState {
  const known = STATES.find(one => one === state);
  if (!known) {
    throw new Error(`a session is stored in the unknown state ${state}`);
  }
  return known;
}

function problemOf(json: string): Problem {
  const problem: Problem = JSON.parse(json);
  return isErrorCode(problem.code)
    ? problem
    : { code: 'internal', details: {} };
}
