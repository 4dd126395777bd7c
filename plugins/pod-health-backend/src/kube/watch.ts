import type { Readable } from 'node:stream';
import type { PodHealthError } from 'backstage-plugin-pod-health-common';
import type { Clock } from '../time/clock';
import {
  connectionError,
  isRecord,
  parseJson,
  refusalError,
  requestError,
} from './errors';
import { collectionPath } from './paths';
import type { RequestScope } from './requestScope';
import { IdleDeadline } from './transport/deadline';
import { BoundedLines, LineTooLong } from './transport/lines';
import type { Transport } from './transport/transport';
import type { ListSelection, WatchEvent, WatchRequest } from './types';

/** The server ends a watch after this unless told otherwise; then the caller goes on from the last version. */
const WATCH_SECONDS = 120;
/** Nothing at all so much longer than the server was to keep the watch: the connection is dead. */
const GRACE_SECONDS = 30;
/** etcd refuses objects over 1.5 MiB; as JSON they stay far below this. */
const LINE_BYTES = 16 * 1024 * 1024;

const TYPES: ReadonlySet<string> = new Set([
  'ADDED',
  'MODIFIED',
  'DELETED',
  'BOOKMARK',
]);

/**
 * Watches from a version, bookmarks included. Returns when the server ends the watch or the caller aborts it; throws
 * `watch-expired` on a 410 of either kind (as an answer, or as an ERROR event), and a typed error when the connection
 * breaks, falls silent or sends what is no event. Breaking out of the loop closes the connection.
 */
export async function* watchObjects(
  transport: Transport,
  cluster: string,
  selection: ListSelection,
  options: WatchRequest,
): AsyncGenerator<WatchEvent, void, undefined> {
  const { signal, timeoutSeconds = WATCH_SECONDS } = options;
  const { idleMs = (timeoutSeconds + GRACE_SECONDS) * 1000 } = options;
  const scope: RequestScope = {
    cluster,
    verb: 'watch',
    resource: selection.kind.resource,
    namespace: selection.namespace,
  };
  try {
    const { body } = await transport.open({
      method: 'GET',
      path: watchPath(selection, options.resourceVersion, timeoutSeconds),
      scope,
      signal,
    });
    options.onOpen?.();
    yield* readEvents(body, scope, transport.clock, idleMs);
  } catch (error) {
    if (signal.aborted) {
      return;
    }
    throw watchError(error, scope);
  }
}

async function* readEvents(
  body: Readable,
  scope: RequestScope,
  clock: Clock,
  idleMs: number,
): AsyncGenerator<WatchEvent, void, undefined> {
  const idle = new IdleDeadline(clock, idleMs, () =>
    body.destroy(
      requestError('cluster-timeout', scope, 'the watch fell silent', {
        reason: 'silent',
      }),
    ),
  );
  try {
    const lines = new BoundedLines(LINE_BYTES);
    for await (const chunk of body) {
      idle.heard();
      for (const line of lines.push(chunk)) {
        yield readEvent(line, scope);
      }
    }
  } finally {
    idle.cancel();
    body.destroy();
  }
}

function watchPath(
  selection: ListSelection,
  resourceVersion: string,
  timeoutSeconds: number,
) {
  return collectionPath(selection, {
    labelSelector: selection.labelSelector,
    fieldSelector: selection.fieldSelector,
    watch: true,
    allowWatchBookmarks: true,
    resourceVersion,
    timeoutSeconds,
  });
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
function readEvent(line: string, scope: RequestScope): WatchEvent {
  const event = parseJson(line);
  if (!isRecord(event) || !isRecord(event.object)) {
    throw requestError('cluster-error', scope, 'sent a line that is no event');
  }
  const { type, object } = event;
  if (type === 'ERROR') {
    throw refusalError(scope, 500, JSON.stringify(object));
  }
  if (typeof type !== 'string' || !TYPES.has(type)) {
    throw requestError('cluster-error', scope, 'sent an event of unknown type');
  }
  return { type: type as WatchEvent['type'], object }; // TYPES holds exactly these
}

function watchError(error: unknown, scope: RequestScope): PodHealthError {
  return error instanceof LineTooLong
    ? requestError('cluster-error', scope, 'sent a line that is too long')
    : connectionError(scope, error);
}
