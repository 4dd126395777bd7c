import type { Entity } from '@backstage/catalog-model';
import {
  KUBERNETES_ID,
  KUBERNETES_LABEL_SELECTOR,
} from 'backstage-plugin-pod-health-common';

/**
 * Whether an entity says which pods are its own; only then the tab has something to show.
 *
 * @public
 */
export function isPodHealthAvailable(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return Boolean(
    annotations[KUBERNETES_ID] || annotations[KUBERNETES_LABEL_SELECTOR],
  );
}
