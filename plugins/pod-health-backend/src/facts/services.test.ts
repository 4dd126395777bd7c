import { EventEmitter, once } from 'node:events';
import { PodHealthError } from 'backstage-plugin-pod-health-common';
import type {
  KubeApi,
  ListSelection,
  RawObject,
  WatchRequest,
} from '../kube/types';
import { fakeList } from '../testing/fakeList';
import { FakeClock, settle } from '../testing/fakeClock';
import { EntityHealth, type Judgement } from './entityHealth';
import { healthReport } from './healthReport';
import { overviewHealth } from './overviewHealth';
import type { SchemaSource } from './schemaSource';
import { WatchPool } from './watchPool';

const clock = new FakeClock();
const ago = (seconds: number) =>
  new Date(clock.now() - seconds * 1000).toISOString();

const meta = (name: string, more: object = {}) => ({
  name,
  namespace: 'shop',
  uid: `uid-${name}`,
  labels: { app: 'shop' },
  creationTimestamp: ago(1200),
  ...more,
});

const pod = (name: string, more: object = {}, isReady = true) => ({
  metadata: meta(name, more),
  spec: { nodeName: 'n', containers: [{ name: 'app' }] },
  status: {
    phase: 'Running',
    startTime: ago(1100),
    conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
    containerStatuses: [
      {
        name: 'app',
        ready: isReady,
        state: { running: { startedAt: ago(1100) } },
      },
    ],
  },
});

const service = (name: string, spec: object, more: object = {}) => ({
  metadata: meta(name, more),
  spec: { selector: { app: 'shop' }, ...spec },
  status: { loadBalancer: {} },
});

const syncFailed = {
  metadata: { name: 'e', namespace: 'shop' },
  involvedObject: {
    kind: 'Service',
    namespace: 'shop',
    name: 'front',
    uid: 'uid-front',
  },
  type: 'Warning',
  reason: 'SyncLoadBalancerFailed',
  message: 'Error syncing load balancer: quota exceeded',
  count: 7,
  lastTimestamp: ago(30),
};

type Objects = Readonly<Record<string, readonly object[]>>;

/** Whether a list holds an object; label selectors here are `app=…`. */
function isIn({ namespace, labelSelector }: ListSelection, object: object) {
  const { metadata } = object as { metadata: ReturnType<typeof meta> }; // made above
  const app = labelSelector?.replace('app=', '');
  return (
    (namespace === undefined || metadata.namespace === namespace) &&
    (app === undefined || metadata.labels?.app === app)
  );
}

/** A cluster of these objects, by resource. */
function world(
  objects: Objects,
  { refused = '', silent = '', namespace = 'shop' } = {},
) {
  const lists: string[] = [];
  const api = {
    cluster: 'a',
    ...fakeList(async selection => {
      const { resource } = selection.kind;
      lists.push(`${selection.namespace ?? '*'}/${resource}`);
      if (resource === silent) {
        await new Promise(() => {});
      }
      if (resource === refused) {
        throw new PodHealthError('cluster-forbidden', 'no', {
          cluster: 'a',
          verb: 'list',
          resource,
        });
      }
      const items = (objects[resource] ?? []).filter(object =>
        isIn(selection, object),
      );
      return { items: items as readonly RawObject[], resourceVersion: '1' };
    }),
    // eslint-disable-next-line require-yield -- nothing changes
    async *watch(_: ListSelection, { signal }: WatchRequest) {
      await once(signal as unknown as EventEmitter, 'abort').catch(() => {}); // an EventTarget, which once() takes too
    },
  } as unknown as KubeApi; // only these are reached from here
  const pool = new WatchPool({
    clusters: { names: () => ['a'], cluster: () => api },
    clock,
    random: () => 1,
    redact: text => text,
  });
  const schemas = { schemaOf: async () => undefined };
  const where = {
    entity: { apiVersion: 'v1', kind: 'Component', metadata: { name: 'shop' } },
    entityRef: 'component:default/shop',
    owners: [],
    labelSelector: 'app=shop',
    ...(namespace && { namespace }),
    clusters: ['a'],
  };
  const follow = () =>
    new EntityHealth({
      where,
      pool,
      clock,
      schemas: schemas as unknown as SchemaSource, // the only method that is used
      onDefect: error => {
        throw error;
      },
    });
  return { lists, pool, follow };
}

