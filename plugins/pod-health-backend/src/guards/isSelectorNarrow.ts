import type { Requirement } from './labelSelector';

/**
 * Whether a selector asks for some value of some label. One that is empty, only says what a pod is not, or only that a label
 * exists, matches pods of anybody: an entity's author must not reach them with it (security.md T6).
 */
export function isSelectorNarrow(
  requirements: readonly Requirement[],
): boolean {
  return requirements.some(({ op }) => op === 'in');
}
