import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { component, namespaceObject, podObject } from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';

const API = '/api/pod-health';
const ENTITY = `${API}/entities/component/default`;
const POD = 'cluster=demo&podNamespace=payments&pod=ledger-1&uid=uid-ledger-1';
const SESSION = 'a'.repeat(32);

describe('refusals', () => {
  let portal: TestPortal;

  beforeAll(async () => {
    const wide = { 'backstage.io/kubernetes-label-selector': '!none' };
    portal = await startTestPortal({
      entities: [
        component('ledger', 'payments'),
        // Another team's entity, whose author selects the ledger's pods.
        component('thief', 'payments', {
          'backstage.io/kubernetes-label-selector': 'app=ledger',
        }),
        component('wide', 'payments', wide),
      ].map(entity =>
        entity.metadata.name === 'thief'
          ? { ...entity, spec: { owner: 'group:default/thieves' } }
          : entity,
      ),
      clusters: {
        demo: [
          namespaceObject('payments'),
          podObject('ledger', 'payments'),
          podObject('other', 'payments'),
        ],
      },
      unreachable: ['gone'],
    });
  });

  afterAll(() => portal.stop());

  const logCalls = () =>
    portal.clusters.demo.requests.filter(({ path }) => path.includes('/log?'));

  it.each<[string, string, number, string]>([
    ['an unknown entity', `${ENTITY}/nobody/health`, 404, 'entity-not-found'],
    [
      'a selector of everybody',
      `${ENTITY}/wide/health`,
      403,
      'selector-too-wide',
    ],
    [
      'a pod of another entity',
      `${ENTITY}/ledger/logs?cluster=demo&podNamespace=payments&pod=other-1&uid=uid-other-1&container=app`,
      404,
      'pod-not-found',
    ],
    [
      'a pod that does not exist',
      `${ENTITY}/ledger/logs?cluster=demo&podNamespace=payments&pod=none&uid=x&container=app`,
      404,
      'pod-not-found',
    ],
    [
      'a foreign namespace',
      `${ENTITY}/ledger/logs?cluster=demo&podNamespace=kube-system&pod=ledger-1&uid=uid-ledger-1&container=app`,
      404,
      'pod-not-found',
    ],
    [
      'an unknown cluster',
      `${ENTITY}/ledger/logs?cluster=mars&podNamespace=payments&pod=ledger-1&uid=uid-ledger-1&container=app`,
      404,
      'pod-not-found',
    ],
    [
      'a wrong uid',
      `${ENTITY}/ledger/logs?cluster=demo&podNamespace=payments&pod=ledger-1&uid=old&container=app`,
      409,
      'pod-replaced',
    ],
    [
      'an unknown container',
      `${ENTITY}/ledger/logs?${POD}&container=nope`,
      404,
      'container-not-found',
    ],
    [
      'no previous log',
      `${ENTITY}/ledger/logs?${POD}&container=app&previous=true`,
      404,
      'previous-log-not-found',
    ],
    [
      'a cluster that cannot be reached',
      `${ENTITY}/ledger/logs?cluster=gone&podNamespace=payments&pod=ledger-1&uid=uid-ledger-1&container=app`,
      502,
      'cluster-unreachable',
    ],
    [
      'a parameter missing',
      `${ENTITY}/ledger/logs?cluster=demo`,
      400,
      'invalid-request',
    ],
    [
      'a parameter nobody knows',
      `${ENTITY}/ledger/logs?${POD}&container=app&command=sh`,
      400,
      'invalid-request',
    ],
    [
      'a tail that is no number',
      `${ENTITY}/ledger/logs?${POD}&container=app&tailLines=all`,
      400,
      'invalid-request',
    ],
    [
      'a negative tail',
      `${ENTITY}/ledger/logs?${POD}&container=app&tailLines=-1`,
      400,
      'invalid-request',
    ],
    [
      'a time that is none',
      `${ENTITY}/ledger/logs?${POD}&container=app&sinceTime=yesterday`,
      400,
      'invalid-request',
    ],
    [
      'a path in a pod name',
      `${ENTITY}/ledger/logs?cluster=demo&podNamespace=payments&pod=..%2F..%2Fsecrets&uid=x&container=app`,
      400,
      'invalid-request',
    ],
    [
      'a consent that is missing',
      `${ENTITY}/thief/logs?${POD}&container=app`,
      403,
      'not-consented',
    ],
    ['a session id that is none', `${API}/sessions/1`, 400, 'invalid-request'],
    [
      'a session where debug is off',
      `${API}/sessions/${SESSION}`,
      403,
      'debug-disabled',
    ],
  ])('%s', async (_what, path, status, code) => {
    const before = logCalls().length;
    const response = await request(portal.server).get(path);
    expect([response.status, response.body.error?.code]).toEqual([
      status,
      code,
    ]);
    expect(response.body).toEqual({
      error: {
        name: 'PodHealthError',
        message: expect.any(String),
        code,
        details: expect.any(Object),
      },
      response: { statusCode: status },
    });
    // The cluster's log is asked for only where the cluster itself has the answer.
    const asked = code === 'previous-log-not-found' ? 1 : 0;
    expect(logCalls().length - before).toBe(asked);
  });

  it('answers the same for a foreign pod and for none', async () => {
    const body = async (pod: string, uid: string) => {
      const response = await request(portal.server).get(
        `${ENTITY}/ledger/logs?cluster=demo&podNamespace=payments&pod=${pod}&uid=${uid}&container=app`,
      );
      return response.text.replaceAll(pod, 'POD');
    };
    expect(await body('other-1', 'uid-other-1')).toBe(
      await body('none-1', 'x'),
    );
  });

  it.each<[string, object | string, number, string]>([
    ['not JSON', '{"pod":', 400, 'invalid-request'],
    ['no pod', {}, 400, 'invalid-request'],
    [
      'an unknown field',
      { pod: podRef(), image: 'evil' },
      400,
      'invalid-request',
    ],
    ['a field of another type', { pod: 'ledger-1' }, 400, 'invalid-request'],
    [
      'too large',
      { pod: podRef(), target: 'x'.repeat(20_000) },
      413,
      'body-too-large',
    ],
    ['good, where debug is off', { pod: podRef() }, 403, 'debug-disabled'],
  ])('a body that is %s', async (_what, body, status, code) => {
    const response = await request(portal.server)
      .post(`${ENTITY}/ledger/preflight`)
      .set('Content-Type', 'application/json')
      .send(body);
    expect([response.status, response.body.error.code]).toEqual([status, code]);
  });

  const READS = [
    `${ENTITY}/ledger/health`,
    `${ENTITY}/ledger/health/stream`,
    `${ENTITY}/ledger/abilities`,
    `${ENTITY}/ledger/logs?${POD}&container=app`,
    `${ENTITY}/ledger/sessions`,
    `${API}/sessions/${SESSION}`,
    `${API}/causes`,
  ];

  it.each(READS)(
    'no service and nobody without a token gets %s',
    async path => {
      const before = portal.clusters.demo.requests.length;
      const service = await request(portal.server)
        .get(path)
        .set('Authorization', mockCredentials.service.header());
      expect([service.status, service.body.error.code]).toEqual([
        401,
        'user-required',
      ]);
      const limited = await request(portal.server)
        .get(path)
        .set('Authorization', mockCredentials.none.header());
      expect(limited.status).toBe(401);
      expect(portal.clusters.demo.requests.length).toBe(before);
    },
  );

  it.each([
    ['post', `${ENTITY}/ledger/preflight`, { pod: podRef() }],
    ['post', `${ENTITY}/ledger/sessions`, { pod: podRef(), reason: 'to look' }],
    ['delete', `${API}/sessions/${SESSION}`, undefined],
    ['post', `${API}/sessions/${SESSION}/ticket`, undefined],
  ] as const)('no service may %s %s', async (method, path, body) => {
    const response = await request(portal.server)
      [method](path)
      .set('Authorization', mockCredentials.service.header())
      .send(body);
    expect([response.status, response.body.error.code]).toEqual([
      401,
      'user-required',
    ]);
  });

  it.each([
    ['health', `${ENTITY}/ledger/health`, 'pod-health.health.read'],
    ['the stream', `${ENTITY}/ledger/health/stream`, 'pod-health.health.read'],
    [
      'logs',
      `${ENTITY}/ledger/logs?${POD}&container=app`,
      'pod-health.logs.read',
    ],
  ])('%s needs its permission', async (_what, path, permission) => {
    portal.allowed.delete(permission);
    const before = portal.clusters.demo.requests.length;
    try {
      const response = await request(portal.server).get(path);
      expect([response.status, response.body.error.code]).toEqual([
        403,
        'not-allowed',
      ]);
      expect(portal.clusters.demo.requests.length).toBe(before);
    } finally {
      portal.allowed.add(permission);
    }
  });
});

function podRef() {
  return {
    cluster: 'demo',
    namespace: 'payments',
    pod: 'ledger-1',
    uid: 'uid-ledger-1',
  };
}
