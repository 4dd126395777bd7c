import type {
  CauseCard,
  CauseHead,
  ClusterStatus,
  Example,
  HealthChange,
  HealthReport,
  PodRef,
  PodSummary,
  TimelineEntry,
} from './api';
import { PodHealthError } from './errors';
import { compareEntries } from './timeline';

/** What differs between two lists of items that have keys; absent fields: nothing of that kind. */
export interface ListChange<T> {
  /** Keys of items that are gone. */
  readonly removed?: readonly string[];
  /** Items that are new or differ, whole. */
  readonly set?: readonly T[];
  /** Where each item stands in the list as it was without the removed and with the new ones at its end; absent: just so. */
  readonly order?: readonly number[];
}

type KeyOf<T> = (item: T) => string;

/** The key of a pod on the wire. */
export const podKey = ({ cluster, uid }: PodRef) => `${cluster}/${uid}`;

/** The key of an example of a cause; a second one with the same key counts as another. */
export function exampleKey(example: Example): string {
  const { pod, workload, service, container } = example;
  const named = service ? { kind: 'Service', ...service } : workload;
  const { cluster = '', kind = '', namespace = '', name = '' } = named ?? {};
  const whose = pod ? podKey(pod) : [cluster, kind, namespace, name].join('/');
  return `${whose}#${container ?? ''}`;
}

const summaryKey = ({ ref }: PodSummary) => podKey(ref);
const causeKey = ({ cause }: CauseHead) => cause;
const entryKey = ({ id }: TimelineEntry) => id;

/** Fields that are told whole when they differ. */
const PLAIN = [
  'verdict',
  'podCount',
  'sickCount',
  'rollouts',
  'timelineContext',
  'unchecked',
  'broken',
] as const;

/**
 * What turns one report into a later one of the same entity; it holds the time and nothing else when they say the same. Pure. The cost is
 * that of writing both as JSON.
 */
export function healthChange(
  before: HealthReport,
  after: HealthReport,
): HealthChange {
  const plain = PLAIN.filter(key => !isSame(before[key], after[key]));
  const pods = listChange(before.pods, after.pods, summaryKey);
  const causes = causesChange(before.causes, after.causes);
  const timeline = timelineChange(before.timeline, after.timeline);
  const isClusterNews = !isSame(
    before.clusters.map(lasting),
    after.clusters.map(lasting),
  );
  return {
    asOf: after.asOf,
    ...(isClusterNews && { clusters: after.clusters }),
    ...Object.fromEntries(plain.map(key => [key, after[key]])),
    ...(pods && { pods: mutable(pods) }),
    ...(causes && { causes }),
    ...(timeline && { timeline }),
  };
}

/** Of a cluster that is followed the time is that of the report, and no news. */
function lasting({ asOf, ...cluster }: ClusterStatus) {
  return cluster.status === 'live' ? cluster : { ...cluster, asOf };
}

/** Whether a change tells something besides the time. */
export function isNews(change: HealthChange): boolean {
  return Object.keys(change).length > 1;
}

/** The report that a change leads to. Throws `protocol-error` when the change was made for another report. */
export function applyHealthChange(
  report: HealthReport,
  { pods, causes, timeline, ...plain }: HealthChange,
): HealthReport {
  const { clusters = report.clusters } = plain;
  return {
    ...report,
    ...plain,
    clusters: clusters.map(cluster =>
      cluster.status === 'live' ? { ...cluster, asOf: plain.asOf } : cluster,
    ),
    ...(pods && { pods: applyListChange(report.pods, pods, summaryKey) }),
    ...(causes && { causes: applyCausesChange(report.causes, causes) }),
    ...(timeline && {
      timeline: applyListChange(report.timeline, timeline, entryKey).sort(
        compareEntries,
      ),
    }),
  };
}

