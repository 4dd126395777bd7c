import { apiVersionOf, type Resource } from '../store/resources';
import { CompactedError, type ObjectStore } from '../store/ObjectStore';
import { fieldMatcher, labelMatcher, type Matcher } from '../store/selectors';
import type { KubeObject } from '../types';
import { integer } from './parameters';
import { ApiError, badRequest, failure } from './status';

/** What a list or watch is about. */
export interface Selection {
  readonly resource: Resource;
  readonly namespace?: string;
  readonly matches: Matcher;
  /** Whether a selector narrows it: then the API does not count what remains. */
  readonly narrowed: boolean;
}

/** Reads the selectors of a request. */
export function selectionOf(
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
): Selection {
  const labels = query.get('labelSelector');
  const fields = query.get('fieldSelector');
  const byLabels = labelMatcher(labels);
  const byFields = fieldMatcher(fields, resource);
  return {
    resource,
    ...(namespace !== undefined && { namespace }),
    matches: object => byLabels(object) && byFields(object),
    narrowed: Boolean(labels || fields),
  };
}

/** The version a list or watch asks for; undefined for none. 400 in the API's words when it is no number. */
export function versionOf(query: URLSearchParams): number | undefined {
  const text = query.get('resourceVersion');
  if (!text) {
    return undefined;
  }
  if (!/^\d{1,18}$/.test(text)) {
    const told = JSON.stringify(text);
    throw badRequest(
      `invalid resource version: resourceVersion: Invalid value: ${told}: strconv.ParseUint: parsing ${told}: invalid syntax`,
    );
  }
  return Number(text);
}

interface Page {
  readonly rv: number;
  /** Key of the last object of the page before. */
  readonly start: string;
}

const keyOf = (object: KubeObject) =>
  `${object.metadata.namespace ?? ''}/${object.metadata.name}`;

function encode(page: Page): string {
  return Buffer.from(
    JSON.stringify({
      v: 'meta.k8s.io/v1',
      rv: page.rv,
      start: `${page.start}\u0000`,
    }),
  ).toString('base64url');
}

function decode(token: string): Page {
  try {
    const { rv, start } = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    );
    if (typeof rv === 'number' && typeof start === 'string') {
      return {
        rv,
        start: start.slice(0, start.endsWith('\u0000') ? -1 : undefined),
      };
    }
  } catch {
    // answered below: whatever is wrong with it, it is no token of ours
  }
  throw badRequest(
    `invalid continue token: continue key is not valid: invalid character ${quoted(
      token,
    )} looking for beginning of value`,
  );
}

/** The first byte that Go's JSON reader meets in a token that is none. */
function quoted(token: string): string {
  const first = Buffer.from(token, 'base64url').toString()[0] ?? ' ';
  return `'${first}'`;
}

function expired(store: ObjectStore, page: Page): ApiError {
  const status = failure(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
  );
  const again = encode({ rv: store.revision, start: page.start });
  return new ApiError({ ...status, metadata: { continue: again } });
}

function tooLarge(asked: number, current: number): ApiError {
  return new ApiError(
    failure(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${asked}, current: ${current}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    ),
  );
}

function objectsAt(
  store: ObjectStore,
  selection: Selection,
  page: Page | undefined,
): KubeObject[] {
  const { resource, namespace } = selection;
  if (!page) {
    return store.list(resource, namespace);
  }
  try {
    return store
      .listAt(resource, namespace, page.rv)
      .filter(object => keyOf(object) > page.start);
  } catch (error) {
    if (error instanceof CompactedError) {
      throw expired(store, page);
    }
    throw error;
  }
}

/** An item of a list: the API leaves kind and apiVersion to the list. */
function item({ apiVersion, kind, ...rest }: KubeObject): unknown {
  return rest;
}

/** Answers a list request: one page of it when `limit` asks for pages. */
export function listObjects(
  store: ObjectStore,
  selection: Selection,
  query: URLSearchParams,
): Record<string, unknown> {
  const asked = versionOf(query);
  const limit = integer(query, 'limit') ?? 0;
  const token = query.get('continue');
  const page = token ? decode(token) : undefined;
  if (asked !== undefined && asked > store.revision) {
    throw tooLarge(asked, store.revision);
  }
  const rv = page?.rv ?? store.revision;
  const found = objectsAt(store, selection, page).filter(selection.matches);
  // Version 0 is answered from the cache, which has no pages.
  const paged = limit > 0 && asked !== 0 && found.length > limit;
  const items = paged ? found.slice(0, limit) : found;
  const remaining = found.length - items.length;
  return {
    kind: `${selection.resource.kind}List`,
    apiVersion: apiVersionOf(selection.resource),
    metadata: {
      resourceVersion: String(rv),
      ...(paged && {
        continue: encode({ rv, start: keyOf(items[limit - 1]) }),
      }),
      ...(paged && !selection.narrowed && { remainingItemCount: remaining }),
    },
    items: items.map(item),
  };
}
