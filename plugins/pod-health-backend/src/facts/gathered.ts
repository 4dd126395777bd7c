import type {
  FactName,
  MissingReason,
  Pod,
  ProjectedList,
} from 'pod-diagnosis';
import { PODS } from '../kube/kinds';
import type { ListSelection } from '../kube/types';
import { listedKind } from './listedKinds';
import type { ObjectWatch } from './objectWatch';
import { missingBecause } from './problem';
import { SCHEDULED_PODS } from './selections';

type Missing = Partial<Record<FactName, MissingReason>>;

/** Which facts were gathered whole, and which are missing and why. */
export interface Gathered {
  readonly asked: readonly FactName[];
  readonly missing: Missing;
}

/** Before any watch was asked. */
export const NOTHING: Gathered = { asked: [], missing: {} };

/** What watches say, by where it holds. */
export interface GatheredByPlace {
  readonly everywhere: Gathered;
  readonly byNamespace: ReadonlyMap<string, Gathered>;
}

/** Sorts what the watches say by where it holds. */
export function gather(
  watches: readonly ObjectWatch<unknown>[],
): GatheredByPlace {
  let everywhere = NOTHING;
  const byNamespace = new Map<string, Gathered>();
  for (const watch of watches) {
    const { namespace } = watch.selection;
    if (namespace === undefined) {
      everywhere = withWatch(everywhere, watch);
    } else {
      const before = byNamespace.get(namespace) ?? NOTHING;
      byNamespace.set(namespace, withWatch(before, watch));
    }
  }
  return { everywhere, byNamespace };
}

/** Pods of some labels pass for all of a namespace or a cluster unless it is said that nobody asked for all. */
export function notAskedOf(asked: readonly FactName[]): Missing {
  const whole = ['scheduledPods', 'namespacePods'] as const;
  const gone = whole.filter(fact => !asked.includes(fact));
  return Object.fromEntries(gone.map(fact => [fact, 'notAsked']));
}

/** What a list of these objects tells whole. */
function factsOf({
  kind,
  labelSelector,
  fieldSelector,
}: ListSelection): readonly FactName[] {
  if (fieldSelector !== undefined) {
    return fieldSelector === SCHEDULED_PODS.fieldSelector
      ? ['scheduledPods']
      : [];
  }
  // A choice of objects by their labels says nothing of all.
  return labelSelector === undefined ? listedKind(kind.resource).facts : [];
}

function withWatch(
  { asked, missing }: Gathered,
  { selection, status, problem }: ObjectWatch<unknown>,
): Gathered {
  const facts = factsOf(selection);
  const isSilent = status === 'loading';
  if (!isSilent && (status !== 'error' || !problem)) {
    return { asked: [...asked, ...facts], missing };
  }
  // One that says nothing was waited for: nothing of it is no answer.
  const why = problem ? missingBecause(problem) : 'timeout';
  const gone = Object.fromEntries(facts.map(fact => [fact, why]));
  return { asked, missing: { ...missing, ...gone } };
}

/** The objects as lists, each pod once: two watches may hold it. */
export function listsOf(
  watches: readonly ObjectWatch<unknown>[],
): ProjectedList[] {
  const read = watches.filter(({ status }) => status !== 'error');
  const isPods = ({ selection }: ObjectWatch<unknown>) =>
    selection.kind.resource === PODS.resource;
  const pods = new Map(
    read.filter(isPods).flatMap(({ objects }) =>
      // projected by projectPod in the pool
      (objects as readonly Pod[]).map(pod => [pod.metadata.uid ?? pod, pod]),
    ),
  );
  return [
    { kind: 'Pod', items: [...pods.values()] },
    ...read
      .filter(watch => !isPods(watch))
      .map(({ selection, objects }) => ({
        kind: listedKind(selection.kind.resource).kind,
        items: objects as ProjectedList['items'], // by this kind's projection, in the pool
      })),
  ];
}
