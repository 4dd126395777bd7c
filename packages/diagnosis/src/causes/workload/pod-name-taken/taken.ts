import type { Quote } from '../../../engine';
import { quoteOf, secondsSince } from '../../../engine';
import type { Pod, Workload } from '../../../facts/objects';
import { wantsOf } from '../../shared/makers';

/** A name that is in use. */
export interface Taken {
  /** Absent when the API server did not say which. */
  readonly pod?: string;
  /** `Kind/name` of what owns it, if anything does. */
  readonly owner?: string;
  /** It was deleted, and should be gone. */
  readonly leaving: boolean;
  readonly quotes: readonly Quote[];
}

/** A deleted pod may take this long to go after it was due, in seconds. */
const PATIENCE_SECONDS = 30;

/** Whether a StatefulSet needs this name for a pod of its own: `db-0`, `db-1` … */
function needs(set: Workload, name: string): boolean {
  const prefix = `${set.metadata.name}-`;
  const ordinal = name.startsWith(prefix) ? name.slice(prefix.length) : '';
  return /^\d{1,5}$/.test(ordinal) && Number(ordinal) < wantsOf(set);
}

/**
 * The first pod that has a name which the StatefulSet needs and is not its own; not one that is just being deleted. A
 * StatefulSet keeps silent about it.
 */
export function takenFrom(
  set: Workload,
  pods: readonly Pod[],
  now: number,
): Taken[] {
  const held = pods.filter(({ metadata }) => {
    const { name = '', ownerReferences = [], deletionTimestamp } = metadata;
    const isOwn = ownerReferences.some(one => one.uid === set.metadata.uid);
    const late = secondsSince(deletionTimestamp, now);
    const isGoing = late !== undefined && late <= PATIENCE_SECONDS;
    return needs(set, name) && !isOwn && !isGoing;
  });
  const nameOf = ({ metadata }: Pod) => metadata.name ?? '';
  const [first] = [...held].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  if (!first) return [];
  const [owner] = first.metadata.ownerReferences ?? [];
  const at = `${pods.indexOf(first)}.metadata`;
  return [
    {
      pod: nameOf(first),
      ...(owner && { owner: `${owner.kind ?? ''}/${owner.name ?? ''}` }),
      leaving: first.metadata.deletionTimestamp !== undefined,
      quotes: [
        ...quoteOf('namespacePods', pods, `${at}.name`),
        ...quoteOf('namespacePods', pods, `${at}.ownerReferences.0.name`),
        ...quoteOf('namespacePods', pods, `${at}.deletionTimestamp`),
      ],
    },
  ];
}
