import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import type { MountOfPath } from '../../shared/lastWordsMount';

/** Where the data of a member lay that is gone. */
export type LostFrom = 'emptyDir' | 'claim' | 'container' | 'elsewhere';

/** What the data lay on. Without any volume for data it lay in the container itself. */
export function lostFrom(
  mount: MountOfPath | undefined,
  hasVolumes: boolean,
): LostFrom {
  if (mount?.kind === 'emptyDir' || mount?.kind === 'claim') return mount.kind;
  return mount || hasVolumes ? 'elsewhere' : 'container';
}

const GONE = both(
  'The member begins with an empty data directory, but the rest of its cluster still knows it: its data was lost.',
  '该成员的数据目录是空的，但集群中的其他成员仍记得它：它的数据丢失了。',
);

/** How it was lost. */
export function howLost(
  from: LostFrom,
  volume: string = '',
  claim: string = '',
): Text {
  const how: Readonly<Record<LostFrom, Text>> = {
    emptyDir: both(
      `Volume “${volume}” is an emptyDir, which goes with its pod: each new pod begins with nothing.`,
      `卷“${volume}”是 emptyDir，随 Pod 一起消失：每个新 Pod 都从空目录开始。`,
    ),
    container: both(
      'No volume for data is mounted: what a container writes elsewhere goes with it.',
      '没有挂载存放数据的卷：容器写在其他位置的数据会随容器一起消失。',
    ),
    claim: both(
      `Volume claim “${claim}” was made anew or emptied, or the data directory does not lie on it.`,
      `存储卷声明“${claim}”被重建或清空，或数据目录不在该卷上。`,
    ),
    elsewhere: both(
      'Its volume was made anew or emptied, or the data directory does not lie on it.',
      '它的卷被重建或清空，或数据目录不在该卷上。',
    ),
  };
  const { en, zh } = how[from];
  return both(`${GONE.en} ${en}`, `${GONE.zh}${zh}`);
}

/** Against the next loss. */
export function keepData(from: LostFrom): Step {
  return {
    text:
      from === 'claim' || from === 'elsewhere'
        ? both(
            'Check that the data directory in the settings lies on the mounted volume.',
            '检查配置中的数据目录是否位于挂载的卷上。',
          )
        : both(
            'Use a StatefulSet with a claim (volumeClaimTemplates) for the data directory, so that a member keeps its data when its pod is made anew.',
            '使用带 volumeClaimTemplates 的 StatefulSet 存放数据目录，这样 Pod 重建后成员的数据仍在。',
          ),
    link: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage',
  };
}
