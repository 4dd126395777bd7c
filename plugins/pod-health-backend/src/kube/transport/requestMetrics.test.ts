import {
  startDemoCluster,
  type DemoCluster,
  type FaultScript,
} from 'pod-health-demo-cluster';
import { createMetrics } from '../../metrics/createMetrics';
import { connectDemo, runningPod } from '../../testing/demoApi';
import { RecordedMetrics } from '../../testing/recordedMetrics';
import { PODS } from '../kinds';

let demo: DemoCluster;

beforeAll(async () => {
  demo = await startDemoCluster({ objects: [runningPod('ledger')] });
});

afterAll(() => demo.close());

function connected() {
  const recorded = new RecordedMetrics();
  const metrics = createMetrics(recorded.service);
  const connection = connectDemo(demo, { metrics });
  /** Requests by `verb resource code`. */
  const counted = () =>
    Object.fromEntries(
      Object.entries(recorded.collect()).map(([series, value]) => {
        const [, code, resource, verb] =
          /^pod_health\.kubernetes\.requests\{cluster=demo,code=(.*),resource=(.*),verb=(.*)\}$/.exec(
            series,
          ) ?? [];
        return [`${verb} ${resource} ${code}`, value];
      }),
    );
  return { ...connection, counted };
}

const ledger = { namespace: 'shop', pod: 'ledger', container: 'app' };

it('counts what was asked by verb, resource and code', async () => {
  const { api, counted } = connected();
  await api.list({ kind: PODS });
  await api.list({ kind: PODS });
  await api.get(PODS, 'ledger', { namespace: 'shop' });
  await api.get(PODS, 'none', { namespace: 'shop' }).catch(() => {});
  (await api.log(ledger, {})).destroy();
  (await api.attach(ledger)).close();
  expect(counted()).toEqual({
    'list pods 200': 2,
    'get pods 200': 1,
    'get pods 404': 1,
    'get pods/log 200': 1,
    'create pods/attach 101': 1,
  });
  await api.close();
});

it.each<[string, FaultScript['do'], string]>([
  ['a refusal', { kind: 'status', code: 503 }, '503'],
  [
    'a redirect',
    { kind: 'redirect', code: 302, location: 'http://127.0.0.1:9/' },
    '302',
  ],
])('counts %s for each way of asking', async (_, act, code) => {
  const { api, counted } = connected();
  const fault = demo.fault({ on: {}, do: act });
  await api.list({ kind: PODS }).catch(() => {});
  await api.attach(ledger).catch(() => {});
  fault.remove();
  expect(counted()).toEqual({
    [`list pods ${code}`]: 1,
    [`create pods/attach ${code}`]: 1,
  });
  await api.close();
});

it('counts silence as a timeout, and what we gave up as cancelled', async () => {
  const { api, clock, counted } = connected();
  const fault = demo.fault({ on: {}, do: { kind: 'blackhole' } });
  const gaveUp = new AbortController();
  const asked = Promise.allSettled([
    api.list({ kind: PODS }),
    api.list({ kind: PODS }, { signal: gaveUp.signal }),
  ]);
  await clock.waitForTimers(2);
  gaveUp.abort();
  await clock.advance(10_000);
  await asked;
  fault.remove();
  expect(counted()).toEqual({
    'list pods cancelled': 1,
    'list pods cluster-timeout': 1,
  });
  await api.close();
});
