import {
  isRoutine,
  lastTime,
  podKey,
  type PodRef,
  type PodSummary,
  type TimelineEntry,
} from 'backstage-plugin-pod-health-common';
import type { MessageKey } from '../i18n/message';

/** One line: an entry, or the steps of one start, the oldest first. */
export interface TimelineRow {
  readonly id: string;
  readonly entries: readonly TimelineEntry[];
  /** When it last happened, RFC 3339. */
  readonly at: string;
}

/** Lines of about one time. */
export interface TimelineGroup {
  /** How long ago; absent: on the day of the first row. */
  readonly within?: MessageKey;
  readonly rows: readonly TimelineRow[];
}

/** Steps of one start are not further apart. */
const START_MS = 2 * 60_000;
const AGES = [
  { minutes: 10, within: 'timeline.within.minutes' },
  { minutes: 60, within: 'timeline.within.hour' },
  { minutes: 24 * 60, within: 'timeline.within.day' },
] as const;

/** The lines of a timeline, newest first: the steps of a pod's start are told in one. Pure. */
export function timelineRows(
  entries: readonly TimelineEntry[],
): readonly TimelineRow[] {
  const rows: { id: string; entries: TimelineEntry[]; at: string }[] = [];
  const starts = new Map<string, (typeof rows)[number]>();
  for (const entry of entries) {
    const { id, kind, until, at } = entry;
    const key = isRoutine(kind) && entry.count === undefined && startKey(entry);
    const start = key ? starts.get(key) : undefined;
    const next = start?.entries[0];
    if (start && next && lastTime(next) - lastTime(entry) <= START_MS) {
      start.entries.unshift(entry);
    } else {
      const row = { id, entries: [entry], at: until ?? at };
      rows.push(row);
      if (key) {
        starts.set(key, row);
      }
    }
  }
  return rows;
}

/** Pods whose starts are one line: one pod, or as many of one workload. */
function startKey({ pod, workload, pods }: TimelineEntry): string {
  return pod
    ? podKey(pod)
    : [workload?.cluster, workload?.namespace, workload?.name, pods].join('/');
}

/** Lines grouped by how long ago they were at `now`, RFC 3339; older ones by the day, in the reader's time zone. Pure. */
export function timelineGroups(
  rows: readonly TimelineRow[],
  now: string,
): readonly TimelineGroup[] {
  const groups = new Map<
    string,
    { within?: MessageKey; rows: TimelineRow[] }
  >();
  for (const row of rows) {
    const minutes = (Date.parse(now) - Date.parse(row.at)) / 60_000;
    const age = AGES.find(each => minutes <= each.minutes);
    const key = age?.within ?? new Date(row.at).toDateString();
    const group = groups.get(key) ?? {
      ...(age && { within: age.within }),
      rows: [],
    };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The pods that entries tell of, each once, by name. */
export function podsTold(entries: readonly TimelineEntry[]): PodRef[] {
  const pods = new Map(
    entries.flatMap(({ pod }) => (pod ? [[podKey(pod), pod] as const] : [])),
  );
  return [...pods.values()].sort((a, b) => (a.pod < b.pod ? -1 : 1));
}

/** Entries about a pod, or about what it shares with others: its controller, its node, any workload above. */
export function entriesOfPod(
  entries: readonly TimelineEntry[],
  key: string,
  pods: readonly PodSummary[],
): readonly TimelineEntry[] {
  const summary = pods.find(({ ref }) => podKey(ref) === key);
  return entries.filter(({ pod, workload, node, pods: many, details }) => {
    if (pod) {
      return (
        podKey(pod) === key ||
        (summary !== undefined && details?.by === summary.ref.pod)
      );
    }
    if (node) {
      return node.name === summary?.node;
    }
    return (
      many === undefined ||
      `${workload?.kind}/${workload?.name}` === summary?.owner
    );
  });
}
