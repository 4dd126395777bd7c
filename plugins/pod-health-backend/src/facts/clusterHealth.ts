import type { ClusterStatus } from 'backstage-plugin-pod-health-common';
import type { EntityPods } from '../entity/types';
import type { KubeApi } from '../kube/types';
import { NO_METRICS, type Metrics } from '../metrics/metrics';
import { within, type Clock, type Timer } from '../time/clock';
import {
  ClusterFacts,
  isAnySick,
  NOTHING_JUDGED,
  sickPods,
  unwell,
  type Judged,
} from './clusterFacts';
import type { CauseTally } from './causeTally';
import type { ContainerLogs, PodsToHear } from './containerLogs';
import type { MoreFacts } from './moreFacts';
import type { SchemaSource } from './schemaSource';
import { Historian, type ClusterHistory } from './timeline/timeline';
import type { WatchPool } from './watchPool';

/** Changes that come together are told together. */
const DEBOUNCE_MS = 50;
/** Time alone changes a judgement ("pending for ten minutes"); nothing is asked of the cluster for this. */
const REJUDGE_MS = 30_000;
/** After this a cluster that has said nothing is told as one that does not answer. */
const PATIENCE_MS = 5_000;
/** An answer waits so long for log lines; they are told when they come. A node that does not answer would hold it up for seconds. */
const LOG_PATIENCE_MS = 100;
/** At most this share of the time goes into judging where that takes long: a fifth. */
const REST_FACTOR = 4;
const LONGEST_REST_MS = 5_000;
/** While nobody looks, changes are noted down this late. */
const NOTE_MS = 1_000;

/** What {@link ClusterHealth} needs. */
export interface ClusterHealthOptions {
  readonly where: EntityPods;
  readonly pool: WatchPool;
  readonly clock: Clock;
  /** Absent when the viewers may not read logs: no line of one is quoted to them. */
  readonly logs?: ContainerLogs;
  readonly schemas: SchemaSource;
  readonly metrics?: Metrics;
  /** Counts what is found. */
  readonly tally?: CauseTally;
  /** Told when judging itself failed: a defect of ours, never the cluster's doing. */
  readonly onDefect: (error: unknown) => void;
}

/** What is known of an entity in one cluster. */
export interface ClusterAnswer extends Judged {
  readonly status: ClusterStatus;
  readonly history: ClusterHistory;
}

/**
 * Follows the pods of one entity in one cluster, at its own pace: no cluster waits for another. Judges them again after changes and while
 * somebody wants to know.
 */
export class ClusterHealth {
  readonly #facts: ClusterFacts;
  readonly #historian: Historian;
  #judged = NOTHING_JUDGED;
  #history: ClusterHistory;
  /** Set when judging failed. */
  #defect = false;
  /** Milliseconds of the last judging. */
  #tookMs = 0;
  #hasAnswered = false;
  #isFresh = false;
  #next: Timer | undefined;
  #note: Timer | undefined;
  #isWanted = false;
  #isJudging = false;
  #isDirty = true;
  #isClosed = false;

  constructor(
    cluster: string,
    private readonly options: ClusterHealthOptions,
    private readonly onAnswer: () => void,
  ) {
    const { where, pool } = options;
    this.#historian = new Historian(cluster);
    this.#history = { cluster, entries: [], events: 'all' };
    this.#facts = new ClusterFacts(cluster, where, pool, () => this.#changed());
  }

  /** Whether there is anything to tell since somebody wants to know, be it that the cluster does not answer. */
  get isFresh(): boolean {
    return this.#isFresh;
  }

  /** What is known now. */
  answer(now: number): ClusterAnswer {
    return {
      ...this.#judged,
      status: this.#status(now),
      history: this.#history,
    };
  }

  /** Somebody wants to know: judges now and after each change. */
  wake(): void {
    this.#isWanted = true;
    this.#next?.cancel();
    if (!this.#isJudging) {
      void this.#judge();
    }
  }

  /** Nobody wants to know: goes on gathering, and judges nothing. */
  rest(): void {
    this.#isWanted = false;
    this.#isFresh = false;
    this.#next?.cancel();
  }

  /** Gives the watches back. */
  close(): void {
    this.#isClosed = true;
    this.#next?.cancel();
    this.#note?.cancel();
    this.#facts.close();
    this.options.tally?.forget(this);
  }

