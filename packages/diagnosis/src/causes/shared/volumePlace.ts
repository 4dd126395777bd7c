import type { Text } from '../../engine';
import { both } from '../../engine';
import type { Subject } from '../../facts/snapshot';
import type { Place } from './kubectl';
import { placeOf } from './kubectl';
import type { VolumeFailure } from './volumeFailure';

/** Where a volume is missing: what every explanation and command needs. */
export interface VolumePlace extends Place {
  readonly node: string;
  /** Persistent volume, or the pod's own name for it. */
  readonly volume: string;
  readonly claim?: string;
}

/** Place of a volume that the pod waits for. */
export function placeOfVolume(
  subject: Subject,
  { node, volume, claim }: Pick<VolumeFailure, 'node' | 'volume' | 'claim'>,
): VolumePlace {
  const place = { ...placeOf(subject), node, volume };
  return { ...place, ...(claim !== undefined && { claim }) };
}

/** What to call the volume: its claim is what a developer knows, the persistent volume what its keepers know. */
export function nameOfVolume({ claim, volume }: VolumePlace): Text {
  if (claim === undefined) return both(`volume “${volume}”`, `卷“${volume}”`);
  const isTold = volume === '' || volume === claim;
  return isTold
    ? both(`the volume of claim “${claim}”`, `存储声明“${claim}”的卷`)
    : both(
        `the volume of claim “${claim}” (“${volume}”)`,
        `存储声明“${claim}”的卷（“${volume}”）`,
      );
}
