import { PodHealthError } from 'backstage-plugin-pod-health-common';
import { nextTurn } from '../time/nextTurn';
import { Pages } from './pages';
import { objectPath } from './paths';
import type { Transport } from './transport/transport';
import type {
  ListOptions,
  ListSelection,
  ObjectList,
  RawObject,
  ResourceKind,
} from './types';

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

/** What may be made of an object. */
type Project<T> = (object: RawObject) => T;

/**
 * Lists all pages, and keeps of each object what `project` makes of it. When the version being paged through expires (410), begins again once:
 * half of one moment and half of another would show objects twice or not at all. `notOlderThan` lets the server answer from its cache
 * (https://kubernetes.io/docs/reference/using-api/api-concepts/#semantics-for-get-and-list); a server that does not know that version, as after its data was
 * put back, is asked without.
 */
export async function listObjects<T>(
  transport: Transport,
  cluster: string,
  selection: ListSelection,
  project: Project<T>,
  options: ListOptions = {},
): Promise<ObjectList<T>> {
  const { notOlderThan, ...rest } = options;
  const pages = (more: ListOptions) =>
    new Pages(transport, cluster, selection, more);
  try {
    return await projected(pages(options), project);
  } catch (error) {
    const isAgain =
      hasCode(error, 'watch-expired') ||
      (notOlderThan !== undefined && hasCode(error, 'cluster-timeout'));
    if (!isAgain) {
      throw error;
    }
    return projected(pages(rest), project);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof PodHealthError && error.code === code;
}

/** All pages, each projected while the server makes the next. */
async function projected<T>(
  pages: Pages,
  project: Project<T>,
): Promise<ObjectList<T>> {
  const items: T[] = [];
  for (let page = await pages.first(); ; ) {
    const following = pages.after(page);
    // What is thrown by `project` leaves nobody to wait for it.
    following?.catch(() => {});
    // The request goes out first.
    await nextTurn();
    for (const object of page.items) {
      items.push(project(object));
    }
    if (following === undefined) {
      return { items, resourceVersion: page.resourceVersion };
    }
    page = await following;
  }
}
