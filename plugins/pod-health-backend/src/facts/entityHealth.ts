import type { ClusterStatus } from 'backstage-plugin-pod-health-common';
import type { Timer } from '../time/clock';
import {
  ClusterHealth,
  type ClusterAnswer,
  type ClusterHealthOptions,
} from './clusterHealth';
import type { JudgedPod, JudgedService, JudgedWorkload } from './factIndex';
import type { ClusterHistory } from './timeline/timeline';

/** How long the first answer waits for the clusters that have said nothing yet, once one has. */
const FIRST_WAIT_MS = 200;

/** All there is to tell about an entity at one moment; the report is written from it in some language. */
export interface Judgement {
  readonly entityRef: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly clusters: readonly ClusterStatus[];
  readonly pods: readonly JudgedPod[];
  /** The workloads that own them, or should have some. */
  readonly workloads: readonly JudgedWorkload[];
  /** The services in front of them. */
  readonly services: readonly JudgedService[];
  /** What happened, by cluster. */
  readonly histories: readonly ClusterHistory[];
}

/** What {@link EntityHealth} needs. */
export type EntityHealthOptions = ClusterHealthOptions;

/** Follows the pods of one entity in all its clusters. Shared by its viewers. */
export class EntityHealth {
  readonly #clusters: readonly ClusterHealth[];
  readonly #listeners = new Set<(judgement: Judgement) => void>();
  #latest: Judgement | undefined;
  #first: Timer | undefined;

  constructor(private readonly options: EntityHealthOptions) {
    this.#clusters = options.where.clusters.map(
      name => new ClusterHealth(name, options, () => this.#answered()),
    );
  }

  /**
   * Calls back with the judgement at hand, if there is one, then with each new one. Returns what ends it. While nobody listens nothing is
   * judged, only gathered; the first listener after that is told a fresh judgement.
   */
  subscribe(listener: (judgement: Judgement) => void): () => void {
    if (this.#listeners.size === 0) {
      this.#latest = undefined;
      this.#clusters.forEach(cluster => cluster.wake());
    }
    this.#listeners.add(listener);
    if (this.#latest) {
      listener(this.#latest);
    }
    if (this.#clusters.length === 0) {
      this.#tell();
    }
    return () => this.#leave(listener);
  }

  /** Gives all watches back. */
  close(): void {
    this.#first?.cancel();
    this.#listeners.clear();
    this.#clusters.forEach(cluster => cluster.close());
  }

  #leave(listener: (judgement: Judgement) => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) {
      this.#clusters.forEach(cluster => cluster.rest());
    }
  }

  /** One cluster has something to tell. The first time the others are given a moment: a page that fills at once reads better. */
  #answered(): void {
    const all = this.#clusters.every(({ isFresh }) => isFresh);
    if (this.#latest || all) {
      this.#tell();
    } else {
      this.#first ??= this.options.clock.setTimer(FIRST_WAIT_MS, () =>
        this.#tell(),
      );
    }
  }

  #tell(): void {
    this.#first?.cancel();
    this.#first = undefined;
    const { clock, where } = this.options;
    const now = clock.now();
    const answers: readonly ClusterAnswer[] = this.#clusters.map(cluster =>
      cluster.answer(now),
    );
    const judgement: Judgement = {
      entityRef: where.entityRef,
      now,
      clusters: answers.map(({ status }) => status),
      pods: answers.flatMap(({ pods }) => pods),
      workloads: answers.flatMap(({ workloads }) => workloads),
      services: answers.flatMap(({ services }) => services),
      histories: answers.map(({ history }) => history),
    };
    this.#latest = judgement;
    this.#listeners.forEach(listener => listener(judgement));
  }
}
