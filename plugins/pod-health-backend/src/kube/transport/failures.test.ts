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
import { createKubeApi } from '../createKubeApi';
import { NODES, PODS } from '../kinds';
import { tokenCredentials } from './credentials';

let demo: DemoCluster;
let it_: DemoConnection;
let handle: FaultHandle | undefined;

const ledger = { namespace: 'shop', pod: 'ledger', container: 'app' };

beforeAll(async () => {
  demo = await startDemoCluster({ objects: [runningPod('ledger')] });
});

beforeEach(() => {
  it_ = connectDemo(demo);
});

afterEach(async () => {
  handle?.remove();
  handle = undefined;
  await it_.api.close();
});

afterAll(() => demo.close());

/** Scripts a fault for the rest of the test. */
function fault(script: FaultScript): void {
  handle = demo.fault(script);
}

describe('other failures', () => {
  it('says that nobody listens', async () => {
    const nobody = createKubeApi({
      cluster: 'demo',
      server: 'http://127.0.0.1:1',
      clock: it_.clock,
      credentials: tokenCredentials({}),
    });
    await expect(nobody.list({ kind: NODES })).rejects.toMatchObject({
      code: 'cluster-unreachable',
      details: { reason: 'ECONNREFUSED' },
    });
  });

  it('refuses a server whose certificate another authority has signed', async () => {
    const other = createKubeApi({
      cluster: 'demo',
      server: demo.url,
      clock: it_.clock,
      credentials: tokenCredentials({ token: 'canary' }),
    });
    await expect(other.list({ kind: PODS })).rejects.toMatchObject({
      code: 'cluster-unreachable',
    });
    await expect(other.attach(ledger)).rejects.toMatchObject({
      code: 'cluster-unreachable',
    });
    expect(it_.requests()).toEqual([]);
    await other.close();
  });

  it.each(['rst', 'fin'] as const)(
    'says that the connection broke (%s)',
    async by => {
      fault({ on: {}, do: { kind: 'drop', afterBytes: 10, by } });
      await expect(it_.api.list({ kind: PODS })).rejects.toMatchObject({
        code: 'cluster-unreachable',
      });
    },
  );

  it.each(['', 'not json', '[]', '"x"', '{"items":7}'])(
    'does not take %j for a list',
    async text => {
      fault({ on: {}, do: { kind: 'bytes', bytes: text } });
      await expect(it_.api.list({ kind: PODS })).rejects.toMatchObject({
        code: 'cluster-error',
      });
    },
  );

  it('does nothing when aborted before, and rejects with the reason when aborted during', async () => {
    const before = AbortSignal.abort(new Error('too late'));
    await expect(
      it_.api.list({ kind: PODS }, { signal: before }),
    ).rejects.toThrow('too late');
    expect(it_.requests()).toEqual([]);
    fault({ on: {}, do: { kind: 'blackhole' } });
    const abort = new AbortController();
    const listing = it_.api.list({ kind: PODS }, { signal: abort.signal });
    await it_.clock.waitForTimers(1);
    abort.abort(new Error('left'));
    await expect(listing).rejects.toThrow('left');
    expect(it_.clock.timers).toBe(0);
  });

  it('names itself and the session to the cluster', async () => {
    await it_.api.list({ kind: PODS });
    expect(it_.requests()[0].userAgent).toMatch(/^pod-health\/\d+\.\d+\.\d+$/);
  });
});
