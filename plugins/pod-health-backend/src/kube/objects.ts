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

/**
 * Lists all pages. When the version being paged through expires (410), begins again once: half of one moment and half of
 * another would show objects twice or not at all.
 */
export async function listObjects(
  transport: Transport,
  cluster: string,
  selection: ListSelection,
  options: { readonly signal?: AbortSignal } = {},
): Promise<ObjectList> {
  try {
    return await listPages(transport, cluster, selection, options.signal);
  } catch (error) {
    if (!(error instanceof PodHealthError && error.code === 'watch-expired')) {
      throw error;
    }
    return listPages(transport, cluster, selection, options.signal);
  }
}

async function listPages(
  transport: Transport,
  cluster: string,
  selection: ListSelection,
  signal: AbortSignal | undefined,
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
    const path = pagePath(selection, next);
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

function pagePath(selection: ListSelection, next: string | undefined): ApiPath {
  return collectionPath(selection, {
    labelSelector: selection.labelSelector,
    fieldSelector: selection.fieldSelector,
    limit: PAGE_SIZE,
    continue: next,
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
