import request from 'supertest';
import type { FaultAction } from 'pod-health-demo-cluster';
import { component, namespaceObject, podObject } from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';

const forbidden = (resource: string): FaultAction => ({
  kind: 'status',
  code: 403,
  reason: 'Forbidden',
  message: `${resource} is forbidden: User "x" cannot list resource "${resource}"`,
});

/** What goes wrong in the second cluster, and the code that names it. Each case has an entity of its own. */
const CASES: readonly [string, string, FaultAction][] = [
  ['forbids', 'cluster-forbidden', forbidden('pods')],
  ['unknown', 'cluster-unauthorized', { kind: 'status', code: 401 }],
  ['busy', 'cluster-rate-limited', { kind: 'status', code: 429 }],
  ['cut', 'cluster-unreachable', { kind: 'drop', by: 'fin' }],
  [
    'moved',
    'redirected',
    { kind: 'redirect', location: 'https://127.0.0.1:9/' },
  ],
];

describe('one of three clusters', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    const names = [...CASES.map(([name]) => name), 'quiet', 'silent'];
    // A namespace each: entities of one share its watches.
    const objects = names.flatMap(name => [
      namespaceObject(name),
      podObject(name, name),
    ]);
    portal = await startTestPortal({
      entities: names.map(name => component(name, name)),
      clusters: { one: objects, two: objects, three: objects },
    });
  });

  afterAll(() => portal.stop());

  const health = async (name: string) => {
    const { body } = await request(portal.server).get(
      `/api/pod-health/entities/component/default/${name}/health`,
    );
    return body;
  };

  it.each(CASES)(
    '%s: %s, and the others are shown',
    async (name, code, fault) => {
      portal.clusters.two.fault({
        on: { verb: 'list', path: `/namespaces/${name}/pods` },
        do: fault,
      });
      const body = await health(name);
      expect(body.clusters).toMatchObject([
        { name: 'one', status: 'live' },
        { name: 'two', status: 'error', problem: { code } },
        { name: 'three', status: 'live' },
      ]);
      expect(body.podCount).toBe(2);
      expect(body.verdict).toBe('unknown');
    },
  );

  it('calls all three healthy when nothing is wrong', async () => {
    expect(await health('quiet')).toMatchObject({
      verdict: 'healthy',
      podCount: 3,
      unchecked: [],
    });
  });

  it('names a fact it was refused, and then calls nothing healthy', async () => {
    portal.clusters.two.fault({
      on: { verb: 'list', path: '/namespaces/silent/events' },
      do: forbidden('events'),
    });
    const body = await health('silent');
    expect(body.unchecked).toContainEqual({
      cluster: 'two',
      fact: 'events',
      status: 'forbidden',
      causes: expect.arrayContaining([expect.any(String)]),
    });
    expect(body.verdict).toBe('unknown');
  });
});