/** What is told of an entity once it has been judged. */
async function judged(objects: Objects, options = {}) {
  const { lists, pool, follow } = world(objects, options);
  const health = follow();
  const told: Judgement[] = [];
  health.subscribe(judgement => told.push(judgement));
  await settle();
  await clock.advance(6_000);
  await settle();
  health.close();
  pool.close();
  const judgement = told.at(-1)!; // a cluster that answers is told
  const report = healthReport(judgement, 'en');
  return { lists, judgement, report, causes: report.causes };
}

const ids = ({ causes }: { causes: readonly { cause: string }[] }) =>
  causes.map(({ cause }) => cause);

it('judges a service of the entity by its own events, beside pods that are well', async () => {
  const { report, judgement } = await judged({
    pods: [pod('p')],
    services: [service('front', { type: 'LoadBalancer' })],
    events: [syncFailed],
  });
  expect(report).toMatchObject({
    verdict: 'failing',
    podCount: 1,
    sickCount: 0,
  });
  expect(report.unchecked).toEqual([]);
  const [card] = report.causes;
  expect(card).toMatchObject({
    cause: 'load-balancer-not-set-up',
    severity: 'critical',
    podCount: 0,
  });
  expect(card.what).toContain('“front”');
  expect(card.why).toContain('quota exceeded');
  expect(card.examples).toEqual([
    expect.objectContaining({
      service: { cluster: 'a', namespace: 'shop', name: 'front' },
    }),
  ]);
  expect(overviewHealth(judgement, 'en')).toMatchObject({
    verdict: 'failing',
    sickPodCount: 0,
    cause: { id: 'load-balancer-not-set-up' },
  });
});

it('speaks of the services that carry the entity’s labels or choose its pods, and of no other', async () => {
  const lb = { type: 'LoadBalancer' };
  const other = { labels: { app: 'other' } };
  const { judgement } = await judged({
    pods: [pod('p'), pod('q', other)],
    services: [
      service('by-label', { ...lb, selector: undefined }),
      service('by-pods', lb, { labels: {} }),
      service('of-others', { ...lb, selector: { app: 'other' } }, other),
      service('by-hand', { ...lb, selector: {} }, { labels: {} }),
      service('elsewhere', lb, { labels: {}, namespace: 'far' }),
    ],
  });
  const names = judgement.services.map(
    ({ service: { metadata } = {} }) => metadata?.name,
  );
  expect(names).toEqual(['by-label', 'by-pods']);
});

it('says what was not checked when services may not be read, and calls nothing healthy', async () => {
  const { report } = await judged(
    { pods: [pod('p')] },
    { refused: 'services' },
  );
  expect(report.verdict).toBe('unknown');
  expect(report.causes).toEqual([]);
  const [unchecked, ...others] = report.unchecked;
  expect(others).toEqual([]);
  expect(unchecked).toMatchObject({ fact: 'services', status: 'forbidden' });
  expect(unchecked.causes).toEqual(
    expect.arrayContaining([
      'load-balancer-not-set-up',
      'service-selects-nothing',
    ]),
  );
});

it('does not take services that nobody has told of yet for none', async () => {
  const { report } = await judged({ pods: [pod('p')] }, { silent: 'services' });
  expect(report.verdict).toBe('unknown');
  expect(report.unchecked).toMatchObject([
    { fact: 'services', status: 'timeout' },
  ]);
});

it('does not call a load balancer fine whose events may not be read', async () => {
  const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } };
  const { report } = await judged(
    {
      pods: [pod('p')],
      services: [{ ...service('front', { type: 'LoadBalancer' }), status }],
    },
    { refused: 'events' },
  );
  expect(report.verdict).toBe('unknown');
});

