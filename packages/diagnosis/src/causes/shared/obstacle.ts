import type { Quote } from '../../engine';
import { autoscalerPart } from './autoscaler';
import type { Kept } from './meantNodes';
import { keptBecauseOf } from './meantNodes';
import { cameInVain, nominatedInVain } from './nominated';
import type { Facts } from './placing';
import { OF_THE_POD, placingOf } from './placing';
import type { Obstacle } from './schedulerTexts';
import { tiedNode } from './tiedNode';
import type { Unschedulable } from './unschedulable';

/** One obstacle's part in why a pod has no node. */
export interface Hit {
  readonly said: Unschedulable;
  /** Nodes it keeps from the pod. */
  readonly count: number;
  /** The nodes themselves, for what nodes show: taints, cordons, states. */
  readonly kept: readonly Kept[];
  /** For the finding: whether it is only one obstacle more. */
  readonly finding: {
    readonly givesWay: boolean;
    readonly contradictions: readonly Quote[];
    /** Set when the autoscaler's word is the first to tell. */
    readonly severity?: 'warning';
  };
}

/** What a new node brings along; claims, groups and errors of the scheduler are not helped by it. */
const NOT_HELPED: readonly Obstacle[] = [
  ...OF_THE_POD,
  'claim',
  'volume-in-use',
  'feature',
  'unknown',
];
/** What the scheduler says while the pool that the pod was meant for has no node. */
const OF_OTHER_NODES: readonly Obstacle[] = ['selector', 'taint', 'background'];

/** Whether the autoscaler's word comes before the scheduler's: a node is coming, or the pool has no machine for the pod. */
export function autoscalerLeads(
  facts: Facts & { readonly now: number },
): boolean {
  const { events, pod, now } = facts;
  // A pod tied to one node is helped by no other.
  if (tiedNode(pod.spec) !== undefined) return false;
  const root = [...(placingOf(facts)?.roles ?? [])].find(
    ([, role]) => role === 'root',
  )?.[0];
  const part = autoscalerPart(events, now);
  if (part === 'adds')
    return (
      root !== undefined &&
      !NOT_HELPED.includes(root) &&
      !nominatedInVain(facts) &&
      !cameInVain(facts)
    );
  return (
    part === 'no-machine' && root !== undefined && OF_OTHER_NODES.includes(root)
  );
}

/** The part of one obstacle; `undefined` when it has none. */
export function obstacleOf(
  facts: Facts & { readonly now: number },
  ...kinds: Obstacle[]
): Hit | undefined {
  const placing = placingOf(facts);
  const { said, roles, counts } = placing ?? {};
  const role = kinds.map(kind => roles?.get(kind)).find(Boolean);
  if (!placing || !said || !role) return undefined;
  const leads = autoscalerLeads(facts);
  return {
    said,
    count: kinds.reduce((sum, kind) => sum + (counts?.get(kind) ?? 0), 0),
    kept: keptBecauseOf(placing.kept, ...kinds),
    finding: {
      givesWay: role === 'also' || leads,
      contradictions: said.contradictions,
      ...(leads && { severity: 'warning' as const }),
    },
  };
}
