import {
  LIMITS,
  type Rows,
  type TimelineContext,
  type TimelineEntry,
  type TimelineTrigger,
} from 'backstage-plugin-pod-health-common';
import { ClusterTimeline, type Seen } from './ClusterTimeline';
import { newest, together } from './together';
import { triggerOf } from './trigger';

/** Being well for less than this is no end of a trouble: a container that crashes runs between. */
const WELL_MS = 10 * 60_000;

/** What happened to an entity in one cluster. */
export interface ClusterHistory {
  readonly cluster: string;
  readonly entries: readonly TimelineEntry[];
  readonly trigger?: TimelineTrigger;
  /** Milliseconds since the epoch; absent: not watched yet. */
  readonly watchedSince?: number;
  readonly events: 'all' | 'gone' | 'unread';
}

/** What happened to an entity, in all its clusters. */
export interface Timeline {
  readonly timeline: TimelineEntry[];
  readonly timelineContext: TimelineContext;
}

/** Writes down what happens to an entity in one cluster, and since when it is not well. */
export class Historian {
  readonly #known: ClusterTimeline;
  #wellSince: number | undefined;
  #wellUntil: number | undefined;

  constructor(private readonly cluster: string) {
    this.#known = new ClusterTimeline(cluster);
  }

  /** Takes in what is known now. */
  observe(seen: Seen): void {
    this.#known.observe(seen);
  }

  /** What there is to tell. `now`: milliseconds since the epoch; `sick`: uids of pods and workloads that are not well. */
  tell(now: number, sick: ReadonlySet<string>): ClusterHistory {
    this.#wellSince = sick.size > 0 ? undefined : this.#wellSince ?? now;
    if (this.#wellSince !== undefined && now - this.#wellSince >= WELL_MS) {
      this.#wellUntil = now;
    }
    const happenings = this.#known.happenings();
    const told = together(happenings);
    const { parents, watchedSince, events } = this.#known;
    const wellUntil = this.#wellUntil;
    const trigger = triggerOf(
      happenings,
      { sick, parents, ...(wellUntil !== undefined && { wellUntil }) },
      told,
    );
    return {
      cluster: this.cluster,
      entries: told.entries,
      events,
      ...(watchedSince !== undefined && { watchedSince }),
      ...(trigger && { trigger }),
    };
  }
}

/** The clusters' timelines as one. Pure. Of several troubles the first one counts. */
export function joinHistories(
  all: readonly ClusterHistory[],
  rows: Rows = 'first',
): Timeline {
  const trigger = all
    .flatMap(history => history.trigger ?? [])
    .sort((a, b) => (a.failedAt < b.failedAt ? -1 : 1))
    .at(0);
  const named = (events: ClusterHistory['events']) =>
    all.filter(each => each.events === events).map(({ cluster }) => cluster);
  const starts = all.flatMap(({ watchedSince }) => watchedSince ?? []);
  return {
    timeline: newest(
      all.flatMap(({ entries }) => entries),
      new Set(trigger ? [trigger.change, trigger.sign] : []),
      rows === 'all' ? LIMITS.allTimelineEntries : LIMITS.timelineEntries,
    ),
    timelineContext: {
      ...(trigger && { trigger }),
      ...(starts.length > 0 && {
        watchedSince: new Date(Math.max(...starts)).toISOString(),
      }),
      eventsGone: named('gone'),
      eventsUnread: named('unread'),
    },
  };
}
