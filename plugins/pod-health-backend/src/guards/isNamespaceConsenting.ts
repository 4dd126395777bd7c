/** Who asks for a namespace's pods: an entity and its owners, as full entity references. */
export interface Consentee {
  readonly entityRef: string;
  readonly owners: readonly string[];
}

/**
 * Whether a namespace's consent, the value of its annotation `pod-health.io/debug-consent`, names the entity, one of its
 * owners, or everybody (`*`). No annotation, or an empty one: no consent. References are compared without regard to case.
 */
export function isNamespaceConsenting(
  consent: string | undefined,
  { entityRef, owners }: Consentee,
): boolean {
  const named = (consent ?? '')
    .split(',')
    .map(reference => reference.trim().toLocaleLowerCase('en-US'))
    .filter(reference => reference !== '');
  const asking = [entityRef, ...owners].map(reference =>
    reference.toLocaleLowerCase('en-US'),
  );
  return named.some(
    reference => reference === '*' || asking.includes(reference),
  );
}
