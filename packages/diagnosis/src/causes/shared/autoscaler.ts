import type { Text } from '../../engine';
import { both, newestEvent, secondsSince } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { KubeEvent } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import { countedReasons } from './unschedulable';

/** A machine that is not there after this long, in seconds, most likely does not come. */
export const LATE_SECONDS = 600;
/** A pod for which nodes have been asked for longer than this, in seconds, is not helped by them. */
const PATIENCE_SECONDS = 1800;

/** What stops an autoscaler, in words. */
interface Meaning {
  readonly kind: 'limit' | 'rules' | 'size' | 'other';
  readonly text: Text;
  readonly limit?: Limit;
}

/** What forbids a group of nodes to grow, whether or not the pod would fit there. */
export type Limit =
  | 'pool'
  | 'cluster'
  | 'pause'
  | 'unready'
  | 'quota'
  | 'stock'
  | 'addresses';

const meaning = (kind: Meaning['kind'], en: string, zh: string): Meaning => ({
  kind,
  text: both(en, zh),
});
const limit = (of: Limit, en: string, zh: string): Meaning => ({
  ...meaning('limit', en, zh),
  limit: of,
});

/** Asked in this order: volumes before rules, because both speak of affinity and of zones. */
const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [
    /max (?:node ?(?:group|pool) size|limit) reached|max(?:imum)? size|exceed limits? for|limits? exceeded/i,
    limit('pool', 'largest size reached', '已达到规模上限'),
  ],
  [
    /cluster (?:cpu|memory|size)|max cluster/i,
    limit(
      'cluster',
      'limit of the whole cluster reached',
      '已达到整个集群的上限',
    ),
  ],
  [
    /backoff/i,
    limit(
      'pause',
      'pausing after a failed attempt to grow',
      '扩容失败后处于退避期',
    ),
  ],
  [
    /not ready for scale/i,
    limit('unready', 'its own nodes do not get ready', '组内节点未能就绪'),
  ],
  [/quota/i, limit('quota', 'no quota left at the cloud', '云平台配额不足')],
  [
    /out of resources|stockout|insufficient capacity|no capacity/i,
    limit('stock', 'the cloud has no such machine left', '云平台没有可用机器'),
  ],
  [
    /IP space|ip address/i,
    limit('addresses', 'no addresses left', '地址已用尽'),
  ],
  [
    /max(?:imum)? volume count|volume limit/i,
    meaning(
      'other',
      'nodes that cannot attach as many volumes',
      '节点无法挂载这么多存储卷',
    ),
  ],
  [
    /volume node affinity|volume zone|persistent ?volume|no available volume/i,
    meaning(
      'other',
      'nodes where its volume cannot be used',
      '节点无法使用其存储卷',
    ),
  ],
  // Karpenter's own explanation, in brackets behind what it sought.
  [
    /no instance type (?:has the required offering|which [^()]{0,160} had a required offering)\)/i,
    meaning(
      'other',
      'no such machine on offer in the zones and ways of buying allowed',
      '在允许的可用区与购买方式中没有这种机器',
    ),
  ],
  [
    /no instance type (?:met (?:all|the scheduling) requirements|which [^()]{0,160} met the scheduling requirements)\)/i,
    meaning(
      'rules',
      'nodes that do not fit the pod’s rules',
      '节点不符合 Pod 的规则',
    ),
  ],
  [
    /no instance type|Insufficient|too small/i,
    meaning('size', 'nodes that are too small', '节点太小'),
  ],
  [
    /taint|tolerate/i,
    meaning(
      'rules',
      'a taint the pod does not tolerate',
      '带有 Pod 不能容忍的污点',
    ),
  ],
  [
    /affinity|selector|incompatible requirements|known values|does not match|topology spread/i,
    meaning(
      'rules',
      'nodes that do not fit the pod’s rules',
      '节点不符合 Pod 的规则',
    ),
  ],
  [/resources/i, meaning('size', 'nodes that are too small', '节点太小')],
  [
    /volume|zone/i,
    meaning(
      'other',
      'nodes where its volume cannot be used',
      '节点无法使用其存储卷',
    ),
  ],
];

/** What one reason means, and for how many groups of nodes. */
export interface Hindrance {
  readonly groups: number;
  readonly kind: Meaning['kind'];
  readonly limit?: Limit;
  readonly meaning: Text;
  /** Name of the group, where it is told (Karpenter). */
  readonly pool?: string;
  /** What the pod asks for there that no machine has: devices (extended resources). */
  readonly devices: readonly string[];
}

/** Its own words, where no row knows them. */
const SHOWN = 80;

function meaningOf(text: string): Meaning {
  const known = MEANINGS.find(([words]) => words.test(text))?.[1];
  const said = `“${text.trim().slice(0, SHOWN)}”`;
  return known ?? meaning('other', said, said);
}

