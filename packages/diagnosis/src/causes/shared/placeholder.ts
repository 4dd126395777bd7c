import { parseImage } from '../../engine';
import type { Pod } from '../../facts/objects';

/** The image whose program only sleeps. */
const PAUSE = /(?:^|\/)pause(?:-(?:amd64|arm64|win))?$/;
/** What people call pods that only keep room. */
const NAMED =
  /over-?provision|place-?holder|balloon|head-?room|spare-?capacity|capacity-reserv|reserve-?capacity|warm-?pool|dummy-?pod/i;

/**
 * Whether the pod does no work but keeps room that others may take: its priority is below all that do not name one, and its program only
 * sleeps, or its names say so.
 * Source: https://kubernetes.io/docs/tasks/administer-cluster/node-overprovisioning/
 */
export function isPlaceholder({ metadata, spec }: Pod): boolean {
  const { priority = 0, priorityClassName = '', containers } = spec;
  if (priority >= 0 || containers.length === 0) return false;
  const sleeps = containers.every(({ image = '' }) =>
    PAUSE.test(parseImage(image).repository),
  );
  const names = [metadata.name ?? '', priorityClassName];
  return sleeps || names.some(name => NAMED.test(name));
}
