import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import {
  startDemoCluster,
  type DemoCluster,
  type FaultHandle,
  type FaultScript,
} from 'pod-health-demo-cluster';
import {
  connectDemo,
  runningPod,
  type DemoConnection,
} from '../../testing/demoApi';
import { rejection } from '../../testing/rejection';
import type { ClosableKubeApi } from '../createKubeApi';
import { PODS } from '../kinds';
import { tokenCredentials } from './credentials';

let demo: DemoCluster;
let it_: DemoConnection;
let elsewhere: Server;
let elsewhereSaw: string[];
let faults: FaultHandle[];

beforeAll(async () => {
  demo = await startDemoCluster({ objects: [runningPod('ledger')] });
  elsewhere = createServer((request, response) => {
    elsewhereSaw.push(`${request.method} ${request.url}`);
    response.end('{"internal":"page"}');
  });
  await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve));
});

beforeEach(() => {
  it_ = connectDemo(demo);
  elsewhereSaw = [];
  faults = [];
});

afterEach(async () => {
  faults.forEach(handle => handle.remove());
  await it_.api.close();
});

afterAll(async () => {
  await demo.close();
  await new Promise(resolve => elsewhere.close(resolve));
});

/** Scripts a fault for the rest of the test. */
function fault(script: FaultScript): FaultHandle {
  const handle = demo.fault(script);
  faults.push(handle);
  return handle;
}

const ledger = { namespace: 'shop', pod: 'ledger', container: 'app' };

/** Every way of asking the cluster for something. */
const CALLS: [string, (api: ClosableKubeApi) => Promise<unknown>][] = [
  ['get', api => api.get(PODS, 'ledger', { namespace: 'shop' })],
  ['list', api => api.list({ kind: PODS })],
  [
    'watch',
    async api => {
      for await (const event of api.watch(
        { kind: PODS },
        { resourceVersion: '1', signal: new AbortController().signal },
      )) {
        return event;
      }
      return undefined;
    },
  ],
  ['log', api => api.log(ledger, {})],
  [
    'patch',
    api =>
      api.addEphemeralContainer(
        { namespace: 'shop', pod: 'ledger', uid: 'u' },
        { name: 'x', image: 'i' },
      ),
  ],
  ['attach', api => api.attach(ledger)],
  [
    'access review',
    api => api.canI({ verb: 'get', group: '', resource: 'pods' }),
  ],
];

describe('redirects (T20)', () => {
  it.each(
    CALLS.flatMap(([name, call]) =>
      ([301, 302, 307, 308] as const).map(code => [name, code, call] as const),
    ),
  )('refuses %s answered %i, and asks nobody else', async (_, code, call) => {
    const { port } = elsewhere.address() as AddressInfo;
    const location = `http://127.0.0.1:${port}/internal`;
    fault({ on: {}, do: { kind: 'redirect', code, location } });
    await expect(call(it_.api)).rejects.toMatchObject({ code: 'redirected' });
    expect(elsewhereSaw).toEqual([]);
  });
});

describe('deadlines (R23)', () => {
  it.each(CALLS)('gives up %s after 10 s of silence', async (_, call) => {
    const silent = fault({ on: {}, do: { kind: 'blackhole' } });
    const asked = rejection(call(it_.api));
    await it_.clock.waitForTimers(1);
    await it_.clock.advance(10_000);
    expect(await asked).toMatchObject({ code: 'cluster-timeout' });
    expect(it_.clock.timers).toBe(0);
    expect(silent.hits).toBeLessThanOrEqual(1);
  });

  it('gives up an answer that stalls half-way', async () => {
    fault({ on: {}, do: { kind: 'stall', afterBytes: 20 } });
    const asked = rejection(it_.api.list({ kind: PODS }));
    await bytesSent(1);
    await it_.clock.advance(20_000);
    expect(await asked).toMatchObject({
      code: 'cluster-timeout',
      details: { reason: 'stalled' },
    });
    expect(it_.clock.timers).toBe(0);
  });
});

