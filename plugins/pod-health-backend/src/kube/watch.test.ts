import {
  startDemoCluster,
  type DemoCluster,
  type FaultAction,
  type FaultHandle,
} from 'pod-health-demo-cluster';
import {
  connectDemo,
  runningPod,
  type DemoConnection,
} from '../testing/demoApi';
import { settle } from '../testing/fakeClock';
import { rejection } from '../testing/rejection';
import { PODS } from './kinds';
import type { WatchEvent } from './types';

/** Two minutes and the grace of half a minute. */
const WATCH_IDLE_MS = 150_000;

let demo: DemoCluster;
let at: DemoConnection;
let abort: AbortController;
let fault: FaultHandle | undefined;

beforeAll(async () => {
  demo = await startDemoCluster({
    objects: [runningPod('ledger')],
    bookmarkMs: 50,
  });
});

beforeEach(() => {
  at = connectDemo(demo);
  abort = new AbortController();
});

afterEach(async () => {
  abort.abort();
  fault?.remove();
  fault = undefined;
  await at.api.close();
});

afterAll(() => demo.close());

const shop = { kind: PODS, namespace: 'shop' };

/** Watches from now. */
async function watch() {
  const { resourceVersion } = await at.api.list(shop);
  return at.api
    .watch(shop, { resourceVersion, signal: abort.signal })
    [Symbol.asyncIterator]();
}

async function all(events: AsyncIterable<WatchEvent>): Promise<WatchEvent[]> {
  const seen: WatchEvent[] = [];
  for await (const event of events) {
    seen.push(event);
  }
  return seen;
}

function script(action: FaultAction): void {
  fault = demo.fault({ on: { verb: 'watch' }, do: action });
}

function watching(): Promise<WatchEvent[]> {
  return all(
    at.api.watch(shop, { resourceVersion: '1', signal: abort.signal }),
  );
}

it('gives changes and bookmarks from a version on', async () => {
  const events = await watch();
  const first = events.next();
  demo.apply(runningPod('basket'));
  const added = (await first).value;
  expect(added).toMatchObject({
    type: 'ADDED',
    object: { metadata: { name: 'basket' } },
  });
  const bookmark = (await events.next()).value;
  expect(bookmark.type).toBe('BOOKMARK');
  expect(Number(bookmark.object.metadata.resourceVersion)).toBeGreaterThan(0);
  const query = new URL(at.requests()[1].path, demo.url).searchParams;
  expect(query.get('allowWatchBookmarks')).toBe('true');
  expect(query.get('timeoutSeconds')).toBe('120');
  await events.return?.();
});

it('closes the connection when the reader stops', async () => {
  const before = demo.connections;
  const events = await watch();
  const first = events.next();
  demo.apply(runningPod('basket'));
  await first;
  await events.return?.();
  await at.api.close();
  while (demo.connections > before) {
    await settle();
  }
  expect(at.clock.timers).toBe(0);
});

it('returns, and does not throw, when aborted', async () => {
  const events = await watch();
  const next = events.next();
  abort.abort();
  await expect(next).resolves.toEqual({ done: true, value: undefined });
  expect(at.clock.timers).toBe(0);
});

it.each(['status', 'event'] as const)(
  'throws watch-expired on a 410 as %s (R3)',
  async as => {
    script({ kind: 'gone', as });
    await expect(watching()).rejects.toMatchObject({ code: 'watch-expired' });
  },
);

it('returns when the server ends the watch in order', async () => {
  script({
    kind: 'bytes',
    bytes: '{"type":"ADDED","object":{"metadata":{"name":"a"}}}\n',
  });
  await expect(watching()).resolves.toEqual([
    { type: 'ADDED', object: { metadata: { name: 'a' } } },
  ]);
});

it.each([
  ['garbage', 'not json\n', 'cluster-error'],
  ['a list', '[]\n', 'cluster-error'],
  ['an event without an object', '{"type":"ADDED"}\n', 'cluster-error'],
  ['an event of unknown type', '{"type":"X","object":{}}\n', 'cluster-error'],
  [
    'an ERROR of no known code',
    '{"type":"ERROR","object":{}}\n',
    'cluster-error',
  ],
  [
    'an ERROR of another code',
    '{"type":"ERROR","object":{"kind":"Status","code":403,"message":"no"}}\n',
    'cluster-forbidden',
  ],
])('%s ends it with a typed error (R3)', async (_, bytes, code) => {
  script({ kind: 'bytes', bytes });
  await expect(watching()).rejects.toMatchObject({ code });
});

it('refuses a line that never ends', async () => {
  script({ kind: 'bytes', bytes: Buffer.alloc(17 * 1024 * 1024, 'x') });
  await expect(watching()).rejects.toMatchObject({ code: 'cluster-error' });
});

it.each(['rst', 'fin'] as const)(
  'says that the connection broke (%s)',
  async by => {
    script({ kind: 'drop', afterBytes: 1, by });
    const broken = rejection(watching());
    demo.apply(runningPod('basket'));
    expect(await broken).toMatchObject({ code: 'cluster-unreachable' });
  },
);

it('survives a quiet hour with bookmarks, and notices a dead connection', async () => {
  const events = await watch();
  // Twice the idle deadline passes in steps below it, with something heard in each.
  for (let step = 0; step < 4; step++) {
    expect((await events.next()).value.type).toBe('BOOKMARK');
    await at.clock.advance(WATCH_IDLE_MS / 2);
  }
  await events.return?.();
  // The first bookmark gets through, the second does not.
  script({ kind: 'stall', afterBytes: 200 });
  const stalled = await watch();
  await stalled.next();
  let noticed = false;
  const dead = rejection(stalled.next()).finally(() => {
    noticed = true;
  });
  while (!noticed) {
    await at.clock.advance(WATCH_IDLE_MS);
  }
  expect(await dead).toMatchObject({
    code: 'cluster-timeout',
    details: { reason: 'silent' },
  });
  expect(at.clock.timers).toBe(0);
});
