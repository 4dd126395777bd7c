import type { Clock, Timer } from '../clock';
import type { FaultAction } from '../faults/types';
import {
  CompactedError,
  type Change,
  type ObjectStore,
} from '../store/ObjectStore';
import { apiVersionOf } from '../store/resources';
import type { KubeObject } from '../types';
import type { Answer } from './Answer';
import { versionOf, type Selection } from './list';
import { flag, integer } from './parameters';
import { ApiError, failure, tooOld } from './status';

/** What a watch needs of the server. */
export interface WatchContext {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly bookmarkMs: number;
}

interface Event {
  readonly type: string;
  readonly object: unknown;
}

const DEFAULT_TIMEOUT_S = 45 * 60;

/** How a change looks to somebody who selects: leaving the selection is a deletion, entering it an addition. */
function seenAs(change: Change, selection: Selection): Event | undefined {
  if (
    change.resource !== selection.resource ||
    (selection.namespace !== undefined &&
      change.object.metadata.namespace !== selection.namespace)
  ) {
    return undefined;
  }
  const was =
    change.previous !== undefined && selection.matches(change.previous);
  const is = change.type !== 'DELETED' && selection.matches(change.object);
  if (was && !is) {
    return { type: 'DELETED', object: lastSeen(change) };
  }
  if (is) {
    return { type: was ? 'MODIFIED' : 'ADDED', object: change.object };
  }
  return undefined;
}

/** The state the watcher knew, with the version of the change that took it away. */
function lastSeen(change: Change): KubeObject {
  const { object, previous = object } = change;
  const { resourceVersion } = object.metadata;
  return { ...previous, metadata: { ...previous.metadata, resourceVersion } };
}

function bookmark(
  { resource }: Selection,
  revision: number,
  initialEnd = false,
): Event {
  const annotations = { 'k8s.io/initial-events-end': 'true' };
  return {
    type: 'BOOKMARK',
    object: {
      kind: resource.kind,
      apiVersion: apiVersionOf(resource),
      metadata: {
        resourceVersion: String(revision),
        ...(initialEnd && { annotations }),
      },
    },
  };
}

/** What a watch begins with. */
function opening(
  store: ObjectStore,
  selection: Selection,
  query: URLSearchParams,
  version: number | undefined,
): Event[] {
  if (version === undefined || version === 0) {
    const added = store
      .list(selection.resource, selection.namespace)
      .filter(selection.matches)
      .map(object => ({ type: 'ADDED', object }));
    return flag(query, 'sendInitialEvents')
      ? [...added, bookmark(selection, store.revision, true)]
      : added;
  }
  return store
    .changesSince(version)
    .map(change => seenAs(change, selection))
    .filter(event => event !== undefined);
}

/** `versionOf` for a watch: the API answers a version that is no number with a 500 here. */
function watchVersion(query: URLSearchParams): number | undefined {
  try {
    return versionOf(query);
  } catch (error) {
    if (error instanceof ApiError) {
      const message = error.message.replace('invalid resource version: ', '');
      throw new ApiError(failure(500, undefined, message));
    }
    throw error;
  }
}

/** Sends events one after the other, holding back when the reader is slow. */
class EventWriter {
  #tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly answer: Answer) {}

  send(event: Event): void {
    const bytes = Buffer.from(`${JSON.stringify(event)}\n`);
    this.#tail = this.#tail.then(() => this.answer.write(bytes));
  }

  end(): void {
    this.#tail.then(() => this.answer.end());
  }
}

/** Begins a watch with what it has missed; false when that is gone, and the reader was told so. */
function open(
  { store }: WatchContext,
  selection: Selection,
  query: URLSearchParams,
  version: number | undefined,
  writer: EventWriter,
  fault?: FaultAction,
): boolean {
  const refuse = (oldest: number) => {
    writer.send({ type: 'ERROR', object: tooOld(version ?? 0, oldest) });
    writer.end();
    return false;
  };
  if (fault?.kind === 'gone') {
    return refuse(store.revision);
  }
  try {
    opening(store, selection, query, version).forEach(e => writer.send(e));
  } catch (error) {
    if (error instanceof CompactedError) {
      return refuse(error.oldest);
    }
    throw error;
  }
  if (fault?.kind === 'bookmark') {
    writer.send(bookmark(selection, store.revision));
  }
  return true;
}

/** Answers a watch; returns when it has begun. It ends by its timeout, by the reader, or by the server's close. */
export function watchObjects(
  context: WatchContext,
  selection: Selection,
  query: URLSearchParams,
  answer: Answer,
  fault?: FaultAction,
): void {
  const { store, clock } = context;
  const version = watchVersion(query);
  const timeoutMs =
    (integer(query, 'timeoutSeconds') ?? DEFAULT_TIMEOUT_S) * 1000;
  answer.begin(200, 'application/json');
  const writer = new EventWriter(answer);
  if (!open(context, selection, query, version, writer, fault)) {
    return;
  }
  const stop = follow(context, selection, version ?? 0, writer);
  const stopBookmarks = flag(query, 'allowWatchBookmarks')
    ? everyBookmark(context, timeoutMs, () =>
        writer.send(bookmark(selection, store.revision)),
      )
    : () => {};
  const timer = clock.setTimer(timeoutMs, () => {
    stop();
    stopBookmarks();
    writer.end();
  });
  answer.onClose(() => {
    stop();
    stopBookmarks();
    timer.cancel();
  });
}

function follow(
  { store }: WatchContext,
  selection: Selection,
  after: number,
  writer: EventWriter,
): () => void {
  return store.watch(change => {
    const event =
      change.revision > after ? seenAs(change, selection) : undefined;
    if (event) {
      writer.send(event);
    }
  });
}

/** The API sends a bookmark about every minute, and one two seconds before the watch's own end. */
function everyBookmark(
  { clock, bookmarkMs }: WatchContext,
  timeoutMs: number,
  send: () => void,
): () => void {
  let timer: Timer;
  const arm = (ms: number) => {
    timer = clock.setTimer(ms, () => {
      send();
      arm(bookmarkMs);
    });
  };
  arm(Math.max(1, Math.min(bookmarkMs, timeoutMs - 2000)));
  return () => timer.cancel();
}
