import {
  LIMITS,
  PodHealthError,
  type Problem,
} from 'backstage-plugin-pod-health-common';
import type { EntityPod, UserCredentials } from '../entity/types';
import { isWithinQuota, type SessionCounts } from '../guards/isWithinQuota';
import { userAgent } from '../kube/userAgent';
import { containerNameOf, debugContainer } from './debugContainer';
import type { SessionDeps } from './deps';
import { finishSession } from './finishSession';
import { asError } from './asError';
import { countDebugContainers, targetUser } from './podFacts';
import {
  requireDebuggable,
  requireEnabled,
  requireImage,
  requirePolicies,
  requireTarget,
} from './requirements';
import { NEVER_STARTED } from './store/SessionStore';
import { quotaError } from './quotaError';
import { newSessionId } from './ticketSecret';
import type { DebugRequest, SessionRow } from './types';

/** A request for a session, with its reason. */
export type CreateRequest = DebugRequest & { readonly reason: string };

/**
 * Every check, then the row, then the audit event, then the PATCH, in this order: nothing is done in a cluster without a
 * trace. Resolves with a session in `starting`; whatever fails leaves a row that says so, and no shell.
 */
export async function createSession(
  deps: SessionDeps,
  credentials: UserCredentials,
  request: CreateRequest,
): Promise<SessionRow> {
  const found = await check(deps, credentials, request);
  const row = await addRow(deps, credentials, request, found);
  const event = await deps.audit
    .creating(row)
    .catch(error => abandon(deps, row, error));
  const starting = await start(deps, row, found).catch(async error => {
    await deps.audit.failed(event, asError(error));
    return abandon(deps, row, error);
  });
  try {
    await deps.audit.created(event);
  } catch (error) {
    await endUntraced(deps, starting);
    throw error;
  }
  return starting;
}

async function start(
  deps: SessionDeps,
  row: SessionRow,
  found: EntityPod,
): Promise<SessionRow> {
  await mustMove(deps, row, 'creating');
  await patch(deps, row, found);
  return mustMove(deps, row, 'starting');
}

async function check(
  deps: SessionDeps,
  credentials: UserCredentials,
  request: CreateRequest,
): Promise<EntityPod> {
  const { entities, config } = deps;
  const { entityRef, pod, target, reason } = request;
  requireEnabled(config);
  requireReason(reason);
  const found = await entities.openPod(credentials, entityRef, pod, 'debug');
  requireDebuggable(found);
  requireImage(config);
  if (target !== undefined) {
    await requireTarget(deps, credentials, found, target);
  }
  await entities.requireConsent(found);
  await requirePolicies(deps, credentials, found, request);
  return found;
}

function requireReason(reason: string): void {
  const { length } = reason.trim();
  if (length < LIMITS.reasonMinLength) {
    throw new PodHealthError('reason-required', 'the reason says too little', {
      min: LIMITS.reasonMinLength,
    });
  }
  if (length > LIMITS.reasonMaxLength) {
    throw new PodHealthError('invalid-request', 'the reason is too long', {
      max: LIMITS.reasonMaxLength,
    });
  }
}

async function addRow(
  { store, config, replica, randomBytes }: SessionDeps,
  credentials: UserCredentials,
  { target, reason }: CreateRequest,
  { entityRef, ref, pod }: EntityPod,
): Promise<SessionRow> {
  const id = newSessionId(randomBytes);
  let counts: SessionCounts | undefined;
  const admission = await store.add(
    {
      id,
      userRef: credentials.principal.userEntityRef,
      entityRef,
      pod: ref,
      container: containerNameOf(id),
      reason: reason.trim(),
      image: config.image,
      replica,
      lifeMs: config.maxDurationMs,
      ...(target !== undefined && { target }),
    },
    known => {
      // The pod's own list counts too: another portal, or an earlier database, may have added to it.
      const ofPod = Math.max(known.ofPod, countDebugContainers(pod));
      counts = { ...known, ofPod };
      return isWithinQuota(counts);
    },
  );
  if ('row' in admission) {
    return admission.row;
  }
  throw quotaError(admission.refused, counts ?? admission.counts);
}

/** Moves a session that nobody else should have touched. Throws `session-ended` when somebody has. */
async function mustMove(
  { store, replica, changes }: SessionDeps,
  { id }: SessionRow,
  to: 'creating' | 'starting',
): Promise<SessionRow> {
  const row = await store.move(id, to, {}, { replica });
  changes.tell(id);
  if (!row) {
    throw new PodHealthError('session-ended', `session ${id} has ended`);
  }
  return row;
}

async function patch(
  { config }: SessionDeps,
  row: SessionRow,
  { api, ref, pod }: EntityPod,
): Promise<void> {
  const { id, target } = row;
  const container = debugContainer(config, {
    id,
    limitSeconds: Math.ceil(config.maxDurationMs / 1_000),
    ...(target !== undefined && {
      target,
      runAsUser: targetUser(pod, target),
    }),
  });
  await api.addEphemeralContainer(ref, container, { userAgent: userAgent(id) });
}

/**
 * Ends the row of a session whose container was refused, or never asked for, and throws why. Where nobody knows whether the
 * cluster took it, it counts as a container of the pod: it may be there, and its guard will end it without ever having
 * started a shell.
 */
async function abandon(
  { store, replica, audit, changes }: SessionDeps,
  row: SessionRow,
  error: unknown,
): Promise<never> {
  const isAudit =
    error instanceof PodHealthError && error.code === 'audit-unavailable';
  const ended = await store.move(
    row.id,
    'ended',
    {
      endReason: isAudit ? 'audit-failed' : 'start-failed',
      ...(isRefusal(error) && { note: NEVER_STARTED }),
      problem: problemOf(error),
    },
    { replica },
  );
  changes.tell(row.id);
  if (ended) {
    await audit.ended(ended);
  }
  throw error;
}

/** The container exists and the audit log does not know that it was made: it must not go on. */
async function endUntraced(deps: SessionDeps, row: SessionRow): Promise<void> {
  const { store, replica } = deps;
  const change = { endReason: 'audit-failed' as const };
  const ending = await store.move(row.id, 'ending', change, { replica });
  if (ending) {
    await finishSession(deps, ending);
  }
}

/** Whether it is certain that the cluster added nothing. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof PodHealthError &&
    (error.status < 500 ||
      error.code === 'audit-unavailable' ||
      error.code === 'cluster-forbidden')
  );
}

function problemOf(error: unknown): Problem {
  return error instanceof PodHealthError
    ? { code: error.code, details: { ...error.details } }
    : { code: 'internal', details: {} };
}
