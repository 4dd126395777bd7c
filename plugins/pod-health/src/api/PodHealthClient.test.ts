import { encodeLine, encodeMarker } from 'backstage-plugin-pod-health-common';
import { collect } from '../testing/bytes';
import { FakeTerminalSocket } from '../testing/FakeTerminalSocket';
import { report } from '../testing/reports';
import { PodHealthClient } from './PodHealthClient';

const ENTITY = { kind: 'component', namespace: 'default', name: 'a b/../c' };
const POD = { cluster: 'prod', namespace: 'shop', pod: 'web-0', uid: 'u1' };
const BASE = 'https://portal.example/api/pod-health';
const SECRET = 'very-secret-ticket';

function setUp(answer: (url: string) => Response | Promise<Response>) {
  const fetch = jest.fn(async (url: unknown, _init?: RequestInit) =>
    answer(String(url)),
  );
  const openSocket = jest.fn(() => new FakeTerminalSocket());
  const client = new PodHealthClient({
    discovery: { getBaseUrl: async () => BASE },
    fetch: { fetch },
    identity: { getCredentials: async () => ({ token: 'token-1' }) },
    openSocket,
  });
  return { client, fetch, openSocket };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status });

describe('PodHealthClient', () => {
  it('encodes names, so that none of them can leave its place in the path', async () => {
    const { client, fetch } = setUp(() => json({ sessions: [] }));
    await client.listSessions(ENTITY);
    expect(fetch.mock.calls[0][0]).toBe(
      `${BASE}/entities/component/default/a%20b%2F..%2Fc/sessions`,
    );
  });

  it('reads the health stream event by event', async () => {
    const events = [
      { type: 'report', seq: 1, report: report() },
      { type: 'heartbeat', seq: 2 },
    ];
    const { client, fetch } = setUp(
      () => new Response(events.map(e => `${JSON.stringify(e)}\n`).join('')),
    );
    const { signal } = new AbortController();
    const stream = client.streamHealth(ENTITY, { lang: 'zh', signal });
    expect(await collect(stream)).toEqual(events);
    expect(fetch.mock.calls[0][0]).toContain('/health/stream?lang=zh');
    expect(fetch.mock.calls[0][1]?.signal).toBe(signal);
  });

  it('asks for what it has missed', async () => {
    const { client, fetch } = setUp(() => new Response(''));
    const { signal } = new AbortController();
    const options = { lang: 'en', signal, after: 'a-b.7' } as const;
    await collect(client.streamHealth(ENTITY, options));
    expect(fetch.mock.calls[0][0]).toContain('lang=en&after=a-b.7');
  });

  it.each([
    'not json',
    '{"type":"else"}',
    '{"type":"report"}',
    '{"type":"change","change":{}}',
    '[]',
  ])('takes the line %s for a protocol error', async line => {
    const { client } = setUp(() => new Response(`${line}\n`));
    const { signal } = new AbortController();
    await expect(
      collect(client.streamHealth(ENTITY, { lang: 'en', signal })),
    ).rejects.toMatchObject({ code: 'protocol-error' });
  });

  it('reads a log with its markers, and asks for the pod by uid', async () => {
    const text =
      encodeLine('2026-03-02T10:00:00.5Z', 'hello') +
      encodeMarker({ marker: 'ended', why: 'complete' });
    const { client, fetch } = setUp(() => new Response(text));
    const query = { pod: POD, container: 'app', tailLines: 10, follow: true };
    const { signal } = new AbortController();
    const records = await collect(client.streamLogs(ENTITY, query, signal));
    expect(records.flat()).toEqual([
      { type: 'line', time: '2026-03-02T10:00:00.5Z', text: 'hello' },
      { type: 'marker', marker: { marker: 'ended', why: 'complete' } },
    ]);
    const url = new URL(String(fetch.mock.calls[0][0]));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      cluster: 'prod',
      podNamespace: 'shop',
      pod: 'web-0',
      uid: 'u1',
      container: 'app',
      tailLines: '10',
      follow: 'true',
    });
  });

  it('keeps the code and the details of a refusal', async () => {
    const error = {
      name: 'NotAllowedError',
      message: 'no',
      code: 'not-consented',
      details: { namespace: 'shop', nested: { dropped: true } },
    };
    const { client } = setUp(() =>
      json({ error, response: { statusCode: 403 } }, 403),
    );
    await expect(client.preflight(ENTITY, { pod: POD })).rejects.toMatchObject({
      code: 'not-consented',
      details: { namespace: 'shop' },
    });
  });

  it.each([
    [401, 'user-required'],
    [403, 'not-allowed'],
    [413, 'body-too-large'],
    [429, 'rate-limited'],
    [502, 'portal-unreachable'],
    [404, 'internal'],
  ])('takes a foreign answer %d as %s', async (status, code) => {
    const { client } = setUp(
      () => new Response('<html>a proxy</html>', { status }),
    );
    await expect(client.getAbilities(ENTITY)).rejects.toMatchObject({ code });
  });

  it('takes a failing network as portal-unreachable, but leaves an abort alone', async () => {
    const { client } = setUp(() => {
      throw new TypeError('Failed to fetch');
    });
    await expect(client.getAbilities(ENTITY)).rejects.toMatchObject({
      code: 'portal-unreachable',
    });
    const aborted = AbortSignal.abort(new Error('left the page'));
    await expect(
      client.getAbilities(ENTITY, aborted),
    ).rejects.not.toHaveProperty('code', 'portal-unreachable');
  });

  it('carries the ticket in the subprotocol and nowhere else', async () => {
    const { client, fetch, openSocket } = setUp(() =>
      json({ ticket: SECRET, expiresAt: '' }, 201),
    );
    const id = '0123456789abcdef0123456789abcdef';
    const socket = await client.openTerminal(id);
    expect(openSocket).toHaveBeenCalledWith(
      `wss://portal.example/api/pod-health/sessions/${id}/terminal`,
      ['pod-health.v1', `ticket.${SECRET}`],
    );
    expect(socket.binaryType).toBe('arraybuffer');
    expect(JSON.stringify(fetch.mock.calls)).not.toContain(SECRET);
  });
});
