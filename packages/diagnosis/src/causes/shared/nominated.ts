import type { Quote } from '../../engine';
import { newestEvent, quoteOf, secondsSince } from '../../engine';
import type { KubeNode } from '../../facts/objects';
import type { Facts } from './placing';

/** A node that was there before an autoscaler named it for the pod, which is still not on it. */
export interface Nominated {
  readonly node: KubeNode;
  /** Place of the newest event that names it. */
  readonly i: number;
  readonly times: number;
  /** Since it was first named, in seconds. */
  readonly since: number;
}

/** The scheduler follows such a word within seconds, or never, in seconds. */
const PATIENCE_SECONDS = 120;
/** A machine of this age has long joined, in seconds. */
const JOINED_SECONDS = 600;

/** Names of objects in a text: words with the characters a node's name may have. */
const WORDS = /[a-z0-9][a-z0-9.-]{0,252}/g;

/**
 * Karpenter also names nodes that are there already, where it believes the pod fits: no machine is coming then. `undefined` when
 * the newest word is another, names none that is there, or is too fresh.
 */
export function nominatedInVain({
  events,
  nodes,
  now,
}: Omit<Facts, 'pod'> & { readonly now: number }): Nominated | undefined {
  if (events.status !== 'ok' || nodes.status !== 'ok') return undefined;
  const i = newestEvent(
    events.value,
    ({ reason }) => reason === 'Nominated' || reason === 'TriggeredScaleUp',
  );
  const event = i === undefined ? undefined : events.value[i];
  if (i === undefined || event?.reason !== 'Nominated') return undefined;
  const words = new Set((event.message ?? '').slice(0, 2048).match(WORDS));
  const node = nodes.value.find(({ metadata }) =>
    words.has(metadata.name ?? ''),
  );
  if (!node) return undefined;
  const same = events.value.filter(
    ({ reason, message }) =>
      reason === 'Nominated' && message === event.message,
  );
  const since = Math.max(
    ...same.map(one => secondsSince(one.firstSeen ?? one.lastSeen, now) ?? 0),
  );
  const age = secondsSince(node.metadata.creationTimestamp, now) ?? 0;
  const isOld = age > since || age > JOINED_SECONDS;
  return isOld && since > PATIENCE_SECONDS
    ? { node, i, times: same.reduce((sum, one) => sum + one.count, 0), since }
    : undefined;
}

/** A node's own distress: what a starting machine only passes through is not here. */
const PRESSURE = /^(?:Memory|Disk|PID)Pressure$/;

/**
 * Whether a machine has come for the pod already and is no help: it is short of something itself, or it has been ready for a while and
 * yet another one was asked for.
 */
export function cameInVain({
  pod,
  events,
  nodes,
  now,
}: Facts & { readonly now: number }): boolean {
  if (events.status !== 'ok' || nodes.status !== 'ok') return false;
  const asked = events.value
    .filter(one => /^(?:Nominated|TriggeredScaleUp)$/.test(one.reason ?? ''))
    .map(one => secondsSince(one.firstSeen ?? one.lastSeen, now) ?? 0);
  const first = Math.max(
    ...asked,
    secondsSince(pod.metadata.creationTimestamp, now) ?? 0,
  );
  return nodes.value.some(({ metadata, status }) => {
    const age = secondsSince(metadata.creationTimestamp, now);
    if (age === undefined || age > first) return false;
    const ready = status.conditions.find(({ type }) => type === 'Ready');
    const readyFor = secondsSince(ready?.lastTransitionTime, now) ?? 0;
    const isTried =
      asked.length > 1 &&
      ready?.status === 'True' &&
      readyFor > PATIENCE_SECONDS;
    return (
      isTried ||
      status.conditions.some(
        one => PRESSURE.test(one.type ?? '') && one.status === 'True',
      )
    );
  });
}

/** A machine that joined for a waiting pod and is short of something itself. */
export interface PressedNewcomer {
  readonly node: string;
  readonly lacks: 'memory' | 'disk' | 'processes';
  readonly quotes: readonly Quote[];
}

const LACKS = [
  ['MemoryPressure', 'memory'],
  ['DiskPressure', 'disk'],
  ['PIDPressure', 'processes'],
] as const;

/** The machine that an autoscaler added since the pod waits, and that takes no pods because it is under pressure already. */
export function pressedNewcomer({
  pod,
  events,
  nodes,
  now,
}: Facts & { readonly now: number }): PressedNewcomer | undefined {
  if (events.status !== 'ok' || nodes.status !== 'ok') return undefined;
  const isAsked = events.value.some(one =>
    /^(?:Nominated|TriggeredScaleUp)$/.test(one.reason ?? ''),
  );
  const waits = secondsSince(pod.metadata.creationTimestamp, now) ?? 0;
  if (!isAsked) return undefined;
  for (const [i, { metadata, status }] of nodes.value.entries()) {
    const age = secondsSince(metadata.creationTimestamp, now);
    if (age === undefined || age > waits) continue;
    for (const [type, lacks] of LACKS) {
      const c = status.conditions.findIndex(
        one => one.type === type && one.status === 'True',
      );
      if (c === -1) continue;
      const at = `${i}.status.conditions.${c}.type`;
      const quotes = quoteOf('nodes', nodes.value, at);
      return { node: metadata.name ?? '', lacks, quotes };
    }
  }
  return undefined;
}
