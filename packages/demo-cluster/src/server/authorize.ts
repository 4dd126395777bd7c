import type { RequestInfo, ResourcePath } from '../api/request';
import { ApiError, failure } from '../api/status';
import type { Authorizer, User } from '../auth/rbac';
import { qualifiedName } from '../store/resources';

function refusal(user: User, verb: string, path: ResourcePath): ApiError {
  const { group, resource, subresource, namespace, name } = path;
  const asked = subresource ? `${resource}/${subresource}` : resource;
  const subject = name
    ? `${qualifiedName(group, resource)} "${name}"`
    : qualifiedName(group, resource);
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return new ApiError(
    failure(
      403,
      'Forbidden',
      `${subject} is forbidden: User "${user.name}" cannot ${verb} resource "${asked}" in API group "${group}" ${where}`,
      { ...(name && { name }), ...(group && { group }), kind: resource },
    ),
  );
}

/** Throws the API's 403 when the user may not make the request. */
export function authorize(
  authorizer: Authorizer,
  user: User,
  request: RequestInfo,
): void {
  const { resource, verb, path } = request;
  if (resource) {
    if (!authorizer.decide(user, { ...resource, verb }).allowed) {
      throw refusal(user, verb, resource);
    }
  } else if (!authorizer.decidePath(user, verb, path).allowed) {
    const message = `forbidden: User "${user.name}" cannot ${verb} path "${path}"`;
    throw new ApiError(failure(403, 'Forbidden', message, {}));
  }
}
