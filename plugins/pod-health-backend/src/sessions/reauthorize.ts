import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type { EntityAccess, UserCredentials } from '../entity/types';
import type { SessionRow } from './types';

/** Errors of a cluster that did not answer: they say nothing about anybody's rights, and the attach notices by itself. */
const CLUSTER_TROUBLE = /^(cluster-|node-unreachable|redirected)/;

/**
 * Asks again for everything that let the session begin: permission on the entity, the pod's membership, the target's own
 * permission, the namespace's consent. What is not a plain yes is a no, but for a cluster that does not answer.
 */
export async function reauthorize(
  { entities }: { readonly entities: EntityAccess },
  credentials: UserCredentials,
  session: Pick<SessionRow, 'entityRef' | 'pod' | 'target'>,
): Promise<'allowed' | 'refused' | 'unknown'> {
  const { entityRef, pod, target } = session;
  try {
    const found = await entities.openPod(credentials, entityRef, pod, 'debug');
    if (target !== undefined) {
      await entities.open(credentials, entityRef, 'target');
    }
    await entities.requireConsent(found);
    return 'allowed';
  } catch (error) {
    return error instanceof PodHealthError && CLUSTER_TROUBLE.test(error.code)
      ? 'unknown'
      : 'refused';
  }
}