/** Resolves when the double has begun to send an answer's body and we have begun to read it. */
async function bytesSent(count: number): Promise<void> {
  while ((it_.requests()[0]?.bytes ?? 0) < count || it_.clock.timers < 1) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

describe('refused credentials (R4)', () => {
  function rotating(tokens: string[]) {
    let asked = 0;
    const { api } = connectDemo(demo, {
      credentials: tokenCredentials({
        token: () => tokens[Math.min(asked++, tokens.length - 1)],
        tls: { ca: demo.ca },
      }),
    });
    return { api, asked: () => asked };
  }

  it.each(CALLS.filter(([name]) => name !== 'patch'))(
    'renews for %s and goes on',
    async (_, call) => {
      const { api, asked } = rotating(['spent', demo.token('admin')]);
      const answer = await call(api);
      expect(asked()).toBe(2);
      expect(it_.requests().map(each => each.code)).toEqual([
        401,
        expect.any(Number),
      ]);
      if (answer && typeof answer === 'object' && 'close' in answer) {
        (answer as { close(): void }).close(); // only the attach has one
      }
      await api.close();
    },
  );

  it('renews once for 50 parallel calls', async () => {
    const { api, asked } = rotating(['spent', demo.token('admin')]);
    const lists = await Promise.all(
      Array.from({ length: 50 }, () => api.list({ kind: PODS })),
    );
    expect(lists.every(list => list.items.length === 1)).toBe(true);
    expect(asked()).toBe(2);
    await api.close();
  });

  it.each(CALLS)(
    'says cluster-unauthorized for %s after the second refusal',
    async (_, call) => {
      const { api } = rotating(['spent', 'spent-too']);
      const error = await rejection(call(api));
      expect(error).toMatchObject({ code: 'cluster-unauthorized' });
      expect(it_.requests()).toHaveLength(2);
      expect(inspect(error, { depth: 9 })).not.toContain('spent');
      await api.close();
    },
  );
});

describe('too many requests (R24)', () => {
  const slowDown = (retryAfterSeconds: number, times?: number) =>
    fault({
      on: {},
      do: { kind: 'status', code: 429, retryAfterSeconds },
      times,
    });

  it('waits as long as told, once, and goes on', async () => {
    slowDown(3, 1);
    const listing = it_.api.list({ kind: PODS });
    await retryArmed();
    await it_.clock.advance(2_999);
    expect(it_.requests()).toHaveLength(1);
    await it_.clock.advance(1);
    expect((await listing).items).toHaveLength(1);
    expect(it_.requests()).toHaveLength(2);
  });

  it('does not wait twice', async () => {
    slowDown(1);
    const listing = rejection(it_.api.list({ kind: PODS }));
    await retryArmed();
    await it_.clock.advance(1_000);
    expect(await listing).toMatchObject({
      code: 'cluster-rate-limited',
      details: { retryAfterSeconds: 1 },
    });
    expect(it_.requests()).toHaveLength(2);
  });

  it('passes a long wait on instead of sitting it out', async () => {
    slowDown(120);
    await expect(it_.api.list({ kind: PODS })).rejects.toMatchObject({
      code: 'cluster-rate-limited',
      details: { retryAfterSeconds: 120 },
    });
    expect(it_.requests()).toHaveLength(1);
  });

  it('stops waiting when nobody wants the answer', async () => {
    slowDown(5);
    const abort = new AbortController();
    const listing = it_.api.list({ kind: PODS }, { signal: abort.signal });
    await retryArmed();
    abort.abort(new Error('gone away'));
    await expect(listing).rejects.toThrow('gone away');
    expect(it_.clock.timers).toBe(0);
  });

  /** Resolves when the refusal has come and the wait has begun. */
  async function retryArmed(): Promise<void> {
    while (it_.requests()[0]?.code !== 429) {
      await new Promise(resolve => setImmediate(resolve));
    }
    await it_.clock.advance(0);
    await it_.clock.waitForTimers(1);
  }
});
