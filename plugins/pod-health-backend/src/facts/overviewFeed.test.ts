import {
  applyOverviewChange,
  LIMITS,
  PodHealthError,
  type ClusterStatus,
  type Overview,
  type OverviewEvent,
} from 'backstage-plugin-pod-health-common';
import type { EntityPods, ListedEntity } from '../entity/types';
import { FakeClock, settle } from '../testing/fakeClock';
import { component } from '../testing/objects';
import { Gate } from '../time/gate';
import type { Judgement } from './entityHealth';
import { OverviewFeed } from './overviewFeed';

function entity(name: string, changes: Partial<ListedEntity> = {}) {
  const entityRef = `component:default/${name}`;
  const where: EntityPods = {
    entity: component(name, 'shop'),
    entityRef,
    owners: [],
    labelSelector: `app=${name}`,
    clusters: ['demo'],
  };
  return { entityRef, title: name, where, ...changes };
}

/** A judgement of an entity without pods; with clusters in some state that is all there is to tell. */
function judgement(
  status: ClusterStatus['status'] = 'live',
  now = Date.UTC(2026, 0, 1),
): Judgement {
  return {
    entityRef: 'component:default/x',
    now,
    clusters: [{ name: 'demo', status, asOf: '' }],
    pods: [],
    workloads: [],
    services: [],
    histories: [],
  };
}

