import { isRecord, requestError } from './errors';
import { SELF_SUBJECT_ACCESS_REVIEWS } from './kinds';
import { collectionPath } from './paths';
import type { RequestScope } from './requestScope';
import type { Transport } from './transport/transport';
import type { AccessAnswer, AccessQuestion } from './types';

/**
 * Asks whether our account may do something. Every authenticated account may ask:
 * https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access
 */
export async function reviewAccess(
  transport: Transport,
  cluster: string,
  question: AccessQuestion,
  options: { readonly signal?: AbortSignal } = {},
): Promise<AccessAnswer> {
  const scope: RequestScope = {
    cluster,
    verb: 'create',
    resource: SELF_SUBJECT_ACCESS_REVIEWS.resource,
  };
  const review = await transport.json({
    method: 'POST',
    path: collectionPath({ kind: SELF_SUBJECT_ACCESS_REVIEWS }),
    scope,
    body: { type: 'application/json', text: reviewOf(question) },
    signal: options.signal,
  });
  const { status } = review;
  if (!isRecord(status) || typeof status.allowed !== 'boolean') {
    throw requestError('cluster-error', scope, 'answered without a decision');
  }
  return {
    allowed: status.allowed,
    ...(typeof status.reason === 'string' && status.reason !== ''
      ? { reason: status.reason }
      : {}),
  };
}

function reviewOf(question: AccessQuestion): string {
  const { verb, group, resource, subresource, namespace } = question;
  return JSON.stringify({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {
      resourceAttributes: { verb, group, resource, subresource, namespace },
    },
  });
}
