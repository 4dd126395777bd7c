import { request } from 'node:https';
import { AttachStream, ContractClient, soon } from './contract/client';
import { startDemoCluster } from './startDemoCluster';
import { ManualClock } from './testing/ManualClock';
import type { DemoCluster, KubeObject } from './types';

const POD: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { nodeName: 'worker', containers: [{ name: 'app' }] },
  status: {
    containerStatuses: [{ name: 'app', state: { running: {} }, ready: true }],
  },
};

const LOG = '/api/v1/namespaces/shop/pods/web/log';
const ATTACH =
  '/api/v1/namespaces/shop/pods/web/attach?container=app&stdin=true&stdout=true';

let cluster: DemoCluster;
let client: ContractClient;

beforeEach(async () => {
  cluster = await startDemoCluster({ objects: [POD] });
  const { url, ca } = cluster;
  client = new ContractClient({ url, ca, token: cluster.token('admin') });
});

afterEach(() => cluster.close());

/** How a GET ends: what came, and the error code when it broke. */
function ending(path: string): Promise<{ text: string; error?: string }> {
  const { url, ca } = cluster;
  const headers = { authorization: `Bearer ${cluster.token('admin')}` };
  const ended = new Promise<{ text: string; error?: string }>(resolve => {
    const sent = request(
      `${url}${path}`,
      { ca, headers, agent: false },
      message => {
        let text = '';
        message.on('data', chunk => {
          text += chunk;
        });
        message.on('end', () => resolve({ text }));
        message.on('error', (error: NodeJS.ErrnoException) =>
          resolve({ text, error: error.code }),
        );
      },
    );
    sent.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ text: '', error: error.code }),
    );
    sent.end();
  });
  return soon('the end of the request', ended);
}

