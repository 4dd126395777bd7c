import type { Step } from '../../../engine';
import { both, shellWord } from '../../../engine';

/** A mount of nothing: by the driver's words, or those of mount(8), which then looks into /etc/fstab. */
const EMPTY =
  /(?:could not|couldn't|cannot|failed to|unable to) mount (?:""|'')(?: (?:at|to|on) (?:""|''))?|can't find (?:in|\S{1,300} in) \/etc\/fstab|(?:volume ?(?:ID|handle)|file ?system ?ID|source|server|share)(?: (?:path|name))? (?:""|''|is empty|is missing|(?:is )?not (?:provided|specified|set)|(?:is )?missing in request|(?:is|are) (?:a )?required)/i;

/** The words that say so; `undefined` when the mount had a source. */
export const emptySource = (why: string): string | undefined => {
  const found = EMPTY.exec(why.slice(0, 8192))?.[0];
  const tail = /can't find in \/etc\/fstab/.exec(why)?.[0];
  return found !== undefined && tail !== undefined && found !== tail
    ? `${found} … ${tail}`
    : found;
};

/** Why such a mount fails. */
export const NO_SOURCE = both(
  'The mount was called without a source: the driver had no file system, share or server to mount. The volume’s handle (volumeHandle) or an attribute is missing or misread, or the driver’s version does not fit this cluster and loses it.',
  '挂载时没有给出来源：驱动不知道要挂载哪个文件系统、共享或服务器。卷的句柄（volumeHandle）或属性缺失、格式有误，或驱动版本与集群不匹配而丢失了它。',
);

/** Compares what the volume names with what its driver wants. */
export const sourceSteps = (volume: string, hasClaim: boolean): Step[] => [
  {
    text: both(
      `Check in volume “${volume}” that volumeHandle and volumeAttributes name what is to be mounted, as the driver’s documentation says.`,
      `检查卷“${volume}”的 volumeHandle 和 volumeAttributes 是否按驱动文档写明了要挂载的内容。`,
    ),
    ...(hasClaim && {
      command: `kubectl get pv ${shellWord(volume)} -o yaml`,
    }),
  },
  {
    text: both(
      'Update or reinstall the storage driver, if they do: its version must support that of the cluster.',
      '如果无误，请升级或重新安装存储驱动：其版本必须支持集群的版本。',
    ),
  },
];
