import { projectPod, type MissingReason, type Pod } from 'pod-diagnosis';
import type { ClusterStatus } from 'backstage-plugin-pod-health-common';
import type { EntityPods } from '../entity/types';
import { PODS } from '../kube/kinds';
import type { KubeApi } from '../kube/types';
import { within, type Clock, type Timer } from '../time/clock';
import {
  ClusterFacts,
  shortWorkloads,
  sickPods,
  type Judged,
} from './clusterFacts';
import type { CrashLogs } from './crashLogs';
import type { JudgedPod, JudgedWorkload } from './factIndex';
import type { MoreFacts } from './moreFacts';
import { missingBecause, problemOf } from './problem';
import type { SchemaSource } from './schemaSource';
import type { WatchPool } from './watchPool';

/** Changes that come together are told together. */
const DEBOUNCE_MS = 50;
/** Time alone changes a judgement ("pending for ten minutes"); nothing is asked of the cluster for this. */
const REJUDGE_MS = 30_000;
/** How long a cluster may keep the others waiting. */
const PATIENCE_MS = 5_000;
/** How old the list of all pods of a cluster may be; it is only for free room on nodes. */
const ALL_PODS_MS = 30_000;
/** At most this share of the time goes into judging: a fifth. */
const REST_FACTOR = 4;

/** All there is to tell about an entity at one moment; the report is written from it in some language. */
export interface Judgement {
  readonly entityRef: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly clusters: readonly ClusterStatus[];
  readonly pods: readonly JudgedPod[];
  /** The workloads that own them, or should have some. */
  readonly workloads: readonly JudgedWorkload[];
}

/** What {@link EntityHealth} needs. */
export interface EntityHealthOptions {
  readonly where: EntityPods;
  readonly pool: WatchPool;
  readonly clock: Clock;
  /** Absent when the viewers may not read logs: no line of one is quoted to them. */
  readonly logs?: CrashLogs;
  readonly schemas: SchemaSource;
  /** Told when judging itself failed: a defect of ours, never the cluster's doing. */
  readonly onDefect: (error: unknown) => void;
}

/** Follows the pods of one entity in all its clusters and judges them again after every change. Shared by its viewers. */
export class EntityHealth {
  readonly #clusters: readonly ClusterFacts[];
  readonly #listeners = new Set<(judgement: Judgement) => void>();
  readonly #allPods = new Map<string, { at: number; pods: readonly Pod[] }>();
  #latest: Judgement | undefined;
  #next: Timer | undefined;
  #judging = false;
  #dirty = false;
  #closed = false;

