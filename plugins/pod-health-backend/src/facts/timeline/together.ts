import {
  compareEntries,
  isRoutine,
  type TimelineEntry,
} from 'backstage-plugin-pod-health-common';
import { podUid, type Happening } from './happening';

/** The same of more pods of one controller than this is told as one. */
const PODS_APART = 3;
/** Longer than this apart it is another time. */
const APART_MS = 5 * 60_000;

/** The same, at about one time. */
interface Group {
  readonly members: Happening[];
  until: number;
}

/** Entries as they are told, and in which of them each happening is. */
export interface Told {
  readonly entries: readonly TimelineEntry[];
  readonly entryOf: ReadonlyMap<Happening, TimelineEntry>;
}

/** What happened to many pods of one controller, told together. Pure. `all`: oldest first. */
export function together(all: readonly Happening[]): Told {
  const groups = new Map<string, Group[]>();
  for (const each of all) {
    const key = togetherKey(each);
    const times = groups.get(key) ?? [];
    const last = times.at(-1);
    if (last && each.at - last.until <= APART_MS) {
      last.members.push(each);
      last.until = Math.max(last.until, each.last);
    } else {
      times.push({ members: [each], until: each.last });
    }
    groups.set(key, times);
  }
  const entryOf = new Map<Happening, TimelineEntry>();
  for (const group of [...groups.values()].flat()) {
    const { members } = group;
    const isMany = new Set(members.map(podUid)).size > PODS_APART;
    const entry = isMany ? groupEntry(group) : undefined;
    members.forEach(each => entryOf.set(each, entry ?? entryFor(each)));
  }
  return { entries: [...new Set(entryOf.values())], entryOf };
}

/** The newest `most` entries; what is no news of its own gives way first, and `wanted` never. */
export function newest(
  entries: readonly TimelineEntry[],
  wanted: ReadonlySet<string>,
  most: number,
): TimelineEntry[] {
  const rank = ({ id, kind }: TimelineEntry) =>
    (wanted.has(id) ? 0 : 1) + (isRoutine(kind) ? 1 : 0);
  return [...entries]
    .sort((a, b) => rank(a) - rank(b) || compareEntries(a, b))
    .slice(0, most)
    .sort(compareEntries);
}

function togetherKey(each: Happening): string {
  const { id, kind, subject, container, details } = each;
  if (!('pod' in subject) || !subject.controller || kind === 'debugged') {
    return id;
  }
  const { reason, exitCode, signal, probe } = details ?? {};
  const { uid } = subject.controller;
  return JSON.stringify([
    kind,
    uid,
    container,
    reason,
    exitCode,
    signal,
    probe,
  ]);
}

function groupEntry({ members, until }: Group): TimelineEntry | undefined {
  const [first] = members;
  const { subject, kind, container, at } = first;
  if (!('pod' in subject) || !subject.controller) {
    return undefined;
  }
  const { uid, ...workload } = subject.controller;
  const count = members.reduce((sum, each) => sum + each.count, 0);
  const pods = new Set(members.map(podUid)).size;
  const newestFirst = [...members].sort((a, b) => b.last - a.last);
  const details = commonDetails(newestFirst);
  return {
    id: ['together', first.id, uid].join('/'),
    kind,
    at: iso(at),
    ...(until > at && { until: iso(until) }),
    ...(count > pods && { count }),
    pods,
    workload,
    ...(container !== undefined && { container }),
    ...(details && { details }),
  };
}

/** What is true of all, and the newest's message. */
function commonDetails(newestFirst: readonly Happening[]) {
  const [{ details }] = newestFirst;
  const { by: _, node, image, ...common } = details ?? {};
  const isCommon = <K extends 'node' | 'image'>(key: K) =>
    newestFirst.every(each => each.details?.[key] === details?.[key]);
  const all = {
    ...common,
    ...(node !== undefined && isCommon('node') && { node }),
    ...(image !== undefined && isCommon('image') && { image }),
  };
  return Object.keys(all).length > 0 ? all : undefined;
}

function entryFor(each: Happening): TimelineEntry {
  const { id, kind, at, last, notBefore, count, container, details } = each;
  return {
    id,
    kind,
    at: iso(at),
    ...(last > at && { until: iso(last) }),
    ...(notBefore !== undefined && { notBefore: iso(notBefore) }),
    ...(count > 1 && { count }),
    ...about(each),
    ...(container !== undefined && { container }),
    ...(details && { details }),
  };
}

function about({ subject }: Happening) {
  if ('pod' in subject) {
    return { pod: subject.pod };
  }
  return 'workload' in subject
    ? { workload: subject.workload }
    : { node: subject.node };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
