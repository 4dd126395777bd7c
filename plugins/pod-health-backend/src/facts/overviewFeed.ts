import {
  byReference,
  LIMITS,
  overviewChange,
  type Lang,
  type Overview,
  type OverviewEvent,
  type OverviewHealth,
  type OverviewRow,
  type Problem,
} from 'backstage-plugin-pod-health-common';
import type { EntityListing, EntityPods, ListedEntity } from '../entity/types';
import { pause, within, type Clock } from '../time/clock';
import type { Gate } from '../time/gate';
import type { Judgement } from './entityHealth';
import type { HealthHub } from './healthHub';
import { isSameHealth, isStillAsking, overviewHealth } from './overviewHealth';
import { problemOf } from './problem';

/** Rows that change together are told together. */
const TOGETHER_MS = 100;
/** How long one entity's first answer may hold its place in the line: a cluster that is dead must not keep the others waiting. */
const PLACE_MS = 1_000;

/** What {@link OverviewFeed} needs. */
export interface OverviewFeedOptions {
  readonly hub: Pick<HealthHub, 'follow'>;
  readonly clock: Clock;
  /** Shared by all overviews: entities whose first answer is being gathered. */
  readonly gate: Gate;
  readonly lang: Lang;
}

/** An entity of the overview. */
interface Entry {
  listed: ListedEntity;
  health?: OverviewHealth;
  problem?: Problem;
  stop?: () => void;
}

/** Follows the health of the entities of one list, of which there may be a newer one at any time. For one reader. */
export class OverviewFeed {
  readonly #entries = new Map<string, Entry>();
  #notFollowed: Overview['notFollowed'] = {
    count: 0,
    more: false,
    entities: [],
  };
  #isDirty = true;
  #isClosed = false;
  #wake = () => {};

  constructor(private readonly options: OverviewFeedOptions) {}

  /** Takes up what is new in the list, in its order and as many as may be, and lets go what is not in it any more. */
  update({ entities, more }: EntityListing): void {
    if (this.#isClosed) {
      return;
    }
    const followed = entities.slice(0, LIMITS.overviewFollowed);
    const rest = entities.slice(LIMITS.overviewFollowed);
    this.#notFollowed = {
      count: rest.length,
      more,
      entities: rest
        .slice(0, LIMITS.overviewNamed)
        .map(({ entityRef }) => entityRef),
    };
    const wanted = new Map(followed.map(each => [each.entityRef, each]));
    for (const [ref, entry] of this.#entries) {
      const listed = wanted.get(ref);
      if (listed && podsKey(listed) === podsKey(entry.listed)) {
        entry.listed = listed; // another title or owner; its pods are those it had
      } else {
        this.#drop(ref, entry);
      }
    }
    for (const listed of followed) {
      if (!this.#entries.has(listed.entityRef)) {
        this.#add(listed);
      }
    }
    this.#changed();
  }

  /** All that is known, then the rows that change, until the signal aborts; once. Lets go of everything at the end. */
  async *read(signal: AbortSignal): AsyncGenerator<OverviewEvent, void> {
    let told: Overview | undefined;
    let seq = 0;
    try {
      while (!signal.aborted) {
        this.#isDirty = false;
        const overview = this.#overview();
        const change = told && overviewChange(told, overview);
        if (!told) {
          yield { type: 'overview', seq: ++seq, overview };
        } else if (change) {
          yield { type: 'change', seq: ++seq, change };
        }
        told = overview;
        await this.#news(signal);
        await pause(this.options.clock, TOGETHER_MS, signal);
      }
    } finally {
      this.#isClosed = true;
      this.#entries.forEach((entry, ref) => this.#drop(ref, entry));
    }
  }

  #add(listed: ListedEntity): void {
    const entry: Entry = { listed, problem: listed.problem };
    this.#entries.set(listed.entityRef, entry);
    void this.#follow(entry);
  }

  #drop(ref: string, entry: Entry): void {
    this.#entries.delete(ref);
    entry.stop?.();
  }

  async #follow(entry: Entry): Promise<void> {
    const { hub, clock, gate } = this.options;
    const { where, entityRef } = entry.listed;
    if (!where) {
      return;
    }
    const leave = await gate.enter();
    // Dropped, or dropped and taken up anew, while it stood in line.
    if (this.#entries.get(entityRef) === entry) {
      await within(clock, PLACE_MS, this.#begin(entry, where, hub));
    }
    leave();
  }

  /** Resolves when the entity has answered, cannot be followed, or is dropped. */
  #begin(
    entry: Entry,
    where: EntityPods,
    hub: OverviewFeedOptions['hub'],
  ): Promise<void> {
    return new Promise(resolve => {
      try {
        const unsubscribe = hub.follow(where, judgement => {
          this.#judged(entry, judgement);
          resolve();
        });
        entry.stop = () => {
          unsubscribe();
          resolve();
        };
      } catch (error) {
        entry.problem = problemOf(error);
        this.#changed();
        resolve();
      }
    });
  }

  #judged(entry: Entry, judgement: Judgement): void {
    if (isStillAsking(judgement) && !entry.health) {
      return;
    }
    const health = overviewHealth(judgement, this.options.lang);
    if (!entry.health || !isSameHealth(entry.health, health)) {
      entry.health = health;
      this.#changed();
    }
  }

  #changed(): void {
    this.#isDirty = true;
    this.#wake();
  }

  /** Resolves when something may have changed since the last overview, or the signal aborts. */
  #news(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        signal.removeEventListener('abort', done);
        this.#wake = () => {};
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done);
      if (this.#isDirty || signal.aborted) {
        done();
      }
    });
  }

  #overview(): Overview {
    return {
      asOf: new Date(this.options.clock.now()).toISOString(),
      rows: [...this.#entries.values()].map(rowOf).sort(byReference),
      notFollowed: this.#notFollowed,
    };
  }
}

function rowOf({ listed, health, problem }: Entry): OverviewRow {
  const { entityRef, title, owner, system, lifecycle } = listed;
  return {
    entity: entityRef,
    title,
    ...(owner !== undefined && { owner }),
    ...(system !== undefined && { system }),
    ...(lifecycle !== undefined && { lifecycle }),
    ...(health && { health }),
    ...(problem && { problem }),
  };
}

/** What has to stay the same for an entity to be followed on. */
function podsKey({ where, problem }: ListedEntity): string {
  const { owners, labelSelector, namespace, clusters } = where ?? {};
  return JSON.stringify([owners, labelSelector, namespace, clusters, problem]);
}
