import type { ClusterStatus } from 'backstage-plugin-pod-health-common';
import { EventEmitter, on } from 'node:events';
import type {
  KubeApi,
  ListSelection,
  RawObject,
  WatchEvent,
  WatchRequest,
} from '../kube/types';
import { fakeList } from '../testing/fakeList';
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

/** A cluster with one pod; `changes` come through its watch of pods. One that is mute never answers a list. What is listed is noted down. */
function apiOf(
  cluster: string,
  mute: boolean,
  changes: Changes,
  listed: string[],
): KubeApi {
  return {
    cluster,
    ...fakeList(async ({ kind }) => {
      listed.push(kind.resource);
      if (mute) {
        await new Promise(() => {});
      }
      const items = kind.resource === 'pods' ? [POD] : [];
      return { items, resourceVersion: '1' };
    }),
    async *watch({ kind }: ListSelection, { signal }: WatchRequest) {
      if (kind.resource === 'pods') {
        yield* changes.until(signal);
      } else {
        await new Promise<void>(resolve => {
          signal.addEventListener('abort', () => resolve());
        });
      }
    },
  } as unknown as KubeApi; // only these are reached from here
}

/** Objects that are added while somebody watches. */
class Changes {
  readonly #emitter = new EventEmitter();

  emit(object: RawObject): void {
    this.#emitter.emit('added', object);
  }

  async *until(signal: AbortSignal): AsyncGenerator<WatchEvent> {
    try {
      for await (const [object] of on(this.#emitter, 'added', { signal })) {
        yield { type: 'ADDED', object };
      }
    } catch {
      // the watch was ended
    }
  }
}

/** Follows an entity in clusters `a` and `b`; judging fails in those of `broken`. */
function followed(broken: Set<string>, { mute = '' } = {}) {
  const clock = new FakeClock();
  const changes = new Changes();
  const listed: string[] = [];
  const pool = new WatchPool({
    clusters: {
      names: () => ['a', 'b'],
      cluster: name => apiOf(name, name === mute, changes, listed),
    },
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
  const leave = health.subscribe(judgement => judgements.push(judgement));
  const emit = (object: RawObject) => changes.emit(object);
  return { health, pool, clock, defects, judgements, leave, emit, listed };
}

const statusOf = ({ status }: ClusterStatus) => status;

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

it('does not let a cluster that says nothing hold up the others', async () => {
  const { health, pool, clock, judgements } = followed(new Set(), {
    mute: 'b',
  });
  await settle();
  expect(judgements).toEqual([]);
  await clock.advance(200);
  expect(judgements.map(({ clusters }) => clusters.map(statusOf))).toEqual([
    ['live', 'loading'],
  ]);
  expect(judgements[0].pods.map(({ cluster }) => cluster)).toEqual(['a']);
  expect(verdictOf(judgements[0])).toBe('unknown');
  await clock.advance(5_000);
  await settle();
  expect(judgements.at(-1)?.clusters.map(statusOf)).toEqual(['live', 'error']);
  health.close();
  pool.close();
});

it('judges nothing while nobody listens, and afresh for the next', async () => {
  const { health, pool, clock, judgements, leave, emit } = followed(new Set());
  await settle();
  const before = judgements.length;
  leave();
  emit({ ...POD, metadata: { ...POD.metadata, uid: 'v', name: 'q' } });
  await clock.advance(120_000);
  expect(judgements).toHaveLength(before);
  const told: Judgement[] = [];
  health.subscribe(judgement => told.push(judgement));
  await settle();
  expect(told).toHaveLength(1);
  expect(told[0].pods.map(({ pod }) => pod.metadata.name)).toContain('q');
  health.close();
  pool.close();
});

it('speaks of the pods of its labels alone, though all of the namespace are read', async () => {
  const { health, pool, judgements, emit, clock } = followed(new Set());
  await settle();
  emit({ ...POD, metadata: { ...POD.metadata, uid: 'x', labels: {} } });
  await clock.advance(100);
  const last = judgements.at(-1)!; // the first one came above
  expect(last.pods.map(({ pod }) => pod.metadata.uid)).not.toContain('x');
  health.close();
  pool.close();
});

it('remembers what happened while nobody listened', async () => {
  const { health, pool, clock, leave, emit } = followed(new Set());
  await settle();
  leave();
  for (const exitCode of [1, 2]) {
    const finishedAt = `2026-01-01T00:00:0${exitCode}Z`;
    const lastState = { terminated: { exitCode, finishedAt } };
    const [status] = POD.status.containerStatuses;
    const containerStatuses = [{ ...status, lastState }];
    emit({ ...POD, status: { ...POD.status, containerStatuses } });
    await clock.advance(2_000);
  }
  const told: Judgement[] = [];
  health.subscribe(judgement => told.push(judgement));
  await settle();
  const [{ entries }] = told[0].histories;
  expect(entries.map(({ details }) => details?.exitCode).sort()).toEqual([
    1, 2,
  ]);
  health.close();
  pool.close();
  expect(clock.timers).toBe(0);
});

it('reads network policies when a cause asks for them, and not before', async () => {
  const { health, pool, clock, judgements, emit, listed } = followed(new Set());
  await settle();
  const [status] = POD.status.containerStatuses;
  const crashed = (message: string) => {
    const end = { exitCode: 1, reason: 'Error', message };
    const waiting = { reason: 'CrashLoopBackOff' };
    const lastState = { terminated: end };
    const ended = { ...status, ready: false, restartCount: 3, lastState };
    const containerStatuses = [{ ...ended, state: { waiting } }];
    emit({ ...POD, status: { phase: 'Running', containerStatuses } });
    return clock.advance(2_000);
  };
  await crashed('panic: oops');
  await settle();
  expect(listed).toContain('services');
  expect(listed).not.toContain('networkpolicies');
  await crashed('dial tcp 203.0.113.7:443: i/o timeout');
  await settle();
  expect(listed).toContain('networkpolicies');
  const { pods } = judgements.at(-1)!; // the first one came above
  const open = pods.flatMap(({ diagnosis }) => diagnosis.unchecked);
  expect(open.map(({ fact }) => fact)).not.toContain('networkPolicies');
  health.close();
  pool.close();
});
