import type { Attributes, Authorizer, User } from '../auth/rbac';
import { badRequest, invalid } from './status';

interface ReviewSpec {
  readonly resourceAttributes?: {
    readonly verb?: string;
    readonly group?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly nonResourceAttributes?: {
    readonly path?: string;
    readonly verb?: string;
  };
}

const API_VERSION = 'authorization.k8s.io/v1';

function specOf(body: unknown): Record<string, unknown> {
  const spec =
    typeof body === 'object' && body !== null && 'spec' in body
      ? body.spec
      : undefined;
  return typeof spec === 'object' && spec !== null
    ? (spec as Record<string, unknown>) // JSON: an object has string keys
    : {};
}

/** The refusal of a review that asks about both or neither of a resource and a path. */
function notExactlyOne() {
  return invalid(
    '',
    '',
    [
      {
        reason: 'FieldValueInvalid',
        message:
          'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
        field: 'spec.resourceAttributes',
      },
    ],
    'authorization.k8s.io',
  );
}

/** Answers a SelfSubjectAccessReview. */
export function accessReview(
  authorizer: Authorizer,
  user: User,
  body: unknown,
): Record<string, unknown> {
  const spec = specOf(body) as ReviewSpec; // every field of it is optional, and read as such
  const { resourceAttributes: asked, nonResourceAttributes: path } = spec;
  if (!asked === !path) {
    throw notExactlyOne();
  }
  const attributes: Attributes = {
    verb: asked?.verb ?? '',
    group: asked?.group ?? '',
    resource: asked?.resource ?? '',
    subresource: asked?.subresource ?? '',
    ...(asked?.namespace && { namespace: asked.namespace }),
    ...(asked?.name && { name: asked.name }),
  };
  const { allowed, reason } = path
    ? authorizer.decidePath(user, path.verb ?? '', path.path ?? '')
    : authorizer.decide(user, attributes);
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: API_VERSION,
    metadata: {},
    spec,
    status: { allowed, ...(reason && { reason }) },
  };
}

/** Answers a SelfSubjectRulesReview. */
export function rulesReview(
  authorizer: Authorizer,
  user: User,
  body: unknown,
): Record<string, unknown> {
  const { namespace } = specOf(body);
  if (typeof namespace !== 'string' || namespace === '') {
    throw badRequest('no namespace on request');
  }
  const rules = authorizer.rules(user, namespace);
  return {
    kind: 'SelfSubjectRulesReview',
    apiVersion: API_VERSION,
    metadata: {},
    spec: {},
    status: {
      resourceRules: rules.filter(rule => rule.resources),
      nonResourceRules: rules.filter(rule => rule.nonResourceURLs),
      incomplete: false,
    },
  };
}