describe('scripted faults', () => {
  it('drops a log after exactly so many bytes, by RST and by FIN', async () => {
    cluster.appendLog('shop', 'web', 'app', ['0123456789', 'more']);
    for (const by of ['rst', 'fin'] as const) {
      const fault = cluster.fault({
        on: { verb: 'log' },
        do: { kind: 'drop', afterBytes: 4, by },
        times: 1,
      });
      const { text, error } = await ending(LOG);
      expect(error).toBe('ECONNRESET');
      // A reset may take with it what the reader has not read yet; a FIN may not.
      expect(by === 'rst' ? ['', '0123'] : ['0123']).toContain(text);
      expect(fault.hits).toBe(1);
    }
    expect((await client.get(LOG)).text).toBe('0123456789\nmore\n');
  });

  it('goes silent after so many bytes, connection open', async () => {
    cluster.appendLog('shop', 'web', 'app', ['0123456789']);
    cluster.fault({
      on: { verb: 'log' },
      do: { kind: 'stall', afterBytes: 4 },
    });
    const lines: string[] = [];
    const reading = (async () => {
      for await (const line of client.lines(LOG)) {
        lines.push(line);
      }
    })().catch((error: Error) => error.message);
    while (cluster.requests.at(-1)?.bytes !== 4) {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(cluster.connections).toBe(1);
    await cluster.close();
    expect(await reading).toBe('aborted');
    expect(lines).toEqual([]);
  });

  it('never answers from a black hole', async () => {
    cluster.fault({ on: { path: '/pods' }, do: { kind: 'blackhole' } });
    const asked = ending('/api/v1/pods');
    while (cluster.requests.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    expect(cluster.requests[0]).toMatchObject({ code: 0, bytes: 0 });
    await cluster.close();
    expect((await asked).error).toBe('ECONNRESET');
  });

  it('answers 410 as a status and as an event', async () => {
    cluster.fault({
      on: { verb: 'watch' },
      do: { kind: 'gone', as: 'status' },
      times: 1,
    });
    cluster.fault({ on: { verb: 'watch' }, do: { kind: 'gone', as: 'event' } });
    const path = '/api/v1/pods?watch=true&resourceVersion=1';
    const status = await client.get(path);
    expect([status.code, status.json().reason]).toEqual([410, 'Expired']);
    const event = await client.get(path);
    expect(event.code).toBe(200);
    expect(event.json()).toMatchObject({
      type: 'ERROR',
      object: { code: 410 },
    });
  });

  it('answers 401 after some requests, 429 with a delay, and redirects', async () => {
    cluster.fault({
      on: { path: '/nodes' },
      do: { kind: 'status', code: 401 },
      skip: 1,
      times: 1,
    });
    const codes = [];
    for (let i = 0; i < 3; i++) {
      codes.push((await client.get('/api/v1/nodes')).code);
    }
    expect(codes).toEqual([200, 401, 200]);
    cluster.fault({
      on: { path: '/events' },
      do: { kind: 'status', code: 429, retryAfterSeconds: 7 },
    });
    expect((await client.get('/api/v1/events')).json().reason).toBe(
      'TooManyRequests',
    );
    cluster.fault({
      on: { path: '/secrets' },
      do: { kind: 'redirect', location: 'https://127.0.0.1:1/' },
    });
    expect((await client.get('/api/v1/secrets')).code).toBe(302);
  });

  it('makes logs of any size, and one line without an end', async () => {
    cluster.fault({
      on: { verb: 'log' },
      do: { kind: 'bigLog', bytes: 1_000_000 },
      times: 1,
    });
    cluster.fault({
      on: { verb: 'log' },
      do: { kind: 'longLine', bytes: 100_000 },
    });
    const big = (await client.get(LOG)).text;
    expect(big).toHaveLength(1_000_000);
    expect(big.split('\n')[9_999]).toMatch(/^2026\S+Z 10000 x+$/);
    expect((await client.get(LOG)).text).toMatch(/^\S+Z x{100000}$/);
  });

  it('forgets a revoked token', async () => {
    const token = cluster.token('ada');
    const ada = new ContractClient({ url: cluster.url, ca: cluster.ca, token });
    expect((await ada.get('/api/v1/pods')).code).toBe(403);
    cluster.revoke('ada');
    expect((await ada.get('/api/v1/pods')).code).toBe(401);
  });
});

describe('faults of an attach', () => {
  const attach = async () => {
    const stream = await client.attach(ATTACH);
    if (!(stream instanceof AttachStream)) {
      throw new Error(`refused: ${stream.code}`);
    }
    return stream;
  };

  it('refuses the upgrade with a Status', async () => {
    cluster.fault({
      on: { verb: 'attach' },
      do: { kind: 'refuseUpgrade', code: 503, message: 'later' },
    });
    const reply = await client.attach(ATTACH);
    expect(reply).toMatchObject({ code: 503 });
    expect(JSON.parse((reply as { text: string }).text).message).toBe('later'); // toMatchObject above proved what it is
  });

  it('sends frames as they are', async () => {
    cluster.fault({
      on: { verb: 'attach' },
      do: {
        kind: 'frames',
        frames: [Buffer.from([9, 1]), Buffer.from([1, 104, 105])],
      },
    });
    const stream = await attach();
    await stream.until('hi');
    expect(stream.frames.map(f => f.channel)).toEqual([1, 9, 1]);
    stream.close();
  });

  it('drops by RST and by FIN', async () => {
    for (const by of ['rst', 'fin'] as const) {
      cluster.fault({
        on: { verb: 'attach' },
        do: { kind: 'drop', afterBytes: 2, by },
        times: 1,
      });
      const stream = await attach();
      cluster.appendLog('shop', 'web', 'app', ['out']);
      expect(await stream.closed()).toBe(1006);
    }
  });
});

describe('scripts of a pod', () => {
  it('swaps a pod for another of the same name', async () => {
    const before = (
      await client.get('/api/v1/namespaces/shop/pods/web')
    ).json();
    const uid = cluster.swapPod('shop', 'web');
    const after = (await client.get('/api/v1/namespaces/shop/pods/web')).json();
    expect(uid).not.toBe(before.metadata.uid);
    expect(after.metadata.uid).toBe(uid);
    expect(after.spec).toEqual(before.spec);
  });

  it('makes many pods and events, served in pages', async () => {
    cluster.pods(1201, POD);
    const first = (
      await client.get('/api/v1/namespaces/shop/pods?limit=500')
    ).json();
    expect(first.items).toHaveLength(500);
    expect(first.metadata.remainingItemCount).toBe(702);
    cluster.events(300, cluster.apply(POD));
    const field = encodeURIComponent('involvedObject.name=web');
    const events = (
      await client.get(`/api/v1/events?fieldSelector=${field}`)
    ).json();
    expect(events.items).toHaveLength(300);
  });

  it('applies statuses in turn, by the clock', async () => {
    const clock = new ManualClock();
    const own = await startDemoCluster({ clock, objects: [POD] });
    const phase = () =>
      own.find({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'shop',
        name: 'web',
      })?.status;
    own.podStatuses(
      'shop',
      'web',
      [{ phase: 'Pending' }, { phase: 'Running' }],
      500,
    );
    expect(phase()).toMatchObject({ phase: 'Pending' });
    await clock.advance(499);
    expect(phase()).toMatchObject({ phase: 'Pending' });
    await clock.advance(1);
    expect(phase()).toMatchObject({ phase: 'Running' });
    await own.close();
  });

  it('records who asked what', async () => {
    await client.get('/api/v1/pods?limit=5');
    expect(cluster.requests).toEqual([
      {
        verb: 'list',
        method: 'GET',
        path: '/api/v1/pods?limit=5',
        user: 'admin',
        userAgent: 'contract',
        code: 200,
        bytes: expect.any(Number),
      },
    ]);
  });
});
