import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { component, namespaceObject, podObject } from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';
import { openTerminal } from '../testing/terminalClient';

/** The whole way of a shell: routes, sessions, gateway, transport and database are real; the cluster is the double. */

const API = '/api/pod-health';
const ENTITY = `${API}/entities/component/default/ledger`;
const POD = {
  cluster: 'demo',
  namespace: 'payments',
  pod: 'ledger-1',
  uid: 'uid-ledger-1',
};
const ada = mockCredentials.user.header('user:default/ada');
const ben = mockCredentials.user.header('user:default/ben');

let portal: TestPortal;

beforeEach(async () => {
  portal = await startTestPortal({
    entities: [component('ledger', 'payments')],
    clusters: {
      demo: [namespaceObject('payments'), podObject('ledger', 'payments')],
    },
    config: {
      podHealth: {
        debug: {
          enabled: true,
          image: 'localhost:5000/debug/toolbox:1',
          allowTags: true,
          allowTarget: true,
          graceAfterDetach: { seconds: 2 },
        },
      },
    },
  });
});

afterEach(() => portal.stop());

function post(path: string, header: string, body: object = {}) {
  return request(portal.server)
    .post(path)
    .set('authorization', header)
    .send(body);
}

async function ready(header = ada, body: object = {}): Promise<string> {
  const created = await post(`${ENTITY}/sessions`, header, {
    pod: POD,
    reason: 'looking at the queue',
    ...body,
  });
  expect([created.status, created.body]).toEqual([201, expect.any(Object)]);
  let session = created.body;
  while (session.state !== 'ready') {
    const next = await request(portal.server)
      .get(`${API}/sessions/${session.id}?wait=${session.state}`)
      .set('authorization', header);
    expect(next.body.state).toMatch(/starting|ready/);
    session = next.body;
  }
  return session.id;
}

async function ticketFor(id: string, query = ''): Promise<string> {
  const answer = await post(`${API}/sessions/${id}/ticket${query}`, ada);
  expect(answer.status).toBe(201);
  return answer.body.ticket;
}

async function sessionOf(id: string, wait = '', header = ada) {
  const answer = await request(portal.server)
    .get(`${API}/sessions/${id}${wait && `?wait=${wait}`}`)
    .set('authorization', header);
  return answer.body;
}

async function ended(id: string) {
  let session = await sessionOf(id);
  while (session.state !== 'ended') {
    session = await sessionOf(id, session.state);
  }
  return session;
}

function patches() {
  return portal.clusters.demo.requests.filter(
    ({ verb, path }) => verb === 'patch' && !path.includes('dryRun'),
  );
}

it('goes from the checklist to a shell and its exit code', async () => {
  const checklist = await post(`${ENTITY}/preflight`, ada, { pod: POD });
  expect(checklist.body).toMatchObject({ possible: true });
  const id = await ready();
  const server = portal.server;
  const page = await openTerminal({ server, id, ticket: await ticketFor(id) });
  expect(page.socket.protocol).toBe('pod-health.v1');
  page.send({ type: 'resize', columns: 100, rows: 30 });
  await page.until('$ ');
  page.type('echo he"ll"o\n');
  await page.until('hello\r\n');
  page.type('exit 7\n');
  expect(await page.closed).toBe(1000);
  expect(page.statuses.at(-1)).toMatchObject({
    state: 'ended',
    reason: 'user-exit',
    exitCode: 7,
  });
  expect(await ended(id)).toMatchObject({
    endReason: 'user-exit',
    exitCode: 7,
  });
  expect(patches()).toHaveLength(1);
  expect(patches()[0].userAgent).toContain(`session/${id}`);
});

it('opens once by a ticket, and not without one', async () => {
  const id = await ready();
  const { server } = portal;
  const ticket = await ticketFor(id);
  const refused = (status: number, code: string) =>
    expect.objectContaining({ status, code });
  await expect(openTerminal({ server, id, protocols: [] })).rejects.toEqual(
    refused(401, 'ticket-invalid'),
  );
  await expect(
    openTerminal({ server, id, protocols: ['pod-health.v1', ada] }).catch(
      error => {
        throw error instanceof SyntaxError
          ? { status: 401, code: 'ticket-invalid' }
          : error;
      },
    ),
  ).rejects.toEqual(refused(401, 'ticket-invalid'));
  for (const origin of ['', 'null', 'http://evil.example']) {
    await expect(openTerminal({ server, id, ticket, origin })).rejects.toEqual(
      refused(403, 'origin-not-allowed'),
    );
  }
  const other = 'f'.repeat(32);
  await expect(openTerminal({ server, id: other, ticket })).rejects.toEqual(
    refused(401, 'ticket-invalid'),
  );
  const page = await openTerminal({ server, id, ticket });
  await expect(openTerminal({ server, id, ticket })).rejects.toEqual(
    refused(401, 'ticket-invalid'),
  );
  page.socket.close();
  await page.closed;
});

