import { mockCredentials } from '@backstage/backend-test-utils';
import {
  applyOverviewChange,
  type Overview,
  type OverviewEvent,
} from 'backstage-plugin-pod-health-common';
import request from 'supertest';
import {
  component,
  crashingStatus,
  namespaceObject,
  podObject,
} from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';
import { openStream, type OpenStream } from '../testing/readStream';

const OVERVIEW = '/api/pod-health/overview/stream';
const CANARY = 'canary-in-the-environment';

describe('the overview', () => {
  let portal: TestPortal;
  let open: OpenStream[] = [];

  beforeAll(async () => {
    portal = await startTestPortal({
      entities: [
        component('web', 'shop'),
        component('cart', 'shop'),
        component('vault', 'shop'),
        component('wide', 'shop', {
          'backstage.io/kubernetes-label-selector': '!none',
        }),
        {
          ...component('docs', 'shop'),
          metadata: { name: 'docs' }, // has no pods
        },
      ],
      clusters: {
        demo: [
          namespaceObject('shop'),
          podObject('web', 'shop'),
          podObject('web', 'shop', { name: 'web-2', status: crashingStatus() }),
          podObject('cart', 'shop', {
            spec: {
              containers: [
                {
                  name: 'app',
                  image: 'registry.example.com/app:1',
                  env: [{ name: 'KEY', value: CANARY }],
                },
              ],
            },
          }),
          podObject('vault', 'shop'),
        ],
      },
    });
    portal.closed.add('component:default/vault');
  });

  afterEach(() => {
    open.forEach(each => each.leave());
    open = [];
  });

  afterAll(() => portal.stop());

  /** Reads until what is known is as wanted. */
  async function until(
    path: string,
    isSo: (overview: Overview) => boolean,
    before: (stream: OpenStream) => void = () => {},
  ): Promise<Overview> {
    const stream = await openStream(portal.server, path);
    open.push(stream);
    before(stream);
    let known: Overview | undefined;
    for (;;) {
      const line = await stream.next();
      const { overview, change }: OverviewEvent = JSON.parse(line ?? '{}');
      known = known && change ? applyOverviewChange(known, change) : overview;
      if (!known) {
        throw new Error(`not an overview: ${line}`);
      }
      if (isSo(known)) {
        return known;
      }
    }
  }

  const allJudged = ({ rows }: Overview) =>
    rows.every(({ health, problem }) => health ?? problem);

  it('lists what one may see with its worst state, and nothing of the rest', async () => {
    const { rows, notFollowed } = await until(OVERVIEW, allJudged);
    expect(rows).toMatchObject([
      {
        entity: 'component:default/cart',
        title: 'cart',
        health: {
          verdict: 'healthy',
          podCount: 1,
          sickPodCount: 0,
          unseen: [],
        },
      },
      {
        entity: 'component:default/web',
        health: {
          verdict: 'failing',
          podCount: 2,
          sickPodCount: 1,
          cause: { id: expect.any(String), title: expect.any(String) },
        },
      },
      {
        entity: 'component:default/wide',
        problem: { code: 'selector-too-wide' },
      },
    ]);
    expect(notFollowed).toEqual({ count: 0, more: false, entities: [] });
    expect(JSON.stringify(rows)).not.toContain('vault');
    expect(JSON.stringify(rows)).not.toContain(CANARY);
    const logs = portal.clusters.demo.requests.filter(({ path }) =>
      path.includes('/log?'),
    );
    expect(logs).toEqual([]);
  });

  it('speaks the reader’s language', async () => {
    const { rows } = await until(`${OVERVIEW}?lang=zh&q=web`, allJudged);
    expect(rows[0].health?.cause?.title).toMatch(/\p{Script=Han}/u);
  });

  it('narrows before it follows', async () => {
    const { rows } = await until(`${OVERVIEW}?q=car&kind=component`, allJudged);
    expect(rows.map(({ title }) => title)).toEqual(['cart']);
    const none = await until(`${OVERVIEW}?kind=api`, () => true);
    expect(none.rows).toEqual([]);
  });

  it('pushes each change, and asks the cluster for nothing more', async () => {
    const { demo } = portal.clusters;
    let asked = 0;
    const { rows } = await until(`${OVERVIEW}?q=cart`, overview => {
      const verdict = overview.rows[0].health?.verdict;
      if (verdict === 'healthy') {
        asked = demo.requests.length;
        const cart = {
          apiVersion: 'v1',
          kind: 'Pod',
          namespace: 'shop',
          name: 'cart-1',
        };
        demo.setStatus(cart, { phase: 'Failed', reason: 'Evicted' });
      }
      return verdict === 'failing';
    });
    expect(rows[0].health).toMatchObject({ podCount: 1, sickPodCount: 1 });
    const lists = demo.requests
      .slice(asked)
      .filter(({ path }) => path.includes('/pods?'));
    expect(lists).toEqual([]);
  });

  it.each([
    ['a filter nobody knows', `${OVERVIEW}?team=x`, 'invalid-request'],
    ['an empty filter', `${OVERVIEW}?kind=`, 'invalid-request'],
    ['a filter given twice', `${OVERVIEW}?kind=a&kind=b`, 'invalid-request'],
  ])('refuses %s', async (_what, path, code) => {
    const { status, body } = await request(portal.server).get(path);
    expect([status, body.error.code]).toEqual([400, code]);
  });

  it('is for people: no service, nobody without a token', async () => {
    const before = portal.clusters.demo.requests.length;
    for (const who of [mockCredentials.service, mockCredentials.none]) {
      const { status } = await request(portal.server)
        .get(OVERVIEW)
        .set('Authorization', who.header());
      expect(status).toBe(401);
    }
    expect(portal.clusters.demo.requests.length).toBe(before);
  });

  it('shows nothing to somebody who may read the health of nothing', async () => {
    portal.allowed.delete('pod-health.health.read');
    const none = await until(OVERVIEW, () => true);
    portal.allowed.add('pod-health.health.read');
    expect(none.rows).toEqual([]);
    expect(none.notFollowed.count).toBe(0);
  });

  it('says why it ends', async () => {
    const other = await startTestPortal({ entities: [component('a', 'shop')] });
    const stream = await openStream(other.server, OVERVIEW);
    await stream.next();
    const stopped = other.stop();
    const last = (await stream.rest()).at(-1);
    expect(JSON.parse(last ?? '')).toMatchObject({
      type: 'error',
      problem: { code: 'shutting-down' },
    });
    await stopped;
  });
});