/** A feed on a hub that tells what the test says. */
function world({ places = 8 } = {}) {
  const clock = new FakeClock();
  const listeners = new Map<string, (judgement: Judgement) => void>();
  const unknown = new Set<string>();
  const feed = new OverviewFeed({
    hub: {
      follow({ entityRef }, listener) {
        if (unknown.has(entityRef)) {
          throw new PodHealthError('cluster-not-found', 'gone');
        }
        listeners.set(entityRef, listener);
        return () => listeners.delete(entityRef);
      },
    },
    clock,
    gate: new Gate(places),
    lang: 'en',
  });
  const leave = new AbortController();
  const events: OverviewEvent[] = [];
  const read = async () => {
    for await (const event of feed.read(leave.signal)) {
      events.push(event);
    }
  };
  const names = () =>
    [...listeners.keys()].map(ref => ref.replace(/.*\//, '')).sort();
  const tell = async (name: string, what: Judgement) => {
    listeners.get(`component:default/${name}`)?.(what);
    await clock.advance(100);
  };
  return { clock, feed, unknown, events, read, leave, names, tell };
}

/** What the events lead to. */
function told(events: readonly OverviewEvent[]): Overview {
  const [{ overview }, ...changes] = events;
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
  return changes.reduce(
    (known, { change }) => applyOverviewChange(known, change!), // after the first all are changes
    overview!, // the first always is one
  );
}

const list = (...entities: ListedEntity[]) => ({ entities, more: false });

it('tells all at once, then only rows that differ', async () => {
  const { clock, feed, events, read, leave, tell } = world();
  feed.update(list(entity('web'), entity('cart')));
  const done = read();
  await settle();
  expect(events).toMatchObject([
    {
      type: 'overview',
      seq: 1,
      overview: {
        rows: [
          { entity: 'component:default/cart', title: 'cart' },
          { entity: 'component:default/web', title: 'web' },
        ],
      },
    },
  ]);
  await clock.advance(100);
  await tell('web', judgement());
  expect(events[1]).toMatchObject({
    type: 'change',
    seq: 2,
    change: {
      set: [
        {
          entity: 'component:default/web',
          health: { verdict: 'no-pods', podCount: 0, unseen: [] },
        },
      ],
    },
  });
  await tell('web', judgement('live', Date.UTC(2026, 0, 2)));
  expect(events).toHaveLength(2); // only time has passed
  await tell('web', judgement('error'));
  expect(events[2].change?.set).toMatchObject([
    { health: { verdict: 'unknown', unseen: ['demo'] } },
  ]);
  leave.abort();
  await done;
  await settle();
  expect(clock.timers).toBe(0);
});

it('does not call an entity unknown before its clusters had time to answer', async () => {
  const { feed, events, read, leave, tell } = world();
  feed.update(list(entity('web')));
  const done = read();
  await settle();
  await tell('web', judgement('loading'));
  expect(told(events).rows[0].health).toBeUndefined();
  await tell('web', judgement('error'));
  expect(told(events).rows[0].health?.verdict).toBe('unknown');
  leave.abort();
  await done;
});

it('follows the catalog: takes up what is new, lets go what is gone, starts anew where the pods are others', async () => {
  const { feed, events, read, leave, names, tell } = world();
  feed.update(list(entity('web'), entity('cart')));
  const done = read();
  await settle();
  await tell('web', judgement());
  const { where } = entity('cart');
  feed.update(
    list(
      entity('web', { title: 'Web shop' }),
      entity('till'),
      entity('cart', { where: { ...where, labelSelector: 'app=other' } }),
    ),
  );
  await settle();
  await tell('till', judgement());
  expect(names()).toEqual(['cart', 'till', 'web']);
  expect(told(events).rows).toMatchObject([
    { title: 'cart' },
    { title: 'till', health: { verdict: 'no-pods' } },
    { title: 'Web shop', health: { verdict: 'no-pods' } },
  ]);
  feed.update(list(entity('till')));
  await tell('till', judgement());
  expect(names()).toEqual(['till']);
  expect(told(events).rows).toHaveLength(1);
  leave.abort();
  await done;
  expect(names()).toEqual([]);
});

it('shows what cannot be followed, with its problem', async () => {
  const { clock, feed, unknown, events, read, leave } = world();
  unknown.add('component:default/web');
  const problem = { code: 'selector-too-wide', details: {} };
  feed.update(
    list(entity('web'), entity('wide', { where: undefined, problem })),
  );
  const done = read();
  await clock.advance(100);
  expect(told(events).rows).toMatchObject([
    { title: 'web', problem: { code: 'cluster-not-found' } },
    { title: 'wide', problem: { code: 'selector-too-wide' } },
  ]);
  leave.abort();
  await done;
});

it('follows 200 entities, and counts and names the others', async () => {
  const { feed, events, read, leave, names } = world({ places: 1_000 });
  const entities = Array.from({ length: 270 }, (_, at) =>
    entity(`app-${String(at).padStart(3, '0')}`),
  );
  feed.update({ entities, more: true });
  const done = read();
  await settle();
  expect(names()).toHaveLength(LIMITS.overviewFollowed);
  const { rows, notFollowed } = told(events);
  expect(rows).toHaveLength(LIMITS.overviewFollowed);
  expect(notFollowed).toMatchObject({ count: 70, more: true });
  expect(notFollowed.entities).toHaveLength(LIMITS.overviewNamed);
  expect(notFollowed.entities[0]).toBe('component:default/app-200');
  leave.abort();
  await done;
});

it('starts a few at a time, and no dead cluster keeps the others waiting for long', async () => {
  const { clock, feed, names, tell, read, leave } = world({ places: 2 });
  feed.update(list(...['a', 'b', 'c', 'd', 'e'].map(name => entity(name))));
  const done = read();
  await settle();
  expect(names()).toEqual(['a', 'b']);
  await tell('a', judgement());
  expect(names()).toEqual(['a', 'b', 'c']);
  await clock.advance(1_000); // neither b nor c has answered
  expect(names()).toEqual(['a', 'b', 'c', 'd', 'e']);
  leave.abort();
  await done;
});

it('starts nothing that was let go while it stood in line', async () => {
  const { clock, feed, names, read, leave } = world({ places: 1 });
  feed.update(list(entity('a'), entity('b')));
  const done = read();
  await settle();
  feed.update(list(entity('a')));
  await clock.advance(2_000);
  expect(names()).toEqual(['a']);
  leave.abort();
  await done;
  feed.update(list(entity('c')));
  await settle();
  expect(names()).toEqual([]);
});