/** What differs between two lists; `undefined` when nothing does. Items of equal keys are told apart by their turn. */
export function listChange<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: KeyOf<T>,
): ListChange<T> | undefined {
  const known = keyed(before, keyOf);
  const wanted = keyed(after, keyOf);
  const removed = [...known.keys()].filter(key => !wanted.has(key));
  const set = newIn(known, wanted, keyOf);
  const base = [...known.keys()].filter(key => wanted.has(key));
  const fresh = [...wanted.keys()].filter(key => !known.has(key));
  const places = new Map([...base, ...fresh].map((key, at) => [key, at]));
  const order = [...wanted.keys()].map(key => places.get(key) ?? 0);
  const isMoved = order.some((place, at) => place !== at);
  if (removed.length + set.length === 0 && !isMoved) {
    return undefined;
  }
  return {
    ...(removed.length > 0 && { removed }),
    ...(set.length > 0 && { set }),
    ...(isMoved && { order }),
  };
}

/** The list that a change leads to. Throws `protocol-error` when the change was made for another list. */
export function applyListChange<T>(
  before: readonly T[],
  { removed = [], set = [], order }: ListChange<T>,
  keyOf: KeyOf<T>,
): T[] {
  const items = keyed(before, keyOf);
  for (const key of removed) {
    if (!items.delete(key)) {
      throw new PodHealthError('protocol-error', `${key} was not in the list`);
    }
  }
  for (const [key, item] of keyed(set, keyOf)) {
    items.set(key, item);
  }
  const placed = [...items.values()];
  if (!order) {
    return placed;
  }
  if (order.length !== placed.length || order.some(at => !(at in placed))) {
    throw new PodHealthError('protocol-error', 'an order of another list');
  }
  return order.map(at => placed[at]);
}

/** Items that are new or differ; with one of several of a key come the others, so that their turns can be told. */
function newIn<T>(
  known: ReadonlyMap<string, T>,
  wanted: ReadonlyMap<string, T>,
  keyOf: KeyOf<T>,
): T[] {
  const keys = new Set(
    [...wanted]
      .filter(([key, item]) => !known.has(key) || !isSame(known.get(key), item))
      .map(([, item]) => keyOf(item)),
  );
  return [...wanted.values()].filter(item => keys.has(keyOf(item)));
}

/** A timeline's order follows from its entries, and is not told. */
function timelineChange(
  before: readonly TimelineEntry[],
  after: readonly TimelineEntry[],
): HealthChange['timeline'] {
  const change = listChange(before, after, entryKey);
  if (!change?.removed && !change?.set) {
    return undefined;
  }
  const { order: _, ...rest } = mutable(change);
  return rest;
}

function causesChange(
  before: readonly CauseCard[],
  after: readonly CauseCard[],
): HealthChange['causes'] | undefined {
  const heads = listChange(before.map(head), after.map(head), causeKey);
  const known = new Map(before.map(card => [card.cause, card.examples]));
  const examples = after.flatMap(({ cause, examples: now }) => {
    const change = listChange(known.get(cause) ?? [], now, exampleKey);
    return change ? [{ cause, ...mutable(change) }] : [];
  });
  if (!heads && examples.length === 0) {
    return undefined;
  }
  return {
    ...(heads && mutable(heads)),
    ...(examples.length > 0 && { examples }),
  };
}

function applyCausesChange(
  before: readonly CauseCard[],
  { examples = [], ...heads }: NonNullable<HealthChange['causes']>,
): CauseCard[] {
  const known = new Map(before.map(card => [card.cause, card.examples]));
  const changes = new Map(examples.map(change => [change.cause, change]));
  return applyListChange(before.map(head), heads, causeKey).map(each => {
    const change = changes.get(each.cause);
    const had = known.get(each.cause) ?? [];
    return {
      ...each,
      examples: change ? applyListChange(had, change, exampleKey) : had,
    };
  });
}

function head({ examples: _, ...rest }: CauseCard): CauseHead {
  return rest;
}

/** Items by key, in their order. */
function keyed<T>(items: readonly T[], keyOf: KeyOf<T>): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) {
    let key = keyOf(item);
    for (let turn = 2; map.has(key); turn++) {
      key = `${keyOf(item)}#${turn}`;
    }
    map.set(key, item);
  }
  return map;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The generated types of the wire know no `readonly`. */
function mutable<T>({ removed, set, order }: ListChange<T>) {
  return {
    ...(removed && { removed: [...removed] }),
    ...(set && { set: [...set] }),
    ...(order && { order: [...order] }),
  };
}
