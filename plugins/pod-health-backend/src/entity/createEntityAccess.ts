import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  DEBUG_CONSENT,
  debugCreatePermission,
  debugTargetPermission,
  healthReadPermission,
  logsReadPermission,
  PodHealthError,
  sessionAdminPermission,
  type PodRef,
} from 'backstage-plugin-pod-health-common';
import type { PodHealthConfig } from '../config.types';
import { isDefinitelyAllowed } from '../guards/isDefinitelyAllowed';
import { isGuest } from '../guards/isGuest';
import { isNamespaceConsenting } from '../guards/isNamespaceConsenting';
import { isNamespaceDenied } from '../guards/isNamespaceDenied';
import { isPodOfEntity } from '../guards/isPodOfEntity';
import { isUserPrincipal } from '../guards/isUserPrincipal';
import { NAMESPACES, PODS } from '../kube/kinds';
import type { KubeApi, KubeClusters, RawObject } from '../kube/types';
import { within, type Clock } from '../time/clock';
import { locatePods } from './locatePods';
import type {
  EntityAccess,
  EntityAction,
  EntityPod,
  EntityPods,
  UserCredentials,
} from './types';

/** A decision that takes longer counts as a no (security.md T9). */
const DECISION_TIMEOUT_MS = 5_000;

const PERMISSION_OF = {
  health: healthReadPermission,
  logs: logsReadPermission,
  debug: debugCreatePermission,
  target: debugTargetPermission,
  admin: sessionAdminPermission,
} as const;

/** Actions that only exist while debug is enabled. */
const DEBUG_ACTIONS: readonly EntityAction[] = ['debug', 'target', 'admin'];

/** What {@link createEntityAccess} needs. */
export interface EntityAccessOptions {
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly permissions: Pick<PermissionsService, 'authorize'>;
  readonly clusters: KubeClusters;
  readonly config: PodHealthConfig;
  readonly clock: Clock;
}

/** The one door to an entity and its pods. Nothing is cached: each call reads, decides and checks again. */
export function createEntityAccess(options: EntityAccessOptions): EntityAccess {
  const access: EntityAccess = {
    open: (credentials, entityRef, action) =>
      open(options, credentials, entityRef, action),
    async openPod(credentials, entityRef, ref, action) {
      const found = await access.open(credentials, entityRef, action);
      return readPod(options.clusters, found, ref);
    },
    async isAllowed(credentials, entityRef, action) {
      try {
        await access.open(credentials, entityRef, action);
        return true;
      } catch {
        return false; // any error counts as no
      }
    },
    requireConsent: (pod, action) =>
      requireConsent(options.config, pod, action ?? 'debug'),
  };
  return access;
}

async function open(
  options: EntityAccessOptions,
  credentials: UserCredentials,
  entityRef: string,
  action: EntityAction,
): Promise<EntityPods> {
  requirePerson(credentials, action, options.config);
  const entity = await readEntity(options, credentials, entityRef);
  await requirePermission(options, credentials, entityRef, action);
  return locatePods(entity, options.clusters.names());
}

async function readEntity(
  { catalog, clock }: EntityAccessOptions,
  credentials: UserCredentials,
  entityRef: string,
): Promise<Entity> {
  const answer = await within(
    clock,
    DECISION_TIMEOUT_MS,
    catalog
      .getEntityByRef(entityRef, { credentials })
      .then(entity => ({ entity })),
  );
  if (!answer) {
    throw new PodHealthError('internal', 'the catalog did not answer in time');
  }
  if (!answer.entity) {
    throw new PodHealthError('entity-not-found', `no entity ${entityRef}`, {
      entity: entityRef,
    });
  }
  return answer.entity;
}

