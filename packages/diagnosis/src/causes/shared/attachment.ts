import type { Quote } from '../../engine';
import { quoteOf } from '../../engine';
import type { Fact } from '../../facts/fact';
import type { Pod, VolumeAttachment } from '../../facts/objects';
import type { FactValues } from '../../facts/snapshot';
import { waitsForVolumes } from './volumeFailure';

/** A volume of the pod that is to be attached to its node. */
export interface PodAttachment {
  readonly volume: string;
  readonly claim: string;
  readonly attachment: VolumeAttachment;
  readonly quotes: readonly Quote[];
}

/** The facts attachments are found by. */
interface Facts {
  readonly claims: Fact<FactValues['claims']>;
  readonly attachments: Fact<FactValues['attachments']>;
}

/** Attachments of the pod's volumes to its own node that are not done, while it waits for its volumes. */
export function pendingAttachments(
  pod: Pod,
  { claims, attachments }: Facts,
): PodAttachment[] {
  if (claims.status !== 'ok' || attachments.status !== 'ok') return [];
  if (!waitsForVolumes(pod)) return [];
  return claims.value.flatMap(({ metadata, spec }) => {
    const volume = spec.volumeName;
    const i = attachments.value.findIndex(
      one =>
        volume !== undefined &&
        one.spec.source?.persistentVolumeName === volume &&
        one.spec.nodeName === pod.spec.nodeName,
    );
    const attachment = attachments.value[i];
    if (!attachment || volume === undefined || attachment.status.attached)
      return [];
    const { value } = attachments;
    const quotes = [
      ...quoteOf('attachments', value, `${i}.status.attachError.message`),
      ...quoteOf('attachments', value, `${i}.status.detachError.message`),
      ...quoteOf('attachments', value, `${i}.metadata.deletionTimestamp`),
      ...quoteOf('attachments', value, `${i}.spec.attacher`),
    ];
    return { volume, claim: metadata.name ?? '', attachment, quotes };
  });
}
