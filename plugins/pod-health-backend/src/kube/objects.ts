import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { isRecord, requestError } from './errors';
import { collectionPath, objectPath, type ApiPath } from './paths';
import type { RequestScope } from './requestScope';
import type { Transport } from './transport/transport';
import type {
  ListSelection,
  ObjectList,
  RawObject,
  ResourceKind,
} from './types';

/** Objects per page: what kubectl asks for. Bounds what the API server holds in memory for us. */
const PAGE_SIZE = 500;

/** Reads one object. */
export async function getObject(
  transport: Transport,
  cluster: string,
  kind: ResourceKind,
  name: string,
  options: { readonly namespace?: string; readonly signal?: AbortSignal } = {},
): Promise<RawObject> {
  const { namespace, signal } = options;
  return transport.json({
    method: 'GET',
    path: objectPath(kind, name, namespace),
    scope: { cluster, verb: 'get', resource: kind.resource, namespace, name },
    signal,
  });
}

/** What to list, and how. */
interface ListOptions {
  readonly signal?: AbortSignal;
  readonly notOlderThan?: string;
}

/**
 * Lists all pages. When the version being paged through expires (410), begins again once: half of one moment and half of
 * another would show objects twice or not at all. `notOlderThan` lets the server answer from its cache
 * (https://kubernetes.io/docs/reference/using-api/api-concepts/#semantics-for-get-and-list); a server that does not know that version, as after its data was
 * put back, is asked without.
 */
export async function listObjects(
  transport: Transport,
  cluster: string,
  selection: ListSelection,
  options: ListOptions = {},
): Promise<ObjectList> {
  const { notOlderThan, ...rest } = options;
  try {
    return await listPages(transport, cluster, selection, options);
  } catch (error) {
    const isAgain =
      hasCode(error, 'watch-expired') ||
      (notOlderThan !== undefined && hasCode(error, 'cluster-timeout'));
    if (!isAgain) {
      throw error;
    }
    return listPages(transport, cluster, selection, rest);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof PodHealthError && error.code === code;
}

async function listPages(
  transport: Transport,
  cluster: string,
  selection: ListSelection,
  { signal, notOlderThan }: ListOptions,
): Promise<ObjectList> {
  const scope: RequestScope = {
    cluster,
    verb: 'list',
    resource: selection.kind.resource,
    namespace: selection.namespace,
  };
  const items: RawObject[] = [];
  let next: string | undefined;
  for (;;) {
    const path = pagePath(selection, next, notOlderThan);
    const answer = await transport.json({ method: 'GET', path, scope, signal });
    const page = readPage(answer, scope);
    for (const item of page.items) {
      items.push(item);
    }
    if (page.next === undefined) {
      return { items, resourceVersion: page.resourceVersion };
    }
    if (page.next === next) {
      throw requestError('cluster-error', scope, 'gave the same page again');
    }
    next = page.next;
  }
}

function pagePath(
  selection: ListSelection,
  next: string | undefined,
  notOlderThan: string | undefined,
): ApiPath {
  return collectionPath(selection, {
    labelSelector: selection.labelSelector,
    fieldSelector: selection.fieldSelector,
    limit: PAGE_SIZE,
    continue: next,
    // A page that goes on names its version in `continue`, and no other is allowed beside it.
    ...(next === undefined &&
      notOlderThan !== undefined && {
        resourceVersion: notOlderThan,
        resourceVersionMatch: 'NotOlderThan',
      }),
  });
}

interface Page extends ObjectList {
  readonly next?: string;
}

/** Checks a page. Its items are given the kind that the server leaves out of each, as kubectl does. */
function readPage(list: Record<string, unknown>, scope: RequestScope): Page {
  const metadata = isRecord(list.metadata) ? list.metadata : {};
  const { resourceVersion, continue: next } = metadata;
  // A Go server writes an empty list as null.
  const items = list.items ?? [];
  if (!Array.isArray(items) || typeof resourceVersion !== 'string') {
    throw requestError('cluster-error', scope, 'answered without a list');
  }
  const apiVersion =
    typeof list.apiVersion === 'string' ? list.apiVersion : undefined;
  const kind =
    typeof list.kind === 'string' ? list.kind.replace(/List$/, '') : undefined;
  return {
    items: items.filter(isRecord).map(item => ({ apiVersion, kind, ...item })),
    resourceVersion,
    ...(typeof next === 'string' && next !== '' ? { next } : {}),
  };
}
