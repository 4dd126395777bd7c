import {
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  KUBERNETES_CLUSTER,
  KUBERNETES_ID,
  KUBERNETES_LABEL_SELECTOR,
  KUBERNETES_NAMESPACE,
  PodHealthError,
} from 'backstage-plugin-pod-health-common';
import { isSelectorNarrow } from '../guards/isSelectorNarrow';
import { parseLabelSelector } from '../guards/labelSelector';
import type { EntityPods } from './types';

/** A namespace's name: a DNS-1123 label. */
const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Where an entity's pods are, from its annotations (annotations.ts). Pure. Throws `entity-has-no-selector` when they are
 * missing or cannot be read, `selector-too-wide` when the selector would match pods of anybody, `cluster-not-found` when the
 * entity names a cluster the portal does not know.
 */
export function locatePods(
  entity: Entity,
  clusterNames: readonly string[],
): EntityPods {
  const entityRef = stringifyEntityRef(entity);
  const annotations = entity.metadata.annotations ?? {};
  return {
    entity,
    entityRef,
    owners: ownersOf(entity),
    labelSelector: selectorOf(entityRef, annotations),
    ...namespaceOf(entityRef, annotations),
    clusters: clustersOf(entityRef, annotations, clusterNames),
  };
}

function ownersOf(entity: Entity): string[] {
  const related = (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
  const declared = entity.spec?.owner;
  if (typeof declared !== 'string' || declared === '') {
    return related;
  }
  const reference = stringifyEntityRef(
    parseEntityRef(declared, {
      defaultKind: 'group',
      defaultNamespace: entity.metadata.namespace ?? 'default',
    }),
  );
  return [...new Set([reference, ...related])];
}

function selectorOf(
  entity: string,
  annotations: Readonly<Record<string, string>>,
): string {
  const written = annotations[KUBERNETES_LABEL_SELECTOR];
  const id = annotations[KUBERNETES_ID];
  const annotation =
    written === undefined ? KUBERNETES_ID : KUBERNETES_LABEL_SELECTOR;
  const selector = written ?? (id && `${KUBERNETES_ID}=${id}`);
  if (selector === undefined || selector === '') {
    throw new PodHealthError(
      written === undefined ? 'entity-has-no-selector' : 'selector-too-wide',
      `${entity} has no label selector`,
      { entity, annotation },
    );
  }
  const requirements = parseLabelSelector(selector);
  // An id is one value: a comma in it would add conditions.
  if (!requirements || (written === undefined && requirements.length > 1)) {
    throw new PodHealthError(
      'entity-has-no-selector',
      `${annotation} of ${entity} is not a label selector`,
      { entity, annotation },
    );
  }
  if (!isSelectorNarrow(requirements)) {
    throw new PodHealthError(
      'selector-too-wide',
      `${annotation} of ${entity} asks for no label's value`,
      { entity, annotation },
    );
  }
  return selector;
}

function namespaceOf(
  entity: string,
  annotations: Readonly<Record<string, string>>,
): { namespace?: string } {
  const namespace = annotations[KUBERNETES_NAMESPACE];
  if (namespace === undefined) {
    return {};
  }
  if (!NAMESPACE.test(namespace)) {
    throw new PodHealthError(
      'entity-has-no-selector',
      `${KUBERNETES_NAMESPACE} of ${entity} is not a namespace's name`,
      { entity, annotation: KUBERNETES_NAMESPACE },
    );
  }
  return { namespace };
}

function clustersOf(
  entity: string,
  annotations: Readonly<Record<string, string>>,
  known: readonly string[],
): readonly string[] {
  const cluster = annotations[KUBERNETES_CLUSTER];
  if (cluster === undefined) {
    return known;
  }
  if (!known.includes(cluster)) {
    throw new PodHealthError(
      'cluster-not-found',
      `${entity} names cluster ${cluster}, which is not configured`,
      { entity, cluster },
    );
  }
  return [cluster];
}