function requirePerson(
  credentials: UserCredentials,
  action: EntityAction,
  { debug }: PodHealthConfig,
): void {
  // The type already says it; a wrongly typed caller must not get through either.
  const principal: unknown = credentials.principal;
  if (!isUserPrincipal(principal)) {
    throw new PodHealthError('user-required', 'the caller is not a user');
  }
  if (!DEBUG_ACTIONS.includes(action)) {
    return;
  }
  if (!debug.enabled) {
    throw new PodHealthError(
      debug.refusedBecause?.code ?? 'debug-disabled',
      debug.refusedBecause?.sentence ?? 'podHealth.debug.enabled is not true',
    );
  }
  if (isGuest(principal.userEntityRef, debug.guests ?? [])) {
    throw new PodHealthError('not-allowed', 'guests may not debug', {
      action,
      reason: 'guest',
    });
  }
}

async function requirePermission(
  { permissions, clock }: EntityAccessOptions,
  credentials: UserCredentials,
  entityRef: string,
  action: EntityAction,
): Promise<void> {
  const permission = PERMISSION_OF[action];
  let failure: unknown;
  const decisions = await within(
    clock,
    DECISION_TIMEOUT_MS,
    permissions
      .authorize([{ permission, resourceRef: entityRef }], { credentials })
      .catch(error => {
        failure = error; // no answer is a no; the error goes along for the operator
        return undefined;
      }),
  );
  if (!isDefinitelyAllowed(decisions?.[0]?.result)) {
    throw new PodHealthError(
      action === 'target' ? 'target-not-allowed' : 'not-allowed',
      `${permission.name} on ${entityRef} is not allowed`,
      { action, entity: entityRef },
      { cause: failure },
    );
  }
}

async function readPod(
  clusters: KubeClusters,
  entity: EntityPods,
  ref: PodRef,
): Promise<EntityPod> {
  const notFound = new PodHealthError(
    'pod-not-found',
    `${entity.entityRef} has no pod ${ref.namespace}/${ref.pod} in ${ref.cluster}`,
    { cluster: ref.cluster, namespace: ref.namespace, pod: ref.pod },
  );
  // Asked nothing of a cluster or namespace that is not the entity's.
  if (
    !entity.clusters.includes(ref.cluster) ||
    (entity.namespace !== undefined && entity.namespace !== ref.namespace)
  ) {
    throw notFound;
  }
  const api = clusters.cluster(ref.cluster);
  const pod = await getPod(api, ref, notFound);
  const { namespace, labels, uid } = pod.metadata ?? {};
  if (
    namespace !== ref.namespace ||
    !isPodOfEntity(entity, { namespace, labels })
  ) {
    throw notFound;
  }
  if (uid !== ref.uid) {
    throw new PodHealthError('pod-replaced', 'another pod has this name now', {
      cluster: ref.cluster,
      namespace: ref.namespace,
      pod: ref.pod,
    });
  }
  return { ...entity, api, ref, pod };
}

async function getPod(
  api: KubeApi,
  ref: PodRef,
  notFound: PodHealthError,
): Promise<RawObject> {
  try {
    return await api.get(PODS, ref.pod, { namespace: ref.namespace });
  } catch (error) {
    const missing =
      error instanceof PodHealthError && error.code === 'pod-not-found';
    throw missing ? notFound : error;
  }
}

async function requireConsent(
  { debug }: PodHealthConfig,
  pod: EntityPod,
  action: EntityAction,
): Promise<void> {
  const { namespace, cluster } = pod.ref;
  if (
    DEBUG_ACTIONS.includes(action) &&
    isNamespaceDenied(namespace, debug.deniedNamespaces)
  ) {
    throw new PodHealthError(
      'namespace-denied',
      `debug is never allowed in ${namespace}`,
      { cluster, namespace },
    );
  }
  const found = await pod.api.get(NAMESPACES, namespace);
  const consent = found.metadata?.annotations?.[DEBUG_CONSENT];
  if (!isNamespaceConsenting(consent, pod)) {
    throw new PodHealthError(
      'not-consented',
      `namespace ${namespace} does not consent to ${pod.entityRef}`,
      { cluster, namespace, annotation: DEBUG_CONSENT, entity: pod.entityRef },
    );
  }
}
