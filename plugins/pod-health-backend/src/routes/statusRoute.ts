import {
  PodHealthError,
  statusReadPermission,
} from 'backstage-plugin-pod-health-common';
import type { Request, Router } from 'express';
import { isDefinitelyAllowed } from '../guards/isDefinitelyAllowed';
import { isUserPrincipal } from '../guards/isUserPrincipal';
import type { RouterOptions } from './routerOptions';

/**
 * How the watches of this replica are, for operators and their monitoring. Backstage's own readiness is not touched: a cluster that does not
 * answer is no reason to take the portal away.
 */
export function addStatusRoute(router: Router, options: RouterOptions): void {
  router.get('/status', async (request, response) => {
    await requireOperator(request, options);
    response.set('Cache-Control', 'no-store').json(options.hub.status());
  });
}

/** Lets services in (monitoring has a token of its own) and people with the permission. Throws `user-required`, `not-allowed`. */
async function requireOperator(
  request: Request,
  { httpAuth, permissions }: RouterOptions,
): Promise<void> {
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  const { principal } = credentials;
  if (principal.type === 'service') {
    return;
  }
  if (!isUserPrincipal(principal)) {
    throw new PodHealthError('user-required', 'the caller is not a user');
  }
  const permission = statusReadPermission;
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (!isDefinitelyAllowed(decision?.result)) {
    throw new PodHealthError(
      'not-allowed',
      `${permission.name} is not allowed`,
      { action: 'status' },
    );
  }
}
