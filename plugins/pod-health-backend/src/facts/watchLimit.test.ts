import { PODS } from '../kube/kinds';
import type { KubeApi, ListSelection } from '../kube/types';
import { fakeList } from '../testing/fakeList';
import { FakeClock, settle } from '../testing/fakeClock';
import { WatchPool } from './watchPool';

/** A pool that may watch two namespaces of a cluster; `idle` are shares that can be given up, the first first. */
function pool(idle: (() => void)[] = []) {
  const clock = new FakeClock();
  const api = {
    ...fakeList(async () => ({ items: [], resourceVersion: '1' })),
    // eslint-disable-next-line require-yield -- a watch in which nothing happens
    async *watch(_: ListSelection, { signal }: { signal: AbortSignal }) {
      await new Promise<void>(resolve => {
        signal.addEventListener('abort', () => resolve());
      });
    },
  } as unknown as KubeApi; // only these two are reached from here
  const watches = new WatchPool({
    clusters: { names: () => ['a', 'b'], cluster: () => api },
    clock,
    random: () => 1,
    redact: text => text,
    maxNamespaces: 2,
    makeRoom: () => {
      const giveUp = idle.shift();
      giveUp?.();
      return giveUp !== undefined;
    },
  });
  const take = (namespace: string | undefined, cluster = 'a', kind = PODS) =>
    watches.acquire(cluster, { kind, namespace });
  return { watches, clock, take };
}

const EVENTS = { group: '', version: 'v1', resource: 'events' };

it('refuses one namespace too many with a typed error, and nothing else', async () => {
  const { watches, take } = pool();
  const first = take('one');
  take('two');
  const third = take('three');
  const others = [
    take('one', 'a', EVENTS),
    take(undefined),
    take('three', 'b'),
  ];
  await settle();
  expect(third.watch.status).toBe('error');
  expect(third.watch.problem).toEqual({
    code: 'too-many-namespaces',
    details: { cluster: 'a', namespace: 'three', limit: 2 },
  });
  expect([first, ...others].map(({ watch }) => watch.status)).toEqual(
    Array(4).fill('live'),
  );
  expect([watches.namespaces('a'), watches.namespaces('b')]).toEqual([2, 1]);
  watches.close();
});

it('ends the namespace that was left first, with all its watches', async () => {
  const { watches, clock, take } = pool();
  const one = [take('one'), take('one', 'a', EVENTS)];
  const two = take('two');
  await clock.advance(1_000);
  one[0].release();
  await clock.advance(1_000);
  two.release();
  await clock.advance(1_000);
  one[1].release();
  await clock.advance(1_000);
  const three = take('three');
  await settle();
  expect(three.watch.status).toBe('live');
  // `one` was in use for longer than `two`, by its events.
  expect(watches.watches().map(each => each.watch.selection.namespace)).toEqual(
    ['one', 'one', 'three'],
  );
  expect(watches.namespaces('a')).toBe(2);
  watches.close();
});

it('asks for shares that nobody looks at when all are held', async () => {
  const idle: (() => void)[] = [];
  const { watches, take } = pool(idle);
  const one = take('one');
  take('two');
  idle.push(() => {}, one.release); // the first frees nothing
  const three = take('three');
  await settle();
  expect(three.watch.status).toBe('live');
  expect(idle).toEqual([]);
  watches.close();
});

it('lets one in that waited as soon as there is room', async () => {
  const { watches, clock, take } = pool();
  take('one');
  const two = take('two');
  const three = take('three');
  await clock.advance(60_000);
  expect(three.watch.status).toBe('error');
  two.release();
  await clock.advance(30_000);
  expect(three.watch.status).toBe('live');
  watches.close();
});

it('keeps no place for one that was given up to make room', async () => {
  const idle: (() => void)[] = [];
  const { watches, clock, take } = pool(idle);
  const held = [take('one'), take('two')];
  const three = take('three');
  await settle();
  idle.push(three.release, held[0].release);
  await clock.advance(60_000);
  expect([watches.size, watches.namespaces('a')]).toEqual([2, 2]);
  held.forEach(each => each.release());
  await clock.advance(300_000);
  expect(watches.namespaces('a')).toBe(0);
});

it('keeps nothing of one that waited in vain', async () => {
  const { watches, clock, take } = pool();
  const held = [take('one'), take('two')];
  const three = take('three');
  await settle();
  three.release();
  expect(watches.size).toBe(2);
  held.forEach(each => each.release());
  await clock.advance(300_000);
  expect([watches.size, watches.namespaces('a'), clock.timers]).toEqual([
    0, 0, 0,
  ]);
});
