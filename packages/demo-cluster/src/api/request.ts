/** What a request asks, as the API server's own RequestInfo has it. */
export interface RequestInfo {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** get, list, watch, create, update, patch, delete; the lower-case method for a path that is no resource. */
  readonly verb: string;
  /** Absent for a path that is no resource, such as /version. */
  readonly resource?: ResourcePath;
}

/** The parts of a resource's path. */
export interface ResourcePath {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** Resources of the core group whose path begins with `namespaces/NAME/` but which belong to the namespace itself. */
const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);

function resourcePath(segments: readonly string[]): ResourcePath | undefined {
  const core = segments[0] === 'api';
  if (!core && segments[0] !== 'apis') {
    return undefined;
  }
  const [group, version, ...rest] = core
    ? ['', ...segments.slice(1)]
    : segments.slice(1);
  if (rest.length === 0 || version === undefined) {
    return undefined;
  }
  if (
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !NAMESPACE_SUBRESOURCES.has(rest[2])
  ) {
    const [, namespace, resource, name, subresource = ''] = rest;
    return { group, version, resource, subresource, namespace, name };
  }
  const [resource, name, subresource = ''] = rest;
  const namespace = resource === 'namespaces' ? name : undefined;
  return { group, version, resource, subresource, namespace, name };
}

const WRITE_VERBS: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

function verbOf(
  method: string,
  resource: ResourcePath | undefined,
  query: URLSearchParams,
): string {
  if (!resource) {
    return method.toLowerCase();
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return WRITE_VERBS[method] ?? method.toLowerCase();
  }
  const watching = ['true', '1'].includes(query.get('watch') ?? '');
  if (resource.name !== undefined) {
    return 'get';
  }
  return watching ? 'watch' : 'list';
}

/** Reads a request line. Encoded slashes stay inside their segment. */
export function parseRequest(method: string, target: string): RequestInfo {
  const url = new URL(target, 'https://cluster.invalid');
  const segments = url.pathname
    .split('/')
    .filter(segment => segment !== '')
    .map(decode);
  const resource = resourcePath(segments);
  return {
    method,
    path: url.pathname,
    query: url.searchParams,
    verb: verbOf(method, resource, url.searchParams),
    ...(resource && { resource }),
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray % names nothing, so the lookup answers 404
  }
}
