import {
  PodHealthError,
  type Preflight,
  type PreflightRow,
} from 'backstage-plugin-pod-health-common';
import type { EntityPod, UserCredentials } from '../entity/types';
import { isWithinQuota } from '../guards/isWithinQuota';
import type { AccessQuestion } from '../kube/types';
import { blastRadius } from './blastRadius';
import { debugContainer } from './debugContainer';
import type { SessionDeps } from './deps';
import { countDebugContainers, sharesProcesses, targetUser } from './podFacts';
import { quotaError } from './quotaError';
import {
  requireDebuggable,
  requireEnabled,
  requireImage,
  requirePolicies,
  requireTarget,
} from './requirements';
import { newSessionId } from './ticketSecret';
import type { DebugRequest } from './types';

type Check = PreflightRow['check'];
type Row = Omit<PreflightRow, 'check'>;

const MINUTE = 60_000;
const GOOD: Row = { status: 'good' };
const NOT_CHECKED: Row = { status: 'unknown', note: 'could-not-check' };

/** What the account needs for a session; rbac/debug.yaml grants it. `get` is what clusters before 1.35 ask for an attach. */
const RIGHTS: readonly Omit<AccessQuestion, 'group' | 'namespace'>[] = [
  { verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers' },
  { verb: 'create', resource: 'pods', subresource: 'attach' },
  { verb: 'get', resource: 'pods', subresource: 'attach' },
];

/** Who can change what a refusal is about. */
const FIXED_BY: Readonly<Record<Check, PreflightRow['fixedBy']>> = {
  permission: 'platform',
  consent: 'platform',
  membership: 'owner',
  'pod-state': 'nobody',
  'cluster-rights': 'platform',
  admission: 'platform',
  image: 'platform',
  target: 'platform',
  debuggers: 'you',
  'blast-radius': 'owner',
};

/**
 * Whether a session would work, row by row. Creates nothing; the cluster's admission is asked by a dry run, and only when all
 * before it is good, so that whoever is refused causes no write request at all. What could not be checked says so and is
 * never `good`. Throws only for an entity the caller may not see.
 */
export async function preflight(
  deps: SessionDeps,
  credentials: UserCredentials,
  request: DebugRequest,
): Promise<Preflight> {
  const rows = await gather(deps, credentials, request);
  const { config } = deps;
  return {
    possible: rows.every(
      ({ status, check }) =>
        status === 'good' ||
        status === 'warning' ||
        (status === 'unknown' && check === 'blast-radius'),
    ),
    rows: [...rows],
    image: config.image,
    maxMinutes: Math.ceil(config.maxDurationMs / MINUTE),
    idleMinutes: Math.ceil(config.idleMs / MINUTE),
  };
}

async function gather(
  deps: SessionDeps,
  credentials: UserCredentials,
  request: DebugRequest,
): Promise<readonly PreflightRow[]> {
  const { entities, config } = deps;
  const { entityRef, pod: ref } = request;
  const permission = await rowOf('permission', async () => {
    requireEnabled(config);
    await entities.open(credentials, entityRef, 'debug');
    return GOOD;
  });
  if (permission.status !== 'good') {
    rethrowNotFound(permission);
    return [permission];
  }
  let found: EntityPod | undefined;
  const membership = await rowOf('membership', async () => {
    found = await entities.openPod(credentials, entityRef, ref, 'debug');
    await requirePolicies(deps, credentials, found, request);
    return GOOD;
  });
  return found
    ? [
        permission,
        membership,
        ...(await podRows(deps, credentials, request, found)),
      ]
    : [permission, membership];
}

async function podRows(
  deps: SessionDeps,
  credentials: UserCredentials,
  request: DebugRequest,
  found: EntityPod,
): Promise<readonly PreflightRow[]> {
  const { entities, config, clock } = deps;
  const checked = await Promise.all([
    rowOf('consent', async () => {
      await entities.requireConsent(found);
      return GOOD;
    }),
    rowOf('pod-state', async () => {
      requireDebuggable(found);
      return GOOD;
    }),
    rowOf('image', async () => {
      requireImage(config);
      return GOOD;
    }),
    rowOf('target', () => targetRow(deps, credentials, request, found)),
    rowOf('debuggers', () => debuggersRow(deps, credentials, found)),
    rowOf('cluster-rights', () => rightsRow(found)),
  ]);
  const isClear = checked.every(
    ({ status }) => status === 'good' || status === 'warning',
  );
  const admission = isClear
    ? await rowOf('admission', () => admissionRow(deps, request, found))
    : { check: 'admission' as const, ...NOT_CHECKED };
  const radius = await rowOf('blast-radius', () =>
    blastRadius(found, clock.now()),
  );
  return [...checked, admission, radius];
}

async function targetRow(
  deps: SessionDeps,
  credentials: UserCredentials,
  { target }: DebugRequest,
  found: EntityPod,
): Promise<Row> {
  if (target === undefined) {
    return sharesProcesses(found.pod)
      ? { status: 'warning', note: 'shares-processes' }
      : { status: 'good', note: 'no-target' };
  }
  await requireTarget(deps, credentials, found, target);
  return { status: 'warning', note: 'shares-processes' };
}

async function debuggersRow(
  { store }: SessionDeps,
  credentials: UserCredentials,
  { pod, ref }: EntityPod,
): Promise<Row> {
  const present = countDebugContainers(pod);
  const { userEntityRef } = credentials.principal;
  const counts = {
    ofUser: await store.countOfUser(userEntityRef),
    ofReplica: 0, // another replica may take the request
    ofPod: Math.max(present, await store.countOfPod(ref.uid)),
  };
  const refused = isWithinQuota(counts);
  if (refused) {
    throw quotaError(refused, counts);
  }
  return present > 0
    ? {
        status: 'good',
        note: 'debug-containers-present',
        details: { count: present },
      }
    : GOOD;
}

async function rightsRow({ api, ref }: EntityPod): Promise<Row> {
  const { namespace, cluster } = ref;
  for (const right of RIGHTS) {
    const answer = await api.canI({ group: '', namespace, ...right });
    if (!answer.allowed) {
      const resource = `${right.resource}/${right.subresource}`;
      throw new PodHealthError(
        'cluster-forbidden',
        `our account may not ${right.verb} ${resource} in ${namespace}`,
        { cluster, namespace, verb: right.verb, resource },
      );
    }
  }
  return GOOD;
}

async function admissionRow(
  { config, randomBytes }: SessionDeps,
  { target }: DebugRequest,
  { api, ref, pod }: EntityPod,
): Promise<Row> {
  const container = debugContainer(config, {
    id: newSessionId(randomBytes),
    limitSeconds: Math.ceil(config.maxDurationMs / 1_000),
    ...(target !== undefined && {
      target,
      runAsUser: targetUser(pod, target),
    }),
  });
  await api.addEphemeralContainer(ref, container, { dryRun: true });
  return GOOD;
}

/** A check that refuses by throwing, as a row. What is not a refusal of ours could not be checked. */
async function rowOf(
  check: Check,
  look: () => Promise<Row>,
): Promise<PreflightRow> {
  try {
    return { ...(await look()), check };
  } catch (error) {
    if (!(error instanceof PodHealthError)) {
      return { check, ...NOT_CHECKED };
    }
    const { code, details } = error;
    return {
      check,
      status: isTrouble(error, check) ? 'unknown' : 'refused',
      problem: { code, details: { ...details } },
      fixedBy: FIXED_BY[check],
    };
  }
}

/** Whether an error says that nobody answered, rather than that the answer is no. */
function isTrouble({ code, status }: PodHealthError, check: Check): boolean {
  return code === 'cluster-forbidden'
    ? check !== 'cluster-rights' && check !== 'admission'
    : status >= 500;
}

/** An entity that the caller may not see must not look like one that refuses. */
function rethrowNotFound({ problem }: PreflightRow): void {
  if (problem?.code === 'entity-not-found') {
    throw new PodHealthError('entity-not-found', 'no such entity', {});
  }
}