it('reads the services of a namespace once, however many look, and of no other', async () => {
  const { lists, pool, follow } = world({
    pods: [pod('p')],
    services: [service('front', {})],
  });
  const all = Array.from({ length: 5 }, follow);
  all.forEach(health => health.subscribe(() => {}));
  await settle();
  const read = lists.filter(list => list.endsWith('/services'));
  expect(read).toEqual(['shop/services']);
  expect(lists).toEqual([...new Set(lists)]);
  all.forEach(health => health.close());
  pool.close();
});

it('reads who could have made the pods of a service that selects none, and only then', async () => {
  const idle = {
    metadata: meta('idle', { labels: {} }),
    spec: { replicas: 0, template: { metadata: { labels: { app: 'idle' } } } },
  };
  const well = await judged({ pods: [pod('p')], services: [service('s', {})] });
  expect(well.report.verdict).toBe('healthy');
  expect(well.lists).not.toContain('shop/statefulsets');
  const { report, lists } = await judged({
    pods: [pod('p')],
    services: [service('s', { selector: { app: 'idle' } })],
    statefulsets: [idle],
  });
  expect(lists).toContain('shop/statefulsets');
  expect(report.causes).toMatchObject([
    { cause: 'service-selects-nothing', severity: 'info' },
  ]);
  expect(report.verdict).toBe('healthy');
});

it('reads all pods of a namespace for a service of an entity that names none', async () => {
  const everywhere = { namespace: '' };
  const alone = await judged({ pods: [pod('p')] }, everywhere);
  expect(alone.lists).not.toContain('shop/pods');
  const { lists, report } = await judged(
    {
      pods: [pod('p'), pod('q', { labels: { app: 'web' } })],
      services: [service('s', { selector: { app: 'wbe' } })],
    },
    everywhere,
  );
  expect(lists).toContain('shop/pods');
  expect(ids(report)).toEqual(['service-selects-nothing']);
});

it('tells of a service though nothing is left of the entity’s pods and workloads', async () => {
  const { report, judgement } = await judged({
    pods: [pod('q', { labels: { app: 'shopp' } })],
    services: [service('front', {})],
  });
  expect(report.verdict).toBe('no-pods');
  expect(ids(report)).toEqual(['service-selects-nothing']);
  // It does not say why there are no pods.
  expect(overviewHealth(judgement, 'en').cause).toBeUndefined();
});

/** A pod that was killed for its memory, and waits to be started again. */
function crashing(name: string, app: string) {
  const { metadata, spec, status } = pod(
    name,
    { labels: { app, tier: 'web' } },
    false,
  );
  const lastState = {
    terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: ago(20) },
  };
  const containerStatuses = [
    {
      name: 'app',
      ready: false,
      restartCount: 9,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState,
    },
  ];
  return { metadata, spec, status: { ...status, containerStatuses } };
}

const FRONT = service('front', { selector: { tier: 'web' } });

it('tells that nobody answers behind a service as what follows from its pods', async () => {
  const { report } = await judged({
    pods: [crashing('p', 'shop')],
    services: [FRONT],
  });
  const [first, ...others] = report.causes;
  expect(first).toMatchObject({ cause: 'out-of-memory', podCount: 1 });
  expect(first.examples).toHaveLength(1);
  expect(others.map(({ root }) => root)).toEqual(others.map(() => false));
  expect(ids({ causes: others })).toContain('service-pods-not-ready');
});

it('says what keeps a service from answering, and does not look into pods of others for more', async () => {
  const { report } = await judged({
    pods: [
      pod('p', { labels: { app: 'shop', tier: 'web' } }, false),
      crashing('foreign', 'other'),
    ],
    services: [FRONT],
  });
  expect(ids(report)).toContain('service-pods-not-ready');
  expect(ids(report)).not.toContain('out-of-memory');
});

it('lets the service speak first where it is broken and its pods only lack something', async () => {
  const ports = [{ port: 80, targetPort: 'http' }];
  const { report } = await judged({
    pods: [pod('p'), pod('q')],
    services: [service('front', { ports })],
  });
  expect(report.causes).toMatchObject([
    { cause: 'service-port-unserved', severity: 'critical', podCount: 2 },
  ]);
  const [{ examples }] = report.causes;
  expect(
    examples.map(({ service: one, pod: two }) => one?.name ?? two?.pod),
  ).toEqual(['front', 'p', 'q']);
});
