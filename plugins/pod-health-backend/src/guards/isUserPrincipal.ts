/**
 * Whether a caller is a person. Services are always allowed everything by Backstage's permission client, so they must never
 * be asked about there (security.md T5).
 */
export function isUserPrincipal(principal: unknown): principal is {
  readonly type: 'user';
  readonly userEntityRef: string;
} {
  return (
    typeof principal === 'object' &&
    principal !== null &&
    'type' in principal &&
    principal.type === 'user' &&
    'userEntityRef' in principal &&
    typeof principal.userEntityRef === 'string'
  );
}
