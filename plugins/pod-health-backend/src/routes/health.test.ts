import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  component,
  crashingStatus,
  namespaceObject,
  podObject,
} from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';

const BASE = '/api/pod-health/entities/component/default';
const CANARY = 'canary-5f1e';

/** A secret in every place of a pod where people put one. */
function podWithSecrets() {
  return podObject('leaky', 'web', {
    spec: {
      containers: [
        {
          name: 'app',
          image: 'registry.example.com/app:1',
          command: ['/app', `--password=${CANARY}`],
          args: [`--token=${CANARY}`],
          env: [{ name: 'PASSWORD', value: CANARY }],
          lifecycle: { preStop: { exec: { command: ['sh', CANARY] } } },
          livenessProbe: {
            exec: { command: ['check', CANARY] },
            httpGet: { path: '/', httpHeaders: [{ name: 'x', value: CANARY }] },
          },
        },
      ],
      volumes: [
        { name: 'v', csi: { driver: 'd', volumeAttributes: { key: CANARY } } },
        {
          name: 'w',
          projected: {
            sources: [{ serviceAccountToken: { audience: CANARY } }],
          },
        },
      ],
      hostAliases: [{ ip: '1.1.1.1', hostnames: [CANARY] }],
    },
    status: {
      ...crashingStatus(1),
      message: `could not log in with password=${CANARY}`,
      containerStatuses: [
        {
          name: 'app',
          restartCount: 2,
          ready: false,
          state: {
            waiting: {
              reason: 'ErrImagePull',
              message: `failed to pull and unpack image "registry.example.com/app:1": https://user:${CANARY}@registry.example.com/v2: Authorization: Bearer ${CANARY}: 401 Unauthorized`,
            },
          },
        },
      ],
    },
  });
}

describe('health', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    const leaky = podWithSecrets();
    leaky.metadata.annotations = {
      note: CANARY,
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
        spec: { containers: [{ env: [{ name: 'P', value: CANARY }] }] },
      }),
    };
    portal = await startTestPortal({
      entities: [
        component('ledger', 'payments'),
        component('shop', 'web'),
        component('leaky', 'web'),
        component('nothing', 'web'),
        component('closed', 'vault'),
      ],
      clusters: {
        demo: [
          namespaceObject('payments'),
          namespaceObject('web'),
          namespaceObject('vault', 'group:default/other'),
          podObject('ledger', 'payments', { status: crashingStatus(3) }),
          podObject('closed', 'vault', { status: crashingStatus(3) }),
          podObject('shop', 'web'),
          leaky,
        ],
      },
    });
    portal.clusters.demo.appendLog('payments', 'ledger-1', 'app', [
      'starting',
      'FATAL: no database',
    ]);
    portal.clusters.demo.appendLog('vault', 'closed-1', 'app', ['FATAL: x']);
  });

  afterAll(() => portal.stop());

  const health = (name: string, query = '') =>
    request(portal.server).get(`${BASE}/${name}/health${query}`);

  it('finds the cause of a crash, with evidence', async () => {
    const { body, status } = await health('ledger');
    expect([status, body.verdict]).toEqual([200, 'failing']);
    expect(body.causes[0]).toMatchObject({
      cause: 'container-exits-with-error',
      root: true,
      podCount: 1,
    });
    expect(body.causes[0].examples[0].quotes).toEqual(
      expect.arrayContaining([
        {
          from: 'pod',
          of: 'app',
          at: 'status.containerStatuses.0.lastState.terminated.exitCode',
          value: 3,
        },
        { from: 'logs', at: 'app.previous', value: 'FATAL: no database' },
      ]),
    );
    expect(body.pods[0]).toMatchObject({
      state: 'crashing',
      restarts: 4,
      defaultContainer: 'app',
      causes: ['container-exits-with-error'],
    });
  });

  it('speaks the language asked for', async () => {
    const { body } = await health('ledger', '?lang=zh');
    expect(body.causes[0].what).toMatch(/[\u4e00-\u9fff]/);
    expect((await health('ledger', '?lang=fr')).body.error.code).toBe(
      'invalid-request',
    );
  });

  it('calls a healthy entity healthy, and one without pods by its name', async () => {
    expect((await health('shop')).body).toMatchObject({
      verdict: 'healthy',
      causes: [],
      podCount: 1,
    });
    expect((await health('nothing')).body).toMatchObject({
      verdict: 'no-pods',
      podCount: 0,
    });
  });

  it('quotes no log to one who may not read logs', async () => {
    portal.allowed.delete('pod-health.logs.read');
    try {
      const { text, body } = await health('ledger');
      expect(body.verdict).toBe('failing');
      expect(text).not.toContain('FATAL');
    } finally {
      portal.allowed.add('pod-health.logs.read');
    }
  });

  it('quotes no log of a namespace that does not consent, and does not ask for it', async () => {
    const { text, body } = await health('closed');
    expect(body.verdict).toBe('failing');
    expect(text).not.toContain('FATAL');
    expect(
      portal.clusters.demo.requests.filter(({ path }) =>
        path.includes('/closed-1/log'),
      ),
    ).toEqual([]);
  });

  it('lets no secret out of a pod, an event or a log line', async () => {
    const { demo } = portal.clusters;
    demo.apply({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', namespace: 'web' },
      involvedObject: {
        kind: 'Pod',
        namespace: 'web',
        name: 'leaky-1',
        uid: 'uid-leaky-1',
      },
      type: 'Warning',
      reason: 'Failed',
      message: `Error: failed to pull: https://user:${CANARY}@registry.example.com/v2`,
      lastTimestamp: new Date().toISOString(),
    });
    const { text, body } = await health('leaky');
    expect(body.verdict).toBe('failing');
    // The message is quoted, so it is the redaction that kept the canary in.
    expect(text).toContain('«hidden»');
    expect(text).not.toContain(CANARY);
    expect(portal.logged.join('\n')).not.toContain(CANARY);
  });

  it('asks once per kind and namespace, however many look', async () => {
    const { demo } = portal.clusters;
    await Promise.all(Array.from({ length: 20 }, () => health('shop')));
    const lists = demo.requests
      .filter(({ verb, path }) => verb === 'list' && path.includes('/web/'))
      .map(({ path }) => path.replace(/\?.*/, ''));
    expect(lists).toContain('/api/v1/namespaces/web/pods');
    expect(lists).toEqual([...new Set(lists)]);
  });

  it('tells what the caller may do, and why not', async () => {
    portal.allowed.delete('pod-health.logs.read');
    try {
      const { body } = await request(portal.server).get(
        `${BASE}/shop/abilities`,
      );
      expect(body.logs).toMatchObject({
        allowed: false,
        problem: { code: 'not-allowed' },
      });
      expect(body.debug).toMatchObject({
        allowed: false,
        problem: { code: 'debug-disabled' },
      });
    } finally {
      portal.allowed.add('pod-health.logs.read');
    }
  });

  it('lists the causes it knows', async () => {
    const { body } = await request(portal.server)
      .get('/api/pod-health/causes')
      .set('Authorization', mockCredentials.user.header());
    expect(body.causes).toContainEqual(
      expect.objectContaining({ id: 'out-of-memory', severity: 'critical' }),
    );
  });
});
