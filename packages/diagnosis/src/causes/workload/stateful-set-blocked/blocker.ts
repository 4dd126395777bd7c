import type { Quote, Troubles } from '../../../engine';
import { quoteOf, troublesIn } from '../../../engine';
import type { Pod, Workload } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';
import { quoteOwner } from '../../shared/workload';

const REVISION = 'controller-revision-hash';

interface Member {
  readonly i: number;
  readonly pod: Pod;
  readonly ordinal: number;
  readonly revision: string | undefined;
}

/** What a pod that is not ready holds up. */
export interface Blocked {
  /**
   * `missing`: pods of higher numbers are not made. `update`: a new revision does not get past its first pod. `left-behind`: the pod is
   * of an older revision, and is not replaced by the one that was applied since.
   */
  readonly held: 'missing' | 'update' | 'left-behind';
  /** How many pods wait: to be made, or to be replaced. */
  readonly waiting: number;
  readonly troubles: Troubles;
  readonly quotes: readonly Quote[];
}

function membersOf(pods: readonly Pod[]): Member[] {
  return pods
    .map((pod, i) => ({
      i,
      pod,
      ordinal: Number(/-(\d{1,9})$/.exec(pod.metadata.name ?? '')?.[1]),
      revision: pod.metadata.labels?.[REVISION],
    }))
    .filter(
      ({ pod, ordinal }) =>
        !Number.isNaN(ordinal) && pod.metadata.deletionTimestamp === undefined,
    )
    .sort((a, b) => a.ordinal - b.ordinal);
}

/** What waits for a member; `undefined` when nothing does. */
function heldBy(
  { revision, ordinal }: Member,
  members: readonly Member[],
  { spec, status }: Workload,
): Pick<Blocked, 'held' | 'waiting'> | undefined {
  const isOrdered = spec.podManagementPolicy !== 'Parallel';
  const { updateRevision } = status;
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  const isRolled = (one: { readonly ordinal: number }) =>
    one.ordinal >= (rollingUpdate?.partition ?? 0);
  const isKnown = updateRevision !== undefined && revision !== undefined;
  if (isKnown && type !== 'OnDelete' && isRolled({ ordinal })) {
    if (isOrdered && revision !== updateRevision)
      return { held: 'left-behind', waiting: 1 };
    const old = members.filter(
      one => isRolled(one) && one.revision !== updateRevision,
    );
    if (old.length > 0) return { held: 'update', waiting: old.length };
  }
  const missing = (spec.replicas ?? 1) - members.length;
  return isOrdered && missing > 0
    ? { held: 'missing', waiting: missing }
    : undefined;
}

/**
 * The pod of a StatefulSet that holds up others, by the controller's own order: it looks from the lowest number up and stops at the first
 * pod that is not ready. `undefined` when no pod is sick, or nothing waits for it.
 * Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback
 */
export function blockedBy(
  set: Workload,
  owners: FactValues['owners'],
  siblings: FactValues['siblings'],
  now: number,
): Blocked | undefined {
  const members = membersOf(siblings);
  for (const member of members) {
    const { i, pod } = member;
    const found = troublesIn('siblings', siblings, now, one => one === pod);
    if (!found) continue;
    const held = heldBy(member, members, set);
    if (!held) return undefined;
    const { quotes, ...troubles } = found;
    const at = `${i}.metadata.labels.${REVISION}`;
    return {
      ...held,
      troubles,
      quotes: [
        ...quotes,
        ...(held.held === 'missing'
          ? quoteOwner(owners, 0, 'spec.replicas', 'status.replicas')
          : [
              ...quoteOwner(owners, 0, 'status.updateRevision'),
              ...quoteOf('siblings', siblings, at),
            ]),
      ],
    };
  }
  return undefined;
}
