import type { KubeApi, RawObject } from '../kube/types';
import { FakeClock, settle } from '../testing/fakeClock';
import { WatchPool } from './watchPool';

const PODS = { kind: { group: '', version: 'v1', resource: 'pods' } };

function pool() {
  const clock = new FakeClock();
  const open = new Set<AbortSignal>();
  let lists = 0;
  const secret: RawObject = {
    metadata: { name: 'p', uid: 'u', annotations: { note: 'hunter2' } },
    spec: {
      containers: [{ name: 'app', env: [{ name: 'P', value: 'hunter2' }] }],
    },
    status: { message: 'token hunter2' },
  };
  const api = {
    async list() {
      lists++;
      return { items: [secret], resourceVersion: '1' };
    },
    // eslint-disable-next-line require-yield -- a watch in which nothing happens
    async *watch(_: unknown, { signal }: { signal: AbortSignal }) {
      open.add(signal);
      await new Promise<void>(resolve => {
        signal.addEventListener('abort', () => resolve());
      });
      open.delete(signal);
    },
  } as unknown as KubeApi; // only these two are reached from here
  const watches = new WatchPool({
    clusters: { names: () => ['one', 'two'], cluster: () => api },
    clock,
    random: () => 1,
    redact: text => text.replaceAll('hunter2', '***'),
  });
  return { watches, clock, open, lists: () => lists };
}

it('shares one watch among all who ask for the same', async () => {
  const { watches, lists } = pool();
  const first = watches.acquire('one', PODS);
  const second = watches.acquire('one', PODS);
  expect(second.watch).toBe(first.watch);
  expect(watches.acquire('two', PODS).watch).not.toBe(first.watch);
  expect(watches.acquire('one', { ...PODS, namespace: 'n' }).watch).not.toBe(
    first.watch,
  );
  await settle();
  expect([watches.size, lists()]).toEqual([3, 3]);
  watches.close();
});

it('ends a watch five seconds after its last user, and not before', async () => {
  const { watches, clock, open } = pool();
  const first = watches.acquire('one', PODS);
  const second = watches.acquire('one', PODS);
  await settle();
  first.release();
  first.release();
  await clock.advance(600_000);
  expect(open.size).toBe(1);
  second.release();
  await clock.advance(4_000);
  const third = watches.acquire('one', PODS);
  expect(third.watch).toBe(first.watch);
  await clock.advance(600_000);
  expect(open.size).toBe(1);
  third.release();
  await clock.advance(5_000);
  expect([open.size, watches.size, clock.timers]).toEqual([0, 0, 0]);
});

it('keeps no value, annotation or unredacted message', async () => {
  const { watches } = pool();
  const { watch } = watches.acquire('one', PODS);
  await watch.settled;
  expect(watch.objects).toHaveLength(1);
  expect(JSON.stringify(watch.objects)).toContain('token ***');
  expect(JSON.stringify(watch.objects)).not.toContain('hunter2');
  watches.close();
});
