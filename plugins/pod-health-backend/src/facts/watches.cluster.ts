/**
 * The store of watches while an API server of a real cluster stands still, and while it dies and comes back (security.md R3, R23, R24).
 *
 * The server is one of our own beside the cluster's, on the same etcd (testing/secondApiServer.ts), so that nobody else is disturbed. Needs PODCLUSTER_STATE, the
 * folder of a cluster on this machine; skipped without.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock, type Clock } from '../time/clock';
import type { ClosableKubeApi } from '../kube/createKubeApi';
import { EVENTS, NODES, PODS } from '../kube/kinds';
import { applyPod, kubectl } from '../testing/clusterCheck';
import { realCluster } from '../testing/realCluster';
import { SecondApiServer } from '../testing/secondApiServer';
import { listedKind } from './listedKinds';
import type { ObjectWatch } from './objectWatch';
import { WatchPool } from './watchPool';

const NAME = 'pod-health-check-watches';
/** The store's time goes so much faster than ours: its deadlines of minutes pass in seconds. */
const HASTE = 10;

jest.setTimeout(120_000);

const hasty: Clock = {
  now: () => systemClock.now(),
  monotonic: () => systemClock.monotonic() * HASTE,
  setTimer: (ms, callback) => systemClock.setTimer(ms / HASTE, callback),
};

const state = process.env.PODCLUSTER_STATE;
const onThisMachine = state ? describe : describe.skip; // eslint-disable-line jest/no-disabled-tests -- a server of another machine cannot be stopped from here

let server: SecondApiServer;
let api: ClosableKubeApi;
let pool: WatchPool;
let watches: ObjectWatch<unknown>[];
/** Each time a watch that had held pods was seen without any. */
let emptied = 0;

/** Waits for something, as long as the test may take. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    await wait(50);
  }
}

const names = () =>
  watches[0].objects.map(
    object => (object as { metadata: { name: string } }).metadata.name, // projected by projectPod
  );

const byUid = (objects: readonly unknown[]) =>
  [...objects].map(object => JSON.stringify(object)).sort();

/** Whether all watches hold exactly what a fresh list holds. */
async function isEqual(): Promise<boolean> {
  const equal = await Promise.all(
    watches.map(async ({ selection, objects }) => {
      const { items } = await api.list(selection);
      const { project } = listedKind(selection.kind.resource);
      return byUid(items.map(project)).join() === byUid(objects).join();
    }),
  );
  return equal.every(Boolean);
}

onThisMachine('an API server', () => {
  beforeAll(async () => {
    kubectl(['create', 'namespace', NAME]);
    await until(() => hasAccount());
    applyPod(NAME, 'first', { nodeName: 'worker-small' });
    server = await SecondApiServer.start(state ?? '');
    api = await realCluster({ clock: hasty, server: server.url });
    pool = new WatchPool({
      clusters: { names: () => ['real'], cluster: () => api },
      clock: hasty,
      random: Math.random,
      redact: text => text,
    });
    const selections = [
      { kind: PODS, namespace: NAME },
      { kind: EVENTS, namespace: NAME },
      { kind: NODES },
    ];
    watches = selections.map(
      selection => pool.acquire('real', selection).watch,
    );
    await until(() => watches.every(({ status }) => status === 'live'));
    const [pods] = watches;
    pods.subscribe(() => {
      emptied += pods.objects.length === 0 ? 1 : 0;
    });
  });

  afterAll(async () => {
    pool?.close();
    await api?.close();
    server?.kill();
    kubectl(['delete', 'namespace', NAME, '--wait=false']);
  });

  it('that stands still: what was known stays, as of then, and nothing is missed after', async () => {
    server.stop();
    try {
      // A watch is silent for longer than a living one can be: the only way to know.
      await until(() => watches[0].status === 'stale');
      expect(names()).toEqual(['first']);
      expect(watches[0].asOf).toBeLessThan(Date.now() - 1_000);
    } finally {
      server.goOn();
    }
    applyPod(NAME, 'second', { nodeName: 'worker-small' });
    await until(() => names().length === 2);
    await until(isEqual);
    expect(watches.map(({ status }) => status)).toEqual(Array(3).fill('live'));
  });

  it('that is killed and comes back: no pod is lost or shown twice', async () => {
    server.kill();
    await until(() => watches[0].status === 'stale');
    expect(names().sort()).toEqual(['first', 'second']);
    await server.run();
    await until(() => watches.every(({ status }) => status === 'live'));
    kubectl(['delete', 'pod', 'first', '-n', NAME, '--force', '--wait=false']);
    applyPod(NAME, 'third', { nodeName: 'worker-small' });
    await until(() => names().sort().join() === 'second,third');
    await until(isEqual);
    expect(emptied).toBe(0);
  });
});

/** Pods are refused until the namespace has its default account. */
function hasAccount(): boolean {
  const account = ['-n', NAME, 'get', 'serviceaccount', '-o', 'name'];
  return kubectl(account).includes('serviceaccount/default');
}
