import { isRecord, requestError } from './errors';
import { collectionPath, type ApiPath } from './paths';
import type { RequestScope } from './requestScope';
import type { Transport } from './transport/transport';
import type { ListOptions, ListSelection, ObjectList } from './types';

/** Objects per page: what kubectl asks for. Bounds what the API server holds in memory for us. */
const PAGE_SIZE = 500;

/** A part of a list. `next` is asked for what follows; absent in the last. */
export interface Page extends ObjectList {
  readonly next?: string;
}

/** The pages of one list. */
export class Pages {
  readonly #scope: RequestScope;

  constructor(
    private readonly transport: Transport,
    cluster: string,
    private readonly selection: ListSelection,
    private readonly options: ListOptions,
  ) {
    const { kind, namespace } = selection;
    this.#scope = { cluster, verb: 'list', resource: kind.resource, namespace };
  }

  first(): Promise<Page> {
    return this.#read();
  }

  /** The next one; none after the last. */
  after({ next }: Page): Promise<Page> | undefined {
    return next === undefined ? undefined : this.#read(next);
  }

  async #read(token?: string): Promise<Page> {
    const { signal, notOlderThan } = this.options;
    const answer = await this.transport.json({
      method: 'GET',
      path: pagePath(this.selection, token, notOlderThan),
      scope: this.#scope,
      signal,
    });
    const page = readPage(answer, this.#scope);
    if (page.next !== undefined && page.next === token) {
      throw requestError(
        'cluster-error',
        this.#scope,
        'gave the same page again',
      );
    }
    return page;
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
