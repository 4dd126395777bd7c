import { PodHealthError } from 'backstage-plugin-pod-health-common';
import {
  isApiVersion,
  isDnsLabel,
  isDnsSubdomain,
  isResourceName,
} from './names';
import type { ApiGroup, ListSelection, ResourceKind } from './types';

/** What may follow a pod's name. `exec` and `portforward` are left out on purpose: nothing here needs them. */
export type PodSubresource = 'log' | 'attach' | 'ephemeralcontainers';

/** Query parameters; `undefined` ones are left out. */
export type Query = Readonly<
  Record<string, string | number | boolean | undefined>
>;

declare const built: unique symbol;

/**
 * Path and query of an API request. Only this file makes one, and the transport takes nothing else, so no text from a
 * browser or an annotation can choose where a request goes (security.md T13).
 */
export type ApiPath = string & { readonly [built]: true };

/** Path of a kind, in one namespace or in all: `/api/v1/namespaces/shop/pods`. Throws `invalid-request`. */
export function collectionPath(
  selection: Pick<ListSelection, 'kind' | 'namespace'>,
  query: Query = {},
): ApiPath {
  return join(
    [
      ...groupSegments(selection.kind),
      ...namespaceSegments(selection.namespace),
      checkedResource(selection.kind),
    ],
    query,
  );
}

/** Path of one object. Throws `invalid-request` for a name Kubernetes does not allow. */
export function objectPath(
  kind: ResourceKind,
  name: string,
  namespace?: string,
): ApiPath {
  return join(
    [
      ...groupSegments(kind),
      ...namespaceSegments(namespace),
      checkedResource(kind),
      checkedObjectName(name),
    ],
    {},
  );
}

/** Path of a pod's subresource: its log, attach or ephemeral containers. Throws `invalid-request`. */
export function podPath(
  namespace: string,
  pod: string,
  subresource: PodSubresource,
  query: Query = {},
): ApiPath {
  return join(
    [
      'api',
      'v1',
      'namespaces',
      checkedNamespace(namespace),
      'pods',
      checkedObjectName(pod),
      subresource,
    ],
    query,
  );
}

/** Path of the API server's version, the same on every cluster. */
export function versionPath(): ApiPath {
  return join(['version'], {});
}

/** Path of the index of the API's OpenAPI v3 documents, or of the document of one group and version. Throws `invalid-request`. */
export function openApiPath(group?: ApiGroup): ApiPath {
  return join(['openapi', 'v3', ...(group ? groupSegments(group) : [])], {});
}

/** Checks a container's name, which travels in the query or a body. Throws `invalid-request`. */
export function checkedContainer(name: string): string {
  return check(isDnsLabel(name), 'container', name);
}

function groupSegments(kind: ApiGroup): string[] {
  const version = check(
    isApiVersion(kind.version),
    'API version',
    kind.version,
  );
  if (kind.group === '') {
    return ['api', version];
  }
  const group = check(isDnsSubdomain(kind.group), 'API group', kind.group);
  return ['apis', group, version];
}

function namespaceSegments(namespace: string | undefined): string[] {
  return namespace === undefined
    ? []
    : ['namespaces', checkedNamespace(namespace)];
}

function checkedNamespace(name: string): string {
  return check(isDnsLabel(name), 'namespace', name);
}

function checkedObjectName(name: string): string {
  return check(isDnsSubdomain(name), 'object', name);
}

function checkedResource(kind: ResourceKind): string {
  return check(isResourceName(kind.resource), 'resource', kind.resource);
}

function check(good: boolean, what: string, name: string): string {
  if (!good) {
    throw new PodHealthError(
      'invalid-request',
      `${what} name is not one Kubernetes allows: ${JSON.stringify(
        String(name).slice(0, 80),
      )}`,
      { what },
    );
  }
  return name;
}

/** The names checked above need no encoding; it is done all the same, so that a hole in a check is not a hole here. */
function join(segments: readonly string[], query: Query): ApiPath {
  const path = segments.map(encodeURIComponent).join('/');
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return `/${path}${text === '' ? '' : `?${text}`}` as ApiPath; // the one place that may call a text a path
}
