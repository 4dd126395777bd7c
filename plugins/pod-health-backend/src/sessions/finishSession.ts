import type { Traffic } from '../audit/SessionAudit';
import type { AttachConnection } from '../kube/types';
import type { SessionDeps } from './deps';
import { endShell, type ShellEnd } from './endShell';
import { mayStillRun } from './machine';
import type { SessionRow } from './types';

/**
 * Carries a decided end out: ends the shell, writes how it went, tells the audit log. The session is `ending` and this
 * replica's. Rejects only when the store does; the reaper tries again then.
 */
export async function finishSession(
  deps: SessionDeps,
  session: SessionRow,
  held: {
    readonly attach?: AttachConnection;
    readonly exitCode?: number;
    readonly traffic?: Traffic;
  } = {},
): Promise<SessionRow | undefined> {
  const end = await shellEnd(deps, session, held.attach);
  const exitCode = end.exitCode ?? held.exitCode;
  const ended = await deps.store.move(
    session.id,
    'ended',
    {
      ...(exitCode !== undefined && { exitCode }),
      ...(session.note === undefined && end.note && { note: end.note }),
    },
    { replica: deps.replica },
  );
  deps.changes.tell(session.id);
  if (ended) {
    await deps.audit.ended(ended, held.traffic);
  }
  return ended;
}

async function shellEnd(
  deps: SessionDeps,
  session: SessionRow,
  attach: AttachConnection | undefined,
): Promise<ShellEnd> {
  if (session.endReason && !mayStillRun(session.endReason)) {
    attach?.close();
    return {};
  }
  if (!deps.clusters.names().includes(session.pod.cluster)) {
    return { note: 'not-reached' }; // the cluster was taken out of the configuration
  }
  const { clock, random } = deps;
  const api = deps.clusters.cluster(session.pod.cluster);
  return endShell({ api, session, attach, clock, random });
}
