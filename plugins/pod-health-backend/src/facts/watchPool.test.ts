import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type {
  KubeApi,
  ListSelection,
  RawObject,
  WatchRequest,
} from '../kube/types';
import { fakeList } from '../testing/fakeList';
import { FakeClock, settle } from '../testing/fakeClock';
import { pause } from '../time/clock';
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
    ...fakeList(async () => {
      lists++;
      return { items: [secret], resourceVersion: '1' };
    }),
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

describe('a connection that fell silent', () => {
  const EVENTS = { kind: { group: '', version: 'v1', resource: 'events' } };
  const silence = new PodHealthError('cluster-timeout', 'silent', {
    reason: 'silent',
  });

  /** Two clusters; all connections are accepted, and those of pods in `one` found dead after 100 s of silence. */
  function world() {
    const clock = new FakeClock();
    const opened: string[] = [];
    const apiOf = (cluster: string) =>
      ({
        ...fakeList(async () => ({ items: [], resourceVersion: '1' })),
        // eslint-disable-next-line require-yield -- a watch in which nothing happens
        async *watch(
          { kind: { resource } }: ListSelection,
          { signal, onOpen }: WatchRequest,
        ) {
          opened.push(`${cluster} ${resource}`);
          onOpen?.();
          const dies = cluster === 'one' && resource === 'pods';
          await pause(clock, dies ? 100_000 : Infinity, signal);
          if (dies && !signal.aborted) {
            throw silence;
          }
        },
      } as unknown as KubeApi); // only these are reached from here
    const apis = { one: apiOf('one'), two: apiOf('two') };
    const watches = new WatchPool({
      clusters: {
        names: () => Object.keys(apis),
        cluster: name => apis[name as keyof typeof apis], // one of the two above
      },
      clock,
      random: () => 1,
      redact: text => text,
    });
    return { watches, clock, opened };
  }

  it('has those of its cluster that were silent as long opened anew', async () => {
    const { watches, clock, opened } = world();
    watches.acquire('one', EVENTS);
    watches.acquire('two', EVENTS);
    watches.acquire('one', PODS);
    await clock.advance(0);
    expect(opened.splice(0).sort()).toEqual([
      'one events',
      'one pods',
      'two events',
    ]);
    await clock.advance(102_000);
    expect(opened.sort()).toEqual(['one events', 'one pods']);
    watches.close();
  });

  it('leaves those alone that were heard of since', async () => {
    const { watches, clock, opened } = world();
    watches.acquire('one', PODS);
    await clock.advance(50_000);
    watches.acquire('one', EVENTS);
    await clock.advance(52_000);
    expect(opened.filter(each => each === 'one events')).toHaveLength(1);
    watches.close();
  });
});
