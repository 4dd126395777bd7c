import type { KubeApi } from '../kube/types';
import { FakeClock, settle } from '../testing/fakeClock';
import { EntityHealth, type Judgement } from './entityHealth';
import { verdictOf } from './healthReport';
import type { SchemaSource } from './schemaSource';
import { WatchPool } from './watchPool';

const POD = {
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'shop', uid: 'u', labels: { app: 'shop' } },
  spec: { nodeName: 'n', containers: [{ name: 'app' }] },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'app', ready: true, state: { running: {} } }],
  },
};

function apiOf(cluster: string): KubeApi {
  return {
    cluster,
    async list({ kind }: { kind: { resource: string } }) {
      const items = kind.resource === 'pods' ? [POD] : [];
      return { items, resourceVersion: '1' };
    },
    // eslint-disable-next-line require-yield -- a watch in which nothing happens
    async *watch(_: unknown, { signal }: { signal: AbortSignal }) {
      await new Promise<void>(resolve => {
        signal.addEventListener('abort', () => resolve());
      });
    },
  } as unknown as KubeApi; // only these are reached from here
}

/** Follows an entity in clusters `a` and `b`; judging fails in those of `broken`. */
function followed(broken: Set<string>) {
  const clock = new FakeClock();
  const pool = new WatchPool({
    clusters: { names: () => ['a', 'b'], cluster: apiOf },
    clock,
    random: () => 1,
    redact: text => text,
  });
  const defects: unknown[] = [];
  const judgements: Judgement[] = [];
  const schemas = {
    async schemaOf({ cluster }: KubeApi) {
      if (broken.has(cluster)) throw new Error(`a defect in ${cluster}`);
      return undefined;
    },
  } as unknown as SchemaSource; // the only method that is used
  const where = {
    entity: { apiVersion: 'v1', kind: 'Component', metadata: { name: 'shop' } },
    entityRef: 'component:default/shop',
    owners: [],
    labelSelector: 'app=shop',
    namespace: 'shop',
    clusters: ['a', 'b'],
  };
  const onDefect = (error: unknown) => defects.push(error);
  const health = new EntityHealth({ where, pool, clock, schemas, onDefect });
  health.subscribe(judgement => judgements.push(judgement));
  return { health, pool, clock, defects, judgements };
}

it('says that judging a cluster failed, and judges the others', async () => {
  const { health, pool, defects, judgements } = followed(new Set(['a']));
  await settle();
  const [judgement] = judgements;
  expect(defects).toEqual([new Error('a defect in a')]);
  expect(judgement.clusters).toEqual([
    expect.objectContaining({
      name: 'a',
      status: 'error',
      problem: { code: 'internal', details: { cluster: 'a' } },
    }),
    expect.objectContaining({ name: 'b', status: 'live' }),
  ]);
  expect(judgement.pods.map(({ cluster }) => cluster)).toEqual(['b']);
  expect(verdictOf(judgement)).toBe('unknown');
  health.close();
  pool.close();
});

it('keeps what was known of a cluster when judging it fails later', async () => {
  const broken = new Set<string>();
  const { health, pool, clock, judgements } = followed(broken);
  await settle();
  broken.add('b');
  await clock.advance(31_000);
  await clock.advance(100);
  await settle();
  const last = judgements.at(-1)!; // the first one came above
  expect(last.clusters.map(({ status }) => status)).toEqual(['live', 'error']);
  expect(last.pods.map(({ cluster }) => cluster)).toEqual(['a', 'b']);
  health.close();
  pool.close();
});