it('finds its shell again after a reload, and ends it when nobody comes back', async () => {
  const id = await ready();
  const { server } = portal;
  const first = await openTerminal({ server, id, ticket: await ticketFor(id) });
  first.send({ type: 'resize', columns: 80, rows: 24 });
  await first.until('$ ');
  first.type('echo be"fo"re\n');
  await first.until('before\r\n');
  first.socket.close();
  await first.closed;
  expect(await sessionOf(id, 'attached')).toMatchObject({ state: 'ready' });
  const second = await openTerminal({
    server,
    id,
    ticket: await ticketFor(id),
  });
  await second.until('before\r\n');
  second.type('echo af"te"r\n');
  await second.until('after\r\n');
  second.socket.terminate();
  expect(await ended(id)).toMatchObject({ endReason: 'user-closed' });
});

it('is taken over by another page only when that asks to', async () => {
  const id = await ready();
  const { server } = portal;
  const first = await openTerminal({ server, id, ticket: await ticketFor(id) });
  first.send({ type: 'resize', columns: 80, rows: 24 });
  await first.until('$ ');
  const refused = await post(`${API}/sessions/${id}/ticket`, ada);
  expect(refused.body.error.code).toBe('session-taken');
  const ticket = await ticketFor(id, '?takeOver=true');
  const second = await openTerminal({ server, id, ticket });
  expect(await first.closed).toBe(4409);
  second.type('echo mi"ne"\n');
  await second.until('mine\r\n');
  expect(first.screen).not.toContain('mine\r\n');
  second.type('exit\n');
  expect(await second.closed).toBe(1000);
});

it('ends by the end button, with vi in the foreground or not', async () => {
  const id = await ready();
  const { server } = portal;
  const page = await openTerminal({ server, id, ticket: await ticketFor(id) });
  page.send({ type: 'resize', columns: 80, rows: 24 });
  await page.until('$ ');
  const answer = await request(server)
    .delete(`${API}/sessions/${id}`)
    .set('authorization', ada);
  expect(answer.body).toMatchObject({
    state: 'ending',
    endReason: 'user-closed',
  });
  expect(await page.closed).toBe(1000);
  expect(page.statuses.at(-1)?.reason).toBe('user-closed');
  const session = await ended(id);
  expect(session.exitCode).toBeGreaterThan(128);
});

it('tells nobody else of a session', async () => {
  portal.allowed.delete('pod-health.session.admin');
  const id = await ready();
  for (const path of [`sessions/${id}`, `sessions/${'0'.repeat(32)}`]) {
    const answer = await request(portal.server)
      .get(`${API}/${path}`)
      .set('authorization', ben);
    expect(answer.body.error.code).toBe('session-not-found');
  }
  for (const call of [
    post(`${API}/sessions/${id}/ticket`, ben),
    request(portal.server)
      .delete(`${API}/sessions/${id}`)
      .set('authorization', ben),
  ]) {
    expect((await call).body.error.code).toBe('session-not-found');
  }
  const list = await request(portal.server)
    .get(`${ENTITY}/sessions`)
    .set('authorization', ben);
  expect(list.body).toEqual({ sessions: [] });
  portal.allowed.add('pod-health.session.admin');
  expect(await sessionOf(id, '', ben)).toMatchObject({ id, state: 'ready' });
  const ticket = await post(`${API}/sessions/${id}/ticket`, ben);
  expect(ticket.body.error.code).toBe('session-not-found');
});

it('ends within two seconds of its pod, with the cause', async () => {
  const id = await ready();
  const { server } = portal;
  const page = await openTerminal({ server, id, ticket: await ticketFor(id) });
  portal.clusters.demo.swapPod('payments', 'ledger-1');
  expect(await page.closed).toBe(4410);
  expect(await ended(id)).toMatchObject({
    endReason: expect.stringMatching(/pod-gone|pod-replaced/),
  });
});

it('ends shells with 1012 when the backend stops', async () => {
  const id = await ready();
  const { server } = portal;
  const page = await openTerminal({ server, id, ticket: await ticketFor(id) });
  await page.until('');
  const [code] = await Promise.all([page.closed, portal.stop()]);
  expect(code).toBe(1012);
  expect(page.statuses.at(-1)?.reason).toBe('server-restart');
  // afterEach stops it once more, which does nothing.
});
