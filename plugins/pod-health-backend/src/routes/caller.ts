import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { PodHealthError, type Lang } from 'backstage-plugin-pod-health-common';
import type { Request } from 'express';
import type { UserCredentials } from '../entity/types';
import { isUserPrincipal } from '../guards/isUserPrincipal';

/**
 * Who calls: a person, never a service, whatever the route (security.md T5). Throws `user-required`.
 */
export async function callerOf(
  httpAuth: Pick<HttpAuthService, 'credentials'>,
  request: Request,
): Promise<UserCredentials> {
  const credentials = await httpAuth.credentials(request, { allow: ['user'] });
  if (!isUserPrincipal(credentials.principal)) {
    throw new PodHealthError('user-required', 'the caller is not a user');
  }
  return credentials;
}

/** The entity a path names: `kind:namespace/name`, lower case. */
export function entityRefOf({ params }: Request): string {
  const { kind, namespace, name } = params;
  return stringifyEntityRef({ kind, namespace, name });
}

/** The language of the words in the answer. */
export function langOf({ query }: Request): Lang {
  return query.lang === 'zh' ? 'zh' : 'en';
}
