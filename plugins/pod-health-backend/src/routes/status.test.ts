import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  component,
  crashingStatus,
  namespaceObject,
  podObject,
} from '../testing/objects';
import { openStream } from '../testing/readStream';
import { startTestPortal, type TestPortal } from '../testing/portal';
import { RecordedMetrics } from '../testing/recordedMetrics';

const API = '/api/pod-health';
const ENTITY = `${API}/entities/component/default`;

/** Two entities, one of them in cluster `demo` alone, and room for one namespace in each cluster. */
describe('what operators are told', () => {
  let portal: TestPortal;
  const metrics = new RecordedMetrics();

  beforeAll(async () => {
    portal = await startTestPortal({
      metrics: metrics.service,
      entities: [
        component('ledger', 'payments', {
          'backstage.io/kubernetes-cluster': 'demo',
        }),
        component('shop', 'web'),
      ],
      clusters: {
        demo: [
          namespaceObject('payments'),
          namespaceObject('web'),
          podObject('ledger', 'payments', { status: crashingStatus(3) }),
          podObject('shop', 'web'),
        ],
        other: [namespaceObject('payments'), namespaceObject('web')],
      },
      config: { podHealth: { watch: { maxNamespaces: 1 } } },
    });
  });

  afterAll(() => portal.stop());

  const status = (header = mockCredentials.user.header()) =>
    request(portal.server).get(`${API}/status`).set('Authorization', header);

  it('lets in the permitted and services, and nobody else', async () => {
    expect((await status()).status).toBe(200);
    const service = await status(mockCredentials.service.header());
    expect(service.status).toBe(200);
    const none = await status(mockCredentials.none.header());
    expect(none.status).toBe(401);
    portal.allowed.delete('pod-health.status.read');
    const refused = await status();
    portal.allowed.add('pod-health.status.read');
    expect([refused.status, refused.body.error.code]).toEqual([
      403,
      'not-allowed',
    ]);
  });

  it('lists the watches of each cluster and measures them', async () => {
    for (let i = 0; i < 2; i++) {
      const { body } = await request(portal.server).get(
        `${ENTITY}/ledger/health`,
      );
      expect(body.verdict).toBe('failing');
    }
    const { body } = await status();
    expect(body).toMatchObject({ status: 'ok', asOf: expect.any(String) });
    const [demo] = body.clusters;
    expect(demo).toMatchObject({
      name: 'demo',
      namespaces: 1,
      maxNamespaces: 1,
    });
    expect(demo.watches).toContainEqual({
      resource: 'pods',
      namespace: 'payments',
      status: 'live',
      stuck: false,
      objects: 1,
      silentSeconds: expect.any(Number),
      restarts: 0,
      lists: 1,
    });
    expect(JSON.stringify(body)).not.toContain('ledger-1');
    const values = metrics.collect();
    expect(values).toMatchObject({
      'pod_health.watch.count{cluster=demo,resource=pods,status=live}': 1,
      'pod_health.watch.stuck{cluster=demo,resource=pods}': 0,
      'pod_health.watch.objects{cluster=demo,resource=pods}': 1,
      'pod_health.watch.restarts{cluster=demo,resource=pods}': 0,
      'pod_health.watch.relists{cluster=demo,resource=pods}': 0,
      'pod_health.watch.namespaces{cluster=demo}': 1,
      'pod_health.kubernetes.requests{cluster=demo,code=200,resource=pods,verb=list}': 1,
      'pod_health.kubernetes.requests{cluster=demo,code=200,resource=pods,verb=watch}': 1,
      'pod_health.diagnosis.pods{cluster=demo}': expect.any(Number),
      'pod_health.diagnosis.duration{cluster=demo}': expect.any(Number),
      'pod_health.cause.found{cause=container-exits-with-error}': 1,
      'pod_health.stream.clients{stream=health}': 0,
      'pod_health.stream.clients{stream=log}': 0,
    });
    expect(JSON.stringify(values)).not.toMatch(/payments|ledger/);
  });

  it('makes room for who looks now', async () => {
    const { body } = await request(portal.server).get(`${ENTITY}/shop/health`);
    expect(body.verdict).toBe('healthy');
    const [demo] = (await status()).body.clusters;
    const namespaces = demo.watches.map(
      ({ namespace }: { namespace?: string }) => namespace,
    );
    expect(namespaces).toContain('web');
    expect(namespaces).not.toContain('payments');
    expect(
      metrics.collect()['pod_health.watch.relists{cluster=demo,resource=pods}'],
    ).toBe(0);
  });

  it('says that a cluster has no room while all of it is looked at', async () => {
    const stream = await openStream(
      portal.server,
      `${ENTITY}/ledger/health/stream`,
    );
    await stream.next();
    const values = metrics.collect();
    expect(values['pod_health.stream.clients{stream=health}']).toBe(1);
    const { body } = await request(portal.server).get(`${ENTITY}/shop/health`);
    expect(body.verdict).toBe('unknown');
    expect(body.clusters).toMatchObject([
      {
        name: 'demo',
        status: 'error',
        problem: {
          code: 'too-many-namespaces',
          details: { cluster: 'demo', namespace: 'web', limit: 1 },
        },
      },
      { name: 'other', status: 'live' },
    ]);
    const { status: overall, clusters } = (await status()).body;
    expect(overall).toBe('stuck');
    expect(clusters[0].watches[0]).toMatchObject({
      namespace: 'web',
      stuck: true,
      problem: { code: 'too-many-namespaces', details: {} },
    });
    stream.leave();
    await stream.rest().catch(() => {}); // it was left
  });
});
