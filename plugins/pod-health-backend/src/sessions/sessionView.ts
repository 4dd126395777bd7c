import type { Session } from 'backstage-plugin-pod-health-common';
import type { SessionRow } from './types';

/** A session as the API shows it. `now` is the store's clock, by which all its times are. */
export function sessionView(row: SessionRow, now: number): Session {
  const { target, endReason, exitCode, endedAt, waiting, problem } = row;
  return {
    id: row.id,
    entity: row.entityRef,
    pod: row.pod,
    container: row.container,
    state: row.state,
    user: row.userRef,
    reason: row.reason,
    createdAt: rfc3339(row.createdAt),
    endsAt: rfc3339(row.endsAt),
    now: rfc3339(now),
    ...(target !== undefined && { target }),
    ...(endReason && { endReason }),
    ...(exitCode !== undefined && { exitCode }),
    ...(endedAt !== undefined && { endedAt: rfc3339(endedAt) }),
    ...(waiting && row.state === 'starting' && { waiting }),
    ...(problem && { problem }),
  };
}

/** A time as the wire has it. */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString();
}