  constructor(private readonly options: EntityHealthOptions) {
    this.#clusters = options.where.clusters.map(
      name =>
        new ClusterFacts(name, options.where, options.pool, () =>
          this.#changed(),
        ),
    );
    void this.#begin();
  }

  /** The newest judgement, if there is one already. */
  get latest(): Judgement | undefined {
    return this.#latest;
  }

  /** Calls back with each new judgement. Returns what ends it. */
  subscribe(listener: (judgement: Judgement) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Gives all watches back. */
  close(): void {
    this.#closed = true;
    this.#next?.cancel();
    this.#listeners.clear();
    this.#clusters.forEach(cluster => cluster.close());
  }

  async #begin(): Promise<void> {
    this.#judging = true; // changes that come before all clusters have answered wait for them
    await within(
      this.options.clock,
      PATIENCE_MS,
      Promise.all(this.#clusters.map(({ pods }) => pods.settled)),
    );
    await this.#judge();
  }

  #changed(): void {
    this.#dirty = true;
    if (!this.#judging) {
      this.#arm(DEBOUNCE_MS);
    }
  }

  #arm(ms: number): void {
    if (!this.#closed) {
      this.#next?.cancel();
      this.#judging = true;
      this.#next = this.options.clock.setTimer(ms, () => void this.#judge());
    }
  }

  async #judge(): Promise<void> {
    const { clock } = this.options;
    const started = clock.monotonic();
    this.#dirty = false;
    await this.#judgeAll();
    this.#judging = false;
    this.#rest(clock.monotonic() - started);
  }

  async #judgeAll(): Promise<void> {
    const answers = await Promise.all(
      this.#clusters.map(cluster => this.#judgeOrSay(cluster)),
    );
    if (this.#closed) {
      return;
    }
    const judgement: Judgement = {
      entityRef: this.options.where.entityRef,
      now: this.options.clock.now(),
      clusters: answers.map(({ status }) => status),
      pods: answers.flatMap(({ pods }) => pods),
      workloads: answers.flatMap(({ workloads }) => workloads),
    };
    this.#latest = judgement;
    this.#listeners.forEach(listener => listener(judgement));
  }

  #rest(tookMs: number): void {
    if (this.#closed) {
      return;
    }
    if (this.#dirty) {
      this.#arm(Math.max(DEBOUNCE_MS, Math.min(tookMs * REST_FACTOR, 5_000)));
    } else {
      this.#next = this.options.clock.setTimer(REJUDGE_MS, () =>
        this.#changed(),
      );
    }
  }

  /**
   * One cluster's pods and how well it can be seen. A defect of ours while judging it is told as such beside what was known
   * last, so that it neither hides the other clusters nor leaves the page waiting.
   */
  async #judgeOrSay(
    facts: ClusterFacts,
  ): Promise<Judged & { status: ClusterStatus }> {
    const { cluster } = facts;
    try {
      const judged = await this.#judgeCluster(facts);
      return { status: this.#statusOf(facts), ...judged };
    } catch (error) {
      this.options.onDefect(error);
      const { pods = [], workloads = [] } = this.#latest ?? {};
      return {
        status: {
          ...this.#statusOf(facts),
          status: 'error',
          problem: { code: 'internal', details: { cluster } },
        },
        pods: pods.filter(judged => judged.cluster === cluster),
        workloads: workloads.filter(judged => judged.cluster === cluster),
      };
    }
  }

  /** Judges with what is always read; when something is not well, reads more and judges again. */
  async #judgeCluster(cluster: ClusterFacts): Promise<Judged> {
    const { clock } = this.options;
    const { api } = cluster.pods;
    const schema = await within(
      clock,
      PATIENCE_MS,
      this.options.schemas.schemaOf(api),
    );
    const base: MoreFacts = { logs: new Map(), ...(schema && { schema }) };
    await within(clock, PATIENCE_MS, cluster.begin());
    const first = cluster.judge(clock.now(), base);
    const sick = sickPods(first);
    const short = shortWorkloads(first);
    if (sick.length + short.length === 0) {
      return first;
    }
    await within(clock, PATIENCE_MS, cluster.widen(sick, short));
    const more = await this.#readMore(api, sick);
    return cluster.judge(clock.now(), { ...base, ...more });
  }

  async #readMore(
    api: KubeApi,
    sick: readonly Pod[],
  ): Promise<Pick<MoreFacts, 'logs' | 'allPods' | 'missing'>> {
    const [logs, room] = await Promise.all([
      this.options.logs?.gather(api, sick) ?? new Map(),
      sick.some(({ spec }) => spec.nodeName === undefined)
        ? this.#podsOfCluster(api)
        : {},
    ]);
    return { logs, ...room };
  }

  /** All pods of the cluster, half a minute old at most; or why they cannot be had. */
  async #podsOfCluster(
    api: KubeApi,
  ): Promise<{ allPods?: readonly Pod[]; missing?: MissingReason }> {
    const { clock } = this.options;
    const known = this.#allPods.get(api.cluster);
    if (known && clock.monotonic() - known.at < ALL_PODS_MS) {
      return { allPods: known.pods };
    }
    const pods = await within(
      clock,
      PATIENCE_MS,
      api
        .list({ kind: PODS })
        .then(({ items }) => items.map(projectPod))
        .catch(error => missingBecause(problemOf(error))),
    );
    if (pods === undefined || typeof pods === 'string') {
      return { missing: pods ?? 'timeout' };
    }
    this.#allPods.set(api.cluster, { at: clock.monotonic(), pods });
    return { allPods: pods };
  }

  #statusOf({ cluster, pods }: ClusterFacts): ClusterStatus {
    const asOf = new Date(pods.asOf || this.options.clock.now()).toISOString();
    if (pods.status === 'loading') {
      const problem = { code: 'cluster-timeout', details: { cluster } };
      return { name: cluster, status: 'error', asOf, problem };
    }
    return {
      name: cluster,
      status: pods.status,
      asOf,
      ...(pods.problem && { problem: pods.problem }),
    };
  }
}
