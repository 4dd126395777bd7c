import { mockCredentials } from '@backstage/backend-test-utils';
import { KubeConfig } from '@kubernetes/client-node';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import request from 'supertest';
import type { ClosableKubeApi } from '../kube/createKubeApi';
import { createClusterPod, type ClusterPod } from '../testing/clusterPod';
import { component } from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';
import { realCluster } from '../testing/realCluster';
import { openTerminal } from '../testing/terminalClient';

/** A shell's whole way on the cluster of KUBECONFIG; `npm run e2e:cluster` runs it. Needs kubectl. */

const NAME = `h5-shell-${randomBytes(4).toString('hex')}`;
const API = '/api/pod-health';
const ENTITY = `${API}/entities/component/default/app`;
const ada = mockCredentials.user.header('user:default/ada');

jest.setTimeout(90_000);

let api: ClosableKubeApi;
let pod: ClusterPod;
let portal: TestPortal;

async function admin(): Promise<KubeConfig> {
  const config = new KubeConfig();
  config.loadFromFile(process.env.KUBECONFIG ?? '');
  return config;
}

beforeAll(async () => {
  api = await realCluster();
  pod = await createClusterPod(api, NAME);
  const consent = 'pod-health.io/debug-consent=*';
  execFileSync('kubectl', ['annotate', 'namespace', NAME, consent]);
  portal = await startTestPortal({
    entities: [component('app', NAME)],
    clusters: {},
    real: { real: admin },
    config: {
      podHealth: {
        debug: {
          enabled: true,
          image:
            process.env.POD_HEALTH_DEBUG_IMAGE ??
            'localhost:5000/debug/toolbox:1',
          allowTags: true,
          allowTarget: true,
        },
      },
    },
  });
});

afterAll(async () => {
  await portal?.stop();
  await pod?.remove();
  await api?.close();
});

function post(path: string, body: object = {}) {
  return request(portal.server).post(path).set('authorization', ada).send(body);
}

async function sessionOf(id: string, wait = '') {
  const answer = await request(portal.server)
    .get(`${API}/sessions/${id}${wait && `?wait=${wait}`}`)
    .set('authorization', ada);
  return answer.body;
}

async function open(body: object) {
  const { namespace, pod: name, uid } = pod;
  const ref = { cluster: 'real', namespace, pod: name, uid };
  const checklist = await post(`${ENTITY}/preflight`, { pod: ref, ...body });
  expect(checklist.body).toMatchObject({ possible: true });
  const created = await post(`${ENTITY}/sessions`, {
    pod: ref,
    reason: 'a test of a shell',
    ...body,
  });
  expect(created.status).toBe(201);
  const { id } = created.body;
  let { state } = created.body;
  while (state === 'starting') {
    ({ state } = await sessionOf(id, state));
  }
  expect(state).toBe('ready');
  const { ticket } = (await post(`${API}/sessions/${id}/ticket`)).body;
  const page = await openTerminal({ server: portal.server, id, ticket });
  page.send({ type: 'resize', columns: 97, rows: 31 });
  await page.until('$ ');
  return { id, page };
}

async function ended(id: string) {
  let session = await sessionOf(id);
  while (session.state !== 'ended') {
    session = await sessionOf(id, session.state);
  }
  return session;
}

it('sees only its own processes without a target, and ends by exit', async () => {
  const { id, page } = await open({});
  page.type('stty size; cat /proc/1/cmdline | tr "\\0" " "; echo "all"-told\n');
  await page.until('all-told'); // the guard's text, printed before it, has a "done"
  expect(page.screen).toContain('31 97');
  expect(page.screen).toContain('pod-health-guard');
  page.type('exit 4\n');
  expect(await page.closed).toBe(1000);
  expect(await ended(id)).toMatchObject({
    endReason: 'user-exit',
    exitCode: 4,
  });
});

it('sees its target’s processes, and ends by the end button with vi in front', async () => {
  const { id, page } = await open({ target: 'app' });
  page.type('cat /proc/1/cmdline | tr "\\0" " "; echo "all"-told\n');
  await page.until('all-told'); // the guard's text, printed before it, has a "done"
  expect(page.screen).toContain('sleep 3600');
  page.type('vi new-file\n');
  await page.until('~');
  await request(portal.server)
    .delete(`${API}/sessions/${id}`)
    .set('authorization', ada);
  expect(await page.closed).toBe(1000);
  const session = await ended(id);
  expect(session.endReason).toBe('user-closed');
  expect(session.exitCode).toBeGreaterThan(128);
});

it('ends with its pod', async () => {
  const { id, page } = await open({});
  execFileSync('kubectl', ['delete', 'pod', 'app', '-n', NAME, '--wait=false']);
  expect(await page.closed).toBe(4410);
  expect((await ended(id)).endReason).toBe('pod-gone');
});