const LIST = /didn't trigger scale-up[^:]{0,80}: ?/;
/** Karpenter, by node pool: `incompatible with nodepool "a", daemonset overhead={…}, why; …`. */
const POOL = /(?:nodepool|provisioner) "([^"]{1,253})",? ?(.*)/is;
const OVERHEAD = /daemonset overhead=\{[^}]{0,1000}\},? ?/i;
/** What Karpenter sought a machine for: a map of resources. */
const SOUGHT = /no instance type [^{]{0,80}resources \{([^}]{0,2000})\}/i;
/** Resources of a vendor's domain: a machine offers them by its kind, however large it is. */
const DEVICE = /"([a-z0-9.-]{1,253}\/[\w.-]{1,63})":/g;

function devicesIn(text: string): string[] {
  return [...(SOUGHT.exec(text)?.[1] ?? '').matchAll(DEVICE)].flatMap(
    ([, name]) => name ?? [],
  );
}

function hindrance(groups: number, text: string, pool?: string): Hindrance {
  const { kind, text: words, limit: of } = meaningOf(text);
  const devices = devicesIn(text);
  return {
    groups,
    kind,
    meaning: words,
    devices,
    ...(of !== undefined && { limit: of }),
    ...(pool !== undefined && { pool }),
  };
}

/** Reasons of one meaning together: two taints, say. */
function merged(all: readonly Hindrance[]): Hindrance[] {
  const byMeaning = new Map<string, Hindrance>();
  for (const one of all) {
    const before = byMeaning.get(one.meaning.en);
    byMeaning.set(one.meaning.en, {
      ...one,
      groups: one.groups + (before?.groups ?? 0),
    });
  }
  return [...byMeaning.values()];
}

/** What an autoscaler says against each group of nodes; empty when it gives no reason of its own. */
export function readVerdict(message: string): Hindrance[] {
  const text = message.slice(0, 8192);
  const list = LIST.exec(text);
  if (list) {
    return merged(
      countedReasons(text.slice(list.index + list[0].length), 0).map(
        ({ nodes, text: reason }) => hindrance(nodes, reason),
      ),
    );
  }
  if (/didn't trigger scale-up|wouldn't fit if a new node/.test(text))
    return [];
  return text
    .split(';')
    .slice(0, 20)
    .map(part => {
      const [, pool, why = part] = POOL.exec(part) ?? [];
      return hindrance(1, why.replace(OVERHEAD, ''), pool);
    });
}

/** Karpenter speaks under the scheduler's own reason. */
export const KARPENTER_SAYS =
  /^(?:(?:Failed|Could not) (?:to )?schedule pod,|skip schedule deleting pod)/i;

function isVerdict({ reason = '', source = '', message = '' }: KubeEvent) {
  return (
    reason === 'NotTriggerScaleUp' ||
    reason === 'FailedScaleUp' ||
    (reason === 'FailedScheduling' &&
      (/karpenter/i.test(source) || KARPENTER_SAYS.test(message)))
  );
}

const isGrowth = ({ reason }: KubeEvent) =>
  reason === 'TriggeredScaleUp' || reason === 'Nominated';

/** The newest word of an autoscaler decides: it may have found a way since. */
export function autoscalerWord(
  events: readonly KubeEvent[],
):
  | { readonly i: number; readonly event: KubeEvent; readonly adds: boolean }
  | undefined {
  const i = newestEvent(events, one => isVerdict(one) || isGrowth(one));
  const event = i === undefined ? undefined : events[i];
  return i === undefined || !event
    ? undefined
    : { i, event, adds: isGrowth(event) };
}

/** How the autoscaler's part stands to what the scheduler says. */
export type Part =
  /** A node for the pod is on its way: what is lacking now is about to come. */
  | 'adds'
  /** The pool whose rules the pod fits has no machine for it: the scheduler only sees that no such node is there yet. */
  | 'no-machine';

/** The pool that the pod was meant for: it is not its labels or taints that stand in the way. */
export function tellingPool(
  hindrances: readonly Hindrance[],
): Hindrance | undefined {
  const able = hindrances.filter(
    ({ pool, kind }) => pool !== undefined && kind === 'size',
  );
  return able.find(({ devices }) => devices.length > 0) ?? able[0];
}

/** Whether a node was asked for a moment ago, and not again and again for long. */
function isFresh(
  events: readonly KubeEvent[],
  { lastSeen, reason }: KubeEvent,
  now: number,
): boolean {
  const ago = secondsSince(lastSeen, now);
  const first = events
    .filter(isGrowth)
    .map(one => secondsSince(one.firstSeen ?? one.lastSeen, now) ?? 0);
  return (
    ago !== undefined &&
    ago <= LATE_SECONDS &&
    Math.max(0, ...first) <=
      (reason === 'Nominated' ? LATE_SECONDS : PATIENCE_SECONDS)
  );
}

/** What an autoscaler's word changes about the scheduler's; `undefined` when it changes nothing. */
export function autoscalerPart(
  events: Fact<FactValues['events']>,
  now: number,
): Part | undefined {
  if (events.status !== 'ok') return undefined;
  const word = autoscalerWord(events.value);
  if (!word) return undefined;
  if (word.adds)
    return isFresh(events.value, word.event, now) ? 'adds' : undefined;
  return tellingPool(readVerdict(word.event.message ?? ''))
    ? 'no-machine'
    : undefined;
}
