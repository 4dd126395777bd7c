import { parseQuantity } from '../../../engine';
import type {
  LabelSelector,
  PersistentVolume,
  PersistentVolumeClaim,
} from '../../../facts/objects';

/** Why a volume is not given to a claim. */
export type Misfit = 'taken' | 'size' | 'access' | 'mode' | 'selector';

function has(
  labels: Readonly<Record<string, string>>,
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
): boolean {
  const meets = (
    key: string,
    operator = '',
    values: readonly string[] = [],
  ) => {
    const value = labels[key];
    if (operator === 'In') return value !== undefined && values.includes(value);
    if (operator === 'NotIn')
      return value === undefined || !values.includes(value);
    if (operator === 'Exists') return value !== undefined;
    return operator !== 'DoesNotExist' || value === undefined;
  };
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => labels[key] === value,
    ) &&
    matchExpressions.every(({ key = '', operator, values }) =>
      meets(key, operator, values),
    )
  );
}

/** Storage a claim asks for, in bytes. */
export function wantedSize({
  spec,
}: PersistentVolumeClaim): number | undefined {
  return parseQuantity(spec.resources?.requests?.storage);
}

/**
 * Everything that keeps a volume of the right class from a claim.
 * Source: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
export function misfits(
  claim: PersistentVolumeClaim,
  { metadata, spec, status }: PersistentVolume,
): Misfit[] {
  const { claimRef } = spec;
  const isReserved =
    claimRef !== undefined &&
    (claimRef.name !== claim.metadata.name ||
      claimRef.namespace !== claim.metadata.namespace);
  const isTaken = isReserved || (status.phase ?? 'Available') !== 'Available';
  const wanted = wantedSize(claim);
  const size = parseQuantity(spec.capacity?.storage);
  const modes = spec.accessModes ?? [];
  const mode = (one: string | undefined) => one ?? 'Filesystem';
  const found: [Misfit, boolean][] = [
    ['taken', isTaken],
    ['size', wanted !== undefined && size !== undefined && size < wanted],
    [
      'access',
      claim.spec.accessModes?.some(one => !modes.includes(one)) ?? false,
    ],
    ['mode', mode(claim.spec.volumeMode) !== mode(spec.volumeMode)],
    [
      'selector',
      claim.spec.selector !== undefined &&
        !has(metadata.labels ?? {}, claim.spec.selector),
    ],
  ];
  return found.filter(([, is]) => is).map(([name]) => name);
}

/** The volume that comes nearest to a claim, what it lacks, and how many there are of the claim's class. */
export function nearestVolume(
  claim: PersistentVolumeClaim,
  storageClass: string,
  volumes: readonly PersistentVolume[],
) {
  const judged = volumes.flatMap((volume, i) =>
    (volume.spec.storageClassName ?? '') === storageClass
      ? [{ i, volume, lacks: misfits(claim, volume) }]
      : [],
  );
  const taken = judged.filter(({ lacks }) => lacks.includes('taken')).length;
  const rank = ({ lacks }: { lacks: Misfit[] }) =>
    lacks.length + (lacks.includes('taken') ? 10 : 0);
  const name = ({ volume }: { volume: PersistentVolume }) =>
    volume.metadata.name ?? '';
  const [best] = judged.sort(
    (a, b) => rank(a) - rank(b) || (name(a) < name(b) ? -1 : 1),
  );
  return { count: judged.length, taken, ...(best && { best }) };
}
