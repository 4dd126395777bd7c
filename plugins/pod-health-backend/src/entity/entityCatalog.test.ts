import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { LIMITS } from 'backstage-plugin-pod-health-common';
import { FakeClock } from '../testing/fakeClock';
import { component } from '../testing/objects';
import { rejection } from '../testing/rejection';
import { createEntityCatalog } from './createEntityCatalog';
import type { EntityFilter } from './types';

const ada = mockCredentials.user('user:default/ada');

/** A component of an owner and a system, as the catalog relates them. */
function owned(name: string, owner: string, system?: string): Entity {
  return {
    ...component(name, 'shop'),
    relations: [
      { type: 'ownedBy', targetRef: `group:default/${owner}` },
      { type: 'partOf', targetRef: 'component:default/whole' },
      ...(system
        ? [{ type: 'partOf', targetRef: `system:default/${system}` }]
        : []),
    ],
  };
}

const ENTITIES: readonly Entity[] = [
  owned('web', 'shop', 'sales'),
  owned('till', 'shop'),
  owned('ledger', 'bank', 'sales'),
  {
    ...owned('store', 'bank'),
    kind: 'Resource',
    metadata: { ...owned('store', 'bank').metadata, title: 'Web store' },
  },
  { ...owned('docs', 'shop'), metadata: { name: 'docs' } },
];

function world(
  changes: {
    entities?: readonly Entity[];
    denied?: readonly string[];
    authorize?: () => Promise<unknown>;
    owns?: readonly string[];
  } = {},
) {
  const { denied = [], entities = ENTITIES } = changes;
  const catalog = catalogServiceMock({ entities: [...entities] });
  const queryEntities = jest.spyOn(catalog, 'queryEntities');
  const asked: number[] = [];
  const authorize =
    changes.authorize ??
    (async (requests: readonly { resourceRef: string }[]) => {
      asked.push(requests.length);
      return requests.map(({ resourceRef }) => ({
        result: denied.includes(resourceRef) ? 'DENY' : 'ALLOW',
      }));
    });
  const clock = new FakeClock();
  const { list } = createEntityCatalog({
    catalog,
    permissions: { authorize: authorize as never }, // answers what the type forbids, too
    userInfo: {
      getUserInfo: async () => ({
        userEntityRef: 'user:default/ada',
        ownershipEntityRefs: [...(changes.owns ?? ['group:default/shop'])],
      }),
    },
    clusters: { names: () => ['demo'] },
    clock,
  });
  return { list, queryEntities, asked, clock };
}

async function namesOf(filter: EntityFilter, changes = {}) {
  const { entities } = await world(changes).list(ada, filter);
  return entities.map(({ entityRef }) => entityRef.replace(/.*\//, ''));
}

it.each<[EntityFilter, readonly string[]]>([
  [{}, ['ledger', 'store', 'till', 'web']],
  [{ kind: 'resource' }, ['store']],
  [{ owner: 'me' }, ['till', 'web']],
  [{ owner: 'bank' }, ['ledger', 'store']],
  [{ owner: 'group:default/bank', kind: 'Component' }, ['ledger']],
  [{ system: 'sales' }, ['ledger', 'web']],
  [{ namespace: 'default' }, ['ledger', 'store', 'till', 'web']],
  [{ namespace: 'other' }, []],
  [{ q: 'web' }, ['store', 'web']],
  [{ q: 'web', owner: 'me' }, ['web']],
])('lists what %j asks for', async (filter, names) => {
  expect(await namesOf(filter)).toEqual(names);
});

it('tells what the page shows of an entity, and where its pods are', async () => {
  const { entities } = await world().list(ada, { q: 'ledger' });
  expect(entities).toEqual([
    {
      entityRef: 'component:default/ledger',
      title: 'ledger',
      owner: 'group:default/bank',
      system: 'system:default/sales',
      lifecycle: undefined,
      where: expect.objectContaining({
        labelSelector: 'app=ledger',
        namespace: 'shop',
        clusters: ['demo'],
      }),
    },
  ]);
});

it('reads with the user’s own credentials', async () => {
  const { list, queryEntities } = world();
  await list(ada, {});
  expect(queryEntities.mock.calls[0][1]).toEqual({ credentials: ada });
});

it('shows somebody who owns nothing nothing, not everything', async () => {
  expect(await namesOf({ owner: 'me' }, { owns: [] })).toEqual([]);
});

it('leaves out what the user may not see', async () => {
  const denied = ['component:default/ledger'];
  expect(await namesOf({}, { denied })).toEqual(['store', 'till', 'web']);
});

it('lists an entity whose annotations are wrong, with the problem', async () => {
  const wide = { 'backstage.io/kubernetes-label-selector': '!none' };
  const entities = [component('wide', 'shop', wide)];
  const listing = await world({ entities }).list(ada, {});
  expect(listing.entities).toMatchObject([
    {
      entityRef: 'component:default/wide',
      problem: { code: 'selector-too-wide' },
    },
  ]);
  expect(listing.entities[0].where).toBeUndefined();
});

describe('a large catalog', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => component(`app-${at}`, 'shop'));

  it('is read in pages and decided in batches', async () => {
    const { list, queryEntities, asked } = world({ entities: many(1_100) });
    const { entities, more } = await list(ada, {});
    expect([entities.length, more]).toEqual([1_100, false]);
    expect(new Set(entities.map(({ entityRef }) => entityRef)).size).toBe(
      1_100,
    );
    expect(queryEntities).toHaveBeenCalledTimes(3);
    expect(asked).toEqual([200, 200, 200, 200, 200, 100]);
  });

  it('is read up to a bound, and that is said', async () => {
    const { list } = world({ entities: many(LIMITS.overviewRead + 1) });
    const { entities, more } = await list(ada, {});
    expect([entities.length, more]).toEqual([LIMITS.overviewRead, true]);
  });
});

describe('no answer is a no', () => {
  it.each<[string, () => Promise<unknown>, readonly string[]]>([
    ['conditions', async () => [{ result: 'CONDITIONAL' }], []],
    ['too few decisions', async () => [{ result: 'ALLOW' }], ['ledger']],
  ])('%s', async (_what, authorize, names) => {
    expect(await namesOf({}, { authorize })).toEqual(names);
  });

  it('an error of the permission service', async () => {
    const { list } = world({ authorize: () => Promise.reject(new Error('x')) });
    expect(await rejection(list(ada, {}))).toMatchObject({ code: 'internal' });
  });

  it('silence of the permission service', async () => {
    const { list, clock } = world({ authorize: () => new Promise(() => {}) });
    const error = rejection(list(ada, {}));
    await clock.waitForTimers(1);
    await clock.advance(10_000);
    expect(await error).toMatchObject({ code: 'internal' });
  });

  it.each([{ owner: '/' }, { system: ':/' }])(
    '%j is no reference',
    async filter => {
      expect(await rejection(world().list(ada, filter))).toMatchObject({
        code: 'invalid-request',
      });
    },
  );
});
