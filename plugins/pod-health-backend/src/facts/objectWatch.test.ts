import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type {
  KubeApi,
  RawObject,
  WatchEvent,
  WatchRequest,
} from '../kube/types';
import { fakeList } from '../testing/fakeList';
import { FakeClock, settle } from '../testing/fakeClock';
import { ObjectWatch } from './objectWatch';

const gone = new PodHealthError('watch-expired', '410');
const reset = new PodHealthError('cluster-unreachable', 'reset');

function object(name: string, version = '1'): RawObject {
  return { metadata: { name, uid: `u-${name}`, resourceVersion: version } };
}

/** What a watch does in turn: an event, an error, or `'end'`: the server closes it. After the last it stays open. */
type Step =
  | WatchEvent
  | PodHealthError
  | 'end'
  | 'not accepted'
  | (() => Promise<void>);

/** A cluster that answers lists and watches from scripts, and records what it was asked. */
function scripted(
  lists: readonly (readonly RawObject[] | PodHealthError)[],
  watches: readonly (readonly Step[])[],
) {
  const asked: string[] = [];
  const versions: (string | undefined)[] = [];
  const clock = new FakeClock();
  let listed = 0;
  let watched = 0;
  const api = {
    ...fakeList(async (_, { notOlderThan }) => {
      versions.push(notOlderThan);
      const answer = lists[Math.min(listed++, lists.length - 1)];
      asked.push('list');
      if (answer instanceof Error) {
        throw answer;
      }
      return { items: answer, resourceVersion: `list-${listed}` };
    }),
    async *watch(
      _selection: unknown,
      { resourceVersion, signal, onOpen }: WatchRequest,
    ) {
      asked.push(`watch ${resourceVersion}`);
      const steps = watches[watched++] ?? [];
      if (!(steps[0] instanceof Error || steps[0] === 'not accepted')) {
        onOpen?.();
      }
      for (const step of steps) {
        if (step === 'not accepted') {
          continue;
        }
        if (step === 'end') {
          return;
        }
        if (step instanceof Error) {
          throw step;
        }
        if (typeof step === 'function') {
          await step();
        } else {
          yield step;
        }
      }
      await new Promise<void>(resolve => {
        signal.addEventListener('abort', () => resolve());
      });
    },
  } as unknown as KubeApi; // only these two are reached from here
  const watch = new ObjectWatch(
    api,
    { kind: { group: '', version: 'v1', resource: 'pods' } },
    {
      clock,
      random: () => 1,
      project: each => each.metadata?.name,
      keep: { most: 3, order: (a, b) => String(a).localeCompare(String(b)) },
    },
  );
  const told: (readonly (string | undefined)[])[] = [];
  watch.subscribe(() => told.push(watch.objects));
  return { watch, asked, versions, clock, told };
}

/** Time in which a watch lives long enough to have been a good one. */
const aWhile = (clock: () => FakeClock) => async () => {
  await clock().advance(5_000);
};

afterEach(() => settle());

it('keeps what is there, by one list and one watch', async () => {
  const { watch, asked } = scripted(
    [[object('a'), object('b')]],
    [
      [
        { type: 'ADDED', object: object('c', '2') },
        { type: 'MODIFIED', object: object('a', '3') },
        { type: 'DELETED', object: object('b', '4') },
      ],
    ],
  );
  await watch.settled;
  await settle();
  expect(watch.objects).toEqual(['a', 'c']);
  expect(watch.status).toBe('live');
  expect(asked).toEqual(['list', 'watch list-1']);
  watch.stop();
});

it('goes on from the last version, a bookmark too, when the server ends a watch', async () => {
  let clock = new FakeClock();
  const world = scripted(
    [[object('a')]],
    [
      [
        { type: 'BOOKMARK', object: { metadata: { resourceVersion: '77' } } },
        aWhile(() => clock),
        'end',
      ],
    ],
  );
  clock = world.clock;
  await world.clock.advance(0);
  await settle();
  expect(world.asked).toEqual(['list', 'watch list-1', 'watch 77']);
  expect(world.watch.restarts).toBe(1);
  world.watch.stop();
});

it('lists again after 410, and never shows an empty list meanwhile', async () => {
  const { watch, asked, clock, told } = scripted(
    [[object('a')], [object('a'), object('b')]],
    [[gone]],
  );
  await clock.advance(1_000);
  expect(asked).toEqual(['list', 'watch list-1', 'list', 'watch list-2']);
  expect(told).toEqual([['a'], ['a', 'b']]);
  expect(watch.status).toBe('live');
  watch.stop();
});

it('says that it is stale, and since when, while the cluster cannot be reached', async () => {
  const { watch, clock } = scripted(
    [[object('a')], reset, reset, [object('b')]],
    [[reset], [reset], [reset]],
  );
  await watch.settled;
  const before = clock.now();
  await clock.advance(600);
  expect([watch.status, watch.problem?.code]).toEqual([
    'stale',
    'cluster-unreachable',
  ]);
  expect(watch.objects).toEqual(['a']);
  await clock.advance(1_000);
  expect(watch.asOf).toBe(before);
  await clock.advance(30_000);
  expect([watch.status, watch.problem]).toEqual(['live', undefined]);
  expect(watch.objects).toEqual(['b']);
  watch.stop();
});