  #changed(): void {
    this.#isDirty = true;
    if (this.#isWanted && !this.#isJudging) {
      this.#arm(DEBOUNCE_MS);
    }
    if (!this.#isWanted && !this.#isClosed) {
      const { clock } = this.options;
      this.#note ??= clock.setTimer(NOTE_MS, () => this.#noteDown());
    }
  }

  #noteDown(): void {
    try {
      this.#observe();
    } catch (error) {
      this.options.onDefect(error);
    }
  }

  /** Writes down what has happened, also while nobody looks: the cluster will have forgotten it. */
  #observe(): void {
    this.#note?.cancel();
    this.#note = undefined;
    this.#historian.observe(this.#facts.seen(this.options.clock.now()));
  }

  #arm(ms: number): void {
    this.#next?.cancel();
    if (!this.#isClosed) {
      this.#next = this.options.clock.setTimer(ms, () => void this.#judge());
    }
  }

  async #judge(): Promise<void> {
    const { clock, onDefect } = this.options;
    this.#isJudging = true;
    await within(clock, PATIENCE_MS, this.#facts.pods.settled);
    this.#tookMs = 0;
    this.#isDirty = false;
    try {
      if (this.#facts.pods.status !== 'loading') {
        this.#judged = await this.#judgeOnce();
        this.#observe();
        this.#history = this.#historian.tell(clock.now(), unwell(this.#judged));
        this.#tally();
      }
      this.#defect = false;
    } catch (error) {
      this.#defect = true; // told beside what was known last, so that it hides nothing else
      onDefect(error);
    }
    this.#isJudging = false;
    this.#hasAnswered = true;
    this.#isFresh = this.#isWanted;
    if (this.#isWanted && !this.#isClosed) {
      this.onAnswer();
      this.#plan();
    }
  }

  /** When to judge next. */
  #plan(): void {
    const rest = Math.min(this.#tookMs * REST_FACTOR, LONGEST_REST_MS);
    this.#arm(this.#isDirty ? Math.max(DEBOUNCE_MS, rest) : REJUDGE_MS);
  }

  /** Judges with what is always read; when something is not well, reads more and judges again, and once more if a cause then asks for it. */
  async #judgeOnce(): Promise<Judged> {
    const { clock, schemas } = this.options;
    const facts = this.#facts;
    const { api } = facts.pods;
    const [schema] = await Promise.all([
      within(clock, PATIENCE_MS, schemas.schemaOf(api)),
      within(clock, PATIENCE_MS, facts.begin()),
    ]);
    this.#observe();
    const base: MoreFacts = { logs: new Map(), ...(schema && { schema }) };
    const first = this.#measured(base);
    if (!isAnySick(first)) {
      return first;
    }
    const [logs] = await Promise.all([
      this.#logsOf(api, {
        sick: sickPods(first),
        awaited: facts.awaitedPods(first),
      }),
      within(clock, PATIENCE_MS, facts.widen(first)),
    ]);
    const second = this.#measured({ ...base, logs });
    const more = await within(clock, PATIENCE_MS, facts.follow(second));
    return more ? this.#measured({ ...base, logs }) : second;
  }

  /** Judges by the facts at hand, and measures how long that takes: it is the only part that takes the processor's time. */
  #measured(more: MoreFacts): Judged {
    const { clock, metrics = NO_METRICS } = this.options;
    const { cluster } = this.#facts;
    const started = clock.monotonic();
    const judged = this.#facts.judge(clock.now(), more);
    const tookMs = clock.monotonic() - started;
    this.#tookMs += tookMs;
    metrics.record('pod_health.diagnosis.duration', tookMs / 1000, { cluster });
    const { length } = judged.pods;
    metrics.count('pod_health.diagnosis.pods', { cluster }, length);
    return judged;
  }

  /** What these pods say, as far as it comes soon; those that come later make it judge again. */
  async #logsOf(api: KubeApi, pods: PodsToHear): Promise<MoreFacts['logs']> {
    const { clock, logs } = this.options;
    if (!logs) {
      return new Map();
    }
    const reading = logs.gather(api, pods);
    const read = await within(clock, LOG_PATIENCE_MS, reading);
    if (!read) {
      void reading.then(() => this.#changed());
    }
    return read ?? new Map();
  }

  /** Not once it is closed: nobody would forget it. */
  #tally(): void {
    if (!this.#isClosed) {
      this.options.tally?.judged(this, this.#judged);
    }
  }

  #status(now: number): ClusterStatus {
    const { cluster, pods } = this.#facts;
    const { status, problem } = pods;
    const asOf = new Date(
      status === 'live' ? now : pods.asOf || now,
    ).toISOString();
    const base = { name: cluster, asOf };
    if (this.#defect) {
      const defect = { code: 'internal', details: { cluster } };
      return { ...base, status: 'error', problem: defect };
    }
    if (status !== 'loading') {
      return { ...base, status, ...(problem && { problem }) };
    }
    if (!this.#hasAnswered) {
      return { ...base, status };
    }
    const silent = { code: 'cluster-timeout', details: { cluster } };
    return { ...base, status: 'error', problem: silent };
  }
}
