import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { PodRef, Problem } from 'backstage-plugin-pod-health-common';
import type { KubeApi, RawObject } from '../kube/types';

/** Credentials of a person. Services and anonymous callers never get this far. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What we may be asked to do with an entity's pods; each has its permission in pod-health-common. */
export type EntityAction = 'health' | 'logs' | 'debug' | 'target' | 'admin';

/** Where an entity's pods are, computed from its annotations on each call. */
export interface EntityPods {
  readonly entity: Entity;
  /** `kind:namespace/name`, lower case. */
  readonly entityRef: string;
  /** `spec.owner` and relations, as entity references. */
  readonly owners: readonly string[];
  readonly labelSelector: string;
  /** Absent: all namespaces. */
  readonly namespace?: string;
  /** Names of clusters to look in, all of which exist. */
  readonly clusters: readonly string[];
}

/** A pod that belongs to the entity, as read just now. */
export interface EntityPod extends EntityPods {
  readonly api: KubeApi;
  readonly ref: PodRef;
  readonly pod: RawObject;
}

/** The one door to an entity and its pods: reads with the user's credentials, decides, and checks membership. */
export interface EntityAccess {
  /** Reads the entity with the user's credentials and decides. Throws `entity-not-found`, `not-allowed`, `permissions-off` … */
  open(
    credentials: UserCredentials,
    entityRef: string,
    action: EntityAction,
  ): Promise<EntityPods>;
  /** As {@link open}, then reads the pod and checks that it is this entity's, of this uid. Throws `pod-not-found`, `pod-replaced` … */
  openPod(
    credentials: UserCredentials,
    entityRef: string,
    ref: PodRef,
    action: EntityAction,
  ): Promise<EntityPod>;
  /** Whether the user may, without throwing; any error counts as no. */
  isAllowed(
    credentials: UserCredentials,
    entityRef: string,
    action: EntityAction,
  ): Promise<boolean>;
  /**
   * Checks the second key: the namespace's consent. Throws `not-consented`, `namespace-denied`. The list of denied namespaces
   * is for debug; reading logs needs consent only. `action` is `debug` unless told.
   */
  requireConsent(pod: EntityPod, action?: EntityAction): Promise<void>;
}

/** Which entities to list; absent: any. */
export interface EntityFilter {
  readonly kind?: string;
  /** Reference of a group or user, or `me` for all that the user owns by. */
  readonly owner?: string;
  /** Of the catalog. */
  readonly namespace?: string;
  /** Reference of a system. */
  readonly system?: string;
  /** Part of the name or the title. */
  readonly q?: string;
}

/** An entity as a list shows it, and where its pods are, or why that cannot be told. */
export interface ListedEntity {
  /** `kind:namespace/name`, lower case. */
  readonly entityRef: string;
  /** Its title, else its name. */
  readonly title: string;
  readonly owner?: string;
  readonly system?: string;
  readonly lifecycle?: string;
  readonly where?: EntityPods;
  readonly problem?: Problem;
}

/** The entities that name their pods and whose health the user may read, by name. */
export interface EntityListing {
  readonly entities: readonly ListedEntity[];
  /** The catalog has more than was read of it. */
  readonly more: boolean;
}

/** The catalog's entities that have pods. Nothing is cached. */
export interface EntityCatalog {
  /**
   * Reads the catalog with the user's credentials and decides on each entity; one that is not allowed is left out. Throws `invalid-request` for a
   * reference that is none, `internal` when the catalog, the sign-in or the permission service does not answer.
   */
  list(
    credentials: UserCredentials,
    filter: EntityFilter,
  ): Promise<EntityListing>;
}
