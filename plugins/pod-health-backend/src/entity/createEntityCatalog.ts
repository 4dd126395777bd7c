import type {
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type QueryEntitiesRequest,
  type QueryEntitiesResponse,
} from '@backstage/catalog-client';
import {
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  healthReadPermission,
  KUBERNETES_CLUSTER,
  KUBERNETES_ID,
  KUBERNETES_LABEL_SELECTOR,
  KUBERNETES_NAMESPACE,
  LIMITS,
  PodHealthError,
} from 'backstage-plugin-pod-health-common';
import { problemOf } from '../facts/problem';
import { isDefinitelyAllowed } from '../guards/isDefinitelyAllowed';
import type { KubeClusters } from '../kube/types';
import { within, type Clock } from '../time/clock';
import { locatePods } from './locatePods';
import type {
  EntityCatalog,
  EntityFilter,
  ListedEntity,
  UserCredentials,
} from './types';

/** Entities in one answer of the catalog, and decisions in one question to the permission service. */
const PAGE = 500;
const DECISIONS = 200;
/** A service that takes longer has not answered. */
const ANSWER_TIMEOUT_MS = 10_000;

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  ...[
    KUBERNETES_ID,
    KUBERNETES_LABEL_SELECTOR,
    KUBERNETES_NAMESPACE,
    KUBERNETES_CLUSTER,
  ].map(annotation => `metadata.annotations.${annotation}`),
  'spec.owner',
  'spec.lifecycle',
  'relations',
];

/** What {@link createEntityCatalog} needs. */
export interface EntityCatalogOptions {
  readonly catalog: Pick<CatalogService, 'queryEntities'>;
  readonly permissions: Pick<PermissionsService, 'authorize'>;
  readonly userInfo: UserInfoService;
  readonly clusters: Pick<KubeClusters, 'names'>;
  readonly clock: Clock;
}

/** See {@link EntityCatalog}. */
export function createEntityCatalog(
  options: EntityCatalogOptions,
): EntityCatalog {
  return {
    async list(credentials, filter) {
      const owners = await ownersOf(options, credentials, filter.owner);
      const read = await readEntities(options, credentials, filter, owners);
      const names = options.clusters.names();
      const allowed = await onlyAllowed(options, credentials, read.entities);
      return {
        entities: allowed.map(entity => listed(entity, names)),
        more: read.more,
      };
    },
  };
}

/** References of owners to look for; `undefined`: any. */
async function ownersOf(
  options: EntityCatalogOptions,
  credentials: UserCredentials,
  owner: string | undefined,
): Promise<readonly string[] | undefined> {
  if (owner !== 'me') {
    return owner === undefined ? undefined : [referenceOf(owner, 'group')];
  }
  const { ownershipEntityRefs } = await answerOf(
    options.clock,
    options.userInfo.getUserInfo(credentials),
    'the sign-in',
  );
  return ownershipEntityRefs;
}

async function readEntities(
  { catalog, clock }: EntityCatalogOptions,
  credentials: UserCredentials,
  filter: EntityFilter,
  owners: readonly string[] | undefined,
): Promise<{ readonly entities: readonly Entity[]; readonly more: boolean }> {
  const entities: Entity[] = [];
  let request: QueryEntitiesRequest | undefined = requestOf(filter, owners);
  // Nobody is the owner of nothing: the catalog would take an empty list for any.
  while (request && owners?.length !== 0) {
    const page: QueryEntitiesResponse = await answerOf(
      clock,
      catalog.queryEntities(request, { credentials }),
      'the catalog',
    );
    entities.push(...page.items);
    const cursor = page.pageInfo.nextCursor;
    if (cursor && entities.length >= LIMITS.overviewRead) {
      return { entities, more: true };
    }
    request = cursor ? { cursor, fields: FIELDS, limit: PAGE } : undefined;
  }
  return { entities, more: false };
}

function requestOf(
  { kind, namespace, system, q }: EntityFilter,
  owners: readonly string[] | undefined,
): QueryEntitiesRequest {
  const wanted = {
    ...(kind !== undefined && { kind }),
    ...(namespace !== undefined && { 'metadata.namespace': namespace }),
    ...(system !== undefined && {
      [`relations.${RELATION_PART_OF}`]: referenceOf(system, 'system'),
    }),
    ...(owners && { [`relations.${RELATION_OWNED_BY}`]: [...owners] }),
  };
  return {
    filter: [KUBERNETES_ID, KUBERNETES_LABEL_SELECTOR].map(annotation => ({
      [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
      ...wanted,
    })),
    ...(q !== undefined && {
      fullTextFilter: { term: q, fields: ['metadata.name', 'metadata.title'] },
    }),
    fields: FIELDS,
    orderFields: { field: 'metadata.name', order: 'asc' },
    limit: PAGE,
  };
}

/** Those whose health the user may read. Anything but a clear yes is a no. */
async function onlyAllowed(
  { permissions, clock }: EntityCatalogOptions,
  credentials: UserCredentials,
  entities: readonly Entity[],
): Promise<readonly Entity[]> {
  const allowed: Entity[] = [];
  for (let at = 0; at < entities.length; at += DECISIONS) {
    const asked = entities.slice(at, at + DECISIONS);
    const decisions = await answerOf(
      clock,
      permissions.authorize(
        asked.map(entity => ({
          permission: healthReadPermission,
          resourceRef: stringifyEntityRef(entity),
        })),
        { credentials },
      ),
      'the permission service',
    );
    allowed.push(
      ...asked.filter((_, each) =>
        isDefinitelyAllowed(decisions[each]?.result),
      ),
    );
  }
  return allowed;
}

function listed(entity: Entity, clusters: readonly string[]): ListedEntity {
  const { metadata, spec, relations = [] } = entity;
  const related = (type: string, kind = '') =>
    relations.find(
      each => each.type === type && each.targetRef.startsWith(kind),
    )?.targetRef;
  const about = {
    entityRef: stringifyEntityRef(entity),
    title: metadata.title ?? metadata.name,
    owner: related(RELATION_OWNED_BY),
    system: related(RELATION_PART_OF, 'system:'),
    lifecycle: typeof spec?.lifecycle === 'string' ? spec.lifecycle : undefined,
  };
  try {
    return { ...about, where: locatePods(entity, clusters) };
  } catch (error) {
    return { ...about, problem: problemOf(error) }; // shown, so that its author can put it right
  }
}

function referenceOf(text: string, defaultKind: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text, { defaultKind }));
  } catch (error) {
    throw new PodHealthError(
      'invalid-request',
      `${text} is no entity reference`,
      { reason: 'no entity reference' },
      { cause: error },
    );
  }
}

/** An answer, or `internal`: what failed is for the operator's log, not for the reader. */
async function answerOf<T>(
  clock: Clock,
  answer: Promise<T>,
  whose: string,
): Promise<T> {
  let failure: unknown;
  const got = await within(
    clock,
    ANSWER_TIMEOUT_MS,
    answer.then(
      value => ({ value }),
      error => {
        failure = error;
        return undefined;
      },
    ),
  );
  if (!got) {
    throw new PodHealthError(
      'internal',
      `${whose} did not answer`,
      {},
      { cause: failure },
    );
  }
  return got.value;
}