it('goes on where it was when the connection breaks, and alarms nobody', async () => {
  const { watch, asked, clock, told } = scripted(
    [[object('a')]],
    [
      [{ type: 'ADDED', object: object('b', '5') }, reset],
      [{ type: 'ADDED', object: object('c', '6') }],
    ],
  );
  const states = new Set<string>();
  watch.subscribe(() => states.add(watch.status));
  await clock.advance(1_000);
  expect(asked).toEqual(['list', 'watch list-1', 'watch 5']);
  expect(told.at(-1)).toEqual(['a', 'b', 'c']);
  expect([...states]).toEqual(['live']);
  watch.stop();
});

it('is stale when a server stands still, however long each try takes', async () => {
  let clock = new FakeClock();
  const silence = aWhile(() => clock);
  const hangs: Step[] = ['not accepted', silence, reset];
  const world = scripted([[object('a')]], [[silence, reset], hangs, hangs]);
  clock = world.clock;
  await clock.advance(0);
  await settle();
  await clock.advance(600);
  await settle();
  expect(world.asked).toHaveLength(3);
  expect(world.watch.status).toBe('stale');
  expect(world.watch.objects).toEqual(['a']);
  world.watch.stop();
});

it('gives a version up that three servers in a row did not take', async () => {
  const { watch, asked, clock } = scripted(
    [[object('a')], [object('b')]],
    [[reset], [reset], [reset]],
  );
  await clock.advance(30_000);
  expect(asked).toEqual([
    'list',
    ...Array(3).fill('watch list-1'),
    'list',
    'watch list-2',
  ]);
  expect(watch.objects).toEqual(['b']);
  watch.stop();
});

it('lists again after what was no event', async () => {
  const garbage = new PodHealthError('cluster-error', 'no event');
  const { watch, asked, clock } = scripted(
    [[object('a')], [object('b')]],
    [[garbage]],
  );
  await clock.advance(1_000);
  expect(asked).toEqual(['list', 'watch list-1', 'list', 'watch list-2']);
  watch.stop();
});

describe('an account that may list and not watch', () => {
  const refused = new PodHealthError('cluster-forbidden', 'no', {
    verb: 'watch',
  });

  it('is listed for every half minute, and says so', async () => {
    const { watch, asked, clock } = scripted(
      [[object('a')], [object('b')]],
      [[refused]],
    );
    await watch.settled;
    await settle();
    expect([watch.status, watch.problem?.code]).toEqual([
      'polled',
      'cluster-forbidden',
    ]);
    const states = new Set<string>();
    watch.subscribe(() => states.add(watch.status));
    await clock.advance(30_000);
    expect(watch.objects).toEqual(['b']);
    await clock.advance(5 * 30_000);
    expect(asked).toEqual(['list', 'watch list-1', ...Array(6).fill('list')]);
    expect([...states]).toEqual(['polled']);
    watch.stop();
  });

  it('is stale while lists fail, and polled again after', async () => {
    const { watch, clock } = scripted(
      [[object('a')], reset, [object('b')]],
      [[refused]],
    );
    await watch.settled;
    await settle();
    const read = clock.now();
    await clock.advance(30_000);
    expect([watch.status, watch.asOf]).toEqual(['stale', read]);
    await clock.advance(31_000);
    expect(watch.status).toBe('polled');
    expect(watch.objects).toEqual(['b']);
    watch.stop();
  });

  it('watches as soon as it may', async () => {
    const { watch, clock } = scripted([[object('a')]], [[refused], []]);
    await clock.advance(11 * 60_000);
    expect(watch.status).toBe('live');
    watch.stop();
  });
});

it('asks for a list that is no older than the one before', async () => {
  const { watch, clock, versions } = scripted(
    [[object('a')], [object('a')]],
    [[gone]],
  );
  await clock.advance(1_000);
  expect(versions).toEqual([undefined, 'list-1']);
  watch.stop();
});

it('knows for how long it has heard nothing', async () => {
  const { watch, clock } = scripted([[object('a')]], []);
  await watch.settled;
  await clock.advance(40_000);
  expect(watch.silentMs).toBe(40_000);
  expect(watch.lists).toBe(1);
  watch.stop();
});

it('says why it knows nothing, and backs off', async () => {
  const forbidden = new PodHealthError('cluster-forbidden', 'no', {
    verb: 'list',
  });
  const { watch, asked, clock } = scripted([forbidden], []);
  await watch.settled;
  expect([watch.status, watch.problem]).toEqual([
    'error',
    { code: 'cluster-forbidden', details: { verb: 'list' } },
  ]);
  await clock.advance(10 * 60_000);
  expect(asked.length).toBeLessThan(30);
  watch.stop();
  await settle();
  expect(clock.timers).toBe(0);
});

it('does not spin on a server that ends every watch at once', async () => {
  const { watch, asked, clock } = scripted(
    [[object('a')]],
    Array.from({ length: 1000 }, () => ['end' as const]),
  );
  await clock.advance(60_000);
  expect(asked.length).toBeLessThan(12);
  watch.stop();
});

it('keeps no more than it was told, the newest', async () => {
  const { watch } = scripted(
    [['a', 'b', 'c', 'd', 'e'].map(name => object(name))],
    [[{ type: 'ADDED', object: object('f') }]],
  );
  await watch.settled;
  await settle();
  expect(watch.objects).toEqual(['d', 'e', 'f']);
  watch.stop();
});
