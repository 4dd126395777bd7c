import {
  LIMITS,
  parseLogRecord,
  type HealthEvent,
} from 'backstage-plugin-pod-health-common';
import {
  component,
  crashingStatus,
  namespaceObject,
  podObject,
} from '../testing/objects';
import { startTestPortal, type TestPortal } from '../testing/portal';
import { openStream, type OpenStream } from '../testing/readStream';

const BASE = '/api/pod-health/entities/component/default';

const podOf = (app: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  namespace: 'payments',
  name: `${app}-1`,
});
const logOf = (app: string) =>
  `${BASE}/${app}/logs?cluster=demo&podNamespace=payments&pod=${app}-1&uid=uid-${app}-1&container=app&follow=true`;

async function event(stream: OpenStream): Promise<HealthEvent> {
  return JSON.parse((await stream.next()) ?? 'null');
}

/** A portal with one pod for each app. */
function startWith(...apps: string[]): Promise<TestPortal> {
  return startTestPortal({
    entities: apps.map(app => component(app, 'payments')),
    clusters: {
      demo: [
        namespaceObject('payments'),
        ...apps.map(app => podObject(app, 'payments')),
      ],
    },
  });
}

describe('streams', () => {
  let portal: TestPortal;
  let open: OpenStream[] = [];

  beforeAll(async () => {
    portal = await startWith('ledger', 'cart', 'till', 'desk');
  });

  afterEach(() => {
    open.forEach(each => each.leave());
    open = [];
  });

  afterAll(() => portal.stop());

  async function stream(path: string): Promise<OpenStream> {
    const opened = await openStream(portal.server, path);
    open.push(opened);
    return opened;
  }

  it('pushes each change of health, and only changes', async () => {
    const health = await stream(`${BASE}/ledger/health/stream`);
    expect(health.response.headers.get('content-encoding')).toBeNull();
    expect(health.response.headers.get('cache-control')).toBe(
      'no-cache, no-transform',
    );
    expect(health.response.headers.get('x-accel-buffering')).toBe('no');
    expect(await event(health)).toMatchObject({
      type: 'report',
      seq: 1,
      report: { verdict: 'healthy' },
    });
    const { demo } = portal.clusters;
    // A change that says nothing to anybody, then one that does.
    demo.setStatus(podOf('ledger'), { hostIP: '10.0.0.1' });
    demo.setStatus(podOf('ledger'), crashingStatus(137));
    const next = await event(health);
    expect(next).toMatchObject({
      type: 'change',
      seq: 2,
      change: { verdict: 'failing' },
    });
    demo.remove(podOf('ledger'));
    expect(await event(health)).toMatchObject({
      seq: 3,
      change: { verdict: 'no-pods' },
    });
  });

  it('goes on where a reader was, and asks the cluster for nothing', async () => {
    const path = `${BASE}/desk/health/stream`;
    const first = await stream(path);
    const { stream: id, seq } = await event(first);
    first.leave();
    const { demo } = portal.clusters;
    const asked = demo.requests.length;
    demo.setStatus(podOf('desk'), crashingStatus(137));
    const second = await stream(`${path}?after=${id}.${seq}`);
    const change = await event(second);
    expect(change.type).toBe('change');
    expect(JSON.stringify(change)).toContain('out-of-memory');
    const again = demo.requests
      .slice(asked)
      .filter(({ path: asks }) => asks.includes('/pods?'));
    expect(again).toEqual([]);
  });

  it('refuses a cursor that is none', async () => {
    const { response } = await stream(`${BASE}/ledger/health/stream?after=x`);
    expect(response.status).toBe(400);
  });

  it('follows a log to the end of its pod', async () => {
    const { demo } = portal.clusters;
    demo.appendLog('payments', 'cart-1', 'app', ['one']);
    const log = await stream(logOf('cart'));
    expect(log.response.headers.get('content-type')).toBe(
      'text/plain; charset=utf-8',
    );
    expect(log.response.headers.get('content-encoding')).toBeNull();
    const record = async () => parseLogRecord((await log.next()) ?? '');
    expect(await record()).toMatchObject({ text: 'one' });
    demo.appendLog('payments', 'cart-1', 'app', ['two']);
    expect(await record()).toMatchObject({ text: 'two' });
    demo.remove(podOf('cart'));
    const last = (await log.rest()).map(line => parseLogRecord(line)).at(-1);
    expect(last).toEqual({
      type: 'marker',
      marker: { marker: 'ended', why: 'pod-gone' },
    });
  });

  it('goes on after the connection to the cluster was cut', async () => {
    const { demo } = portal.clusters;
    demo.appendLog('payments', 'till-1', 'app', ['one', 'two']);
    demo.fault({
      on: { verb: 'log', path: 'till-1' },
      do: { kind: 'drop', afterBytes: 60, by: 'fin' },
      times: 1,
    });
    const log = await stream(logOf('till'));
    const texts: string[] = [];
    while (!texts.includes('two')) {
      const record = parseLogRecord((await log.next()) ?? '');
      texts.push(
        record?.type === 'line' ? record.text : `(${record?.marker.marker})`,
      );
    }
    expect(texts.filter(text => !text.startsWith('('))).toEqual(['one', 'two']);
    expect(texts).toContain('(reconnecting)');
  });

  it('gives one user six log streams, and the place back', async () => {
    for (let n = 0; n < LIMITS.streamsPerUser; n++) {
      expect((await stream(logOf('desk'))).response.status).toBe(200);
    }
    const refused = await stream(logOf('desk'));
    expect(refused.response.status).toBe(429);
    expect(await refused.response.json()).toMatchObject({
      error: { code: 'too-many-streams' },
    });
    open[0].leave();
    let status = 429;
    while (status === 429) {
      ({ status } = (await stream(logOf('desk'))).response);
    }
    expect(status).toBe(200);
  });
});

it('tells its streams that the backend stops', async () => {
  const portal = await startWith('ledger');
  portal.clusters.demo.appendLog('payments', 'ledger-1', 'app', ['one']);
  const log = await openStream(portal.server, logOf('ledger'));
  const health = await openStream(
    portal.server,
    `${BASE}/ledger/health/stream`,
  );
  await log.next();
  await health.next();
  const stopped = portal.stop();
  expect((await log.rest()).map(line => parseLogRecord(line))).toEqual([
    { type: 'marker', marker: { marker: 'ended', why: 'shutting-down' } },
  ]);
  expect((await health.rest()).map(line => JSON.parse(line))).toEqual([
    { type: 'error', seq: 1, problem: { code: 'shutting-down', details: {} } },
  ]);
  await stopped;
});
