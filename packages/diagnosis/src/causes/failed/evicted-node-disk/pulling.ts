import type { Quote, Text } from '../../../engine';
import { both, newestEvent, parseTime, quoteOf } from '../../../engine';
import type { Fact } from '../../../facts/fact';
import type { KubeEvent } from '../../../facts/objects';
import type { FactValues } from '../../../facts/snapshot';

const PULLING = /^Pulling image "([^"]{1,500})"/;
/** What ends a pull: it came, or it failed. */
const ENDS = /^(?:Pulled|Failed)$/;

const at = ({ lastSeen }: KubeEvent) => parseTime(lastSeen) ?? -Infinity;

/** The image that the node still pulled for the pod when it evicted it, by the events. */
export function pulledMeanwhile(
  events: Fact<FactValues['events']>,
): { image: string; quotes: readonly Quote[] } | undefined {
  if (events.status !== 'ok') return undefined;
  const all = events.value;
  const e = all[newestEvent(all, one => one.reason === 'Evicted') ?? -1];
  const i = newestEvent(all, ({ reason, message = '' }) => {
    return reason === 'Pulling' && PULLING.test(message);
  });
  const pull = all[i ?? -1];
  const image = PULLING.exec(pull?.message ?? '')?.[1];
  if (!e || !pull || image === undefined || at(pull) > at(e)) return undefined;
  const hasEnded = all.some(
    one =>
      ENDS.test(one.reason ?? '') &&
      one.message?.includes(`"${image}"`) &&
      at(one) >= at(pull) &&
      at(one) <= at(e),
  );
  return hasEnded
    ? undefined
    : { image, quotes: quoteOf('events', all, `${i}.message`) };
}

/** That the image, and nothing that the program wrote, came last. */
export const pullInWords = (image: string): Text =>
  both(
    ` It happened while the node still pulled and unpacked the image “${image}”: most likely the image is what filled the disk.`,
    `当时节点仍在拉取并解压镜像“${image}”：占满磁盘的很可能就是该镜像。`,
  );

/** What to change when the image filled the disk. */
export const smallerImage = (image: string): Text =>
  both(
    `Use a smaller image than “${image}”, or nodes with a larger disk: unpacked it takes a multiple of what is downloaded.`,
    `改用比“${image}”更小的镜像，或磁盘更大的节点：解压后的大小是下载量的数倍。`,
  );
