import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import { kubectl } from '../../shared/kubectl';
import type { MountOfPath } from '../../shared/lastWordsMount';

/** Where a store keeps its data, and what may have become of it. */
export function dataInWords(mount: MountOfPath | undefined): Text {
  const lies = both(
    mount
      ? `${mount.isGuess ? 'Most likely it' : 'It'} lies on volume “${
          mount.volume
        }”, mounted at ${mount.mountPath}${
          mount.kind === 'claim' ? ` (claim “${mount.source}”)` : ''
        }.`
      : 'Nothing is mounted there, so the data is lost with each container.',
    mount
      ? `${mount.isGuess ? '它很可能' : '它'}位于挂载在 ${
          mount.mountPath
        } 的卷“${mount.volume}”上${
          mount.kind === 'claim' ? `（存储卷声明“${mount.source}”）` : ''
        }。`
      : '该处没有挂载卷，因此数据会随容器丢失。',
  );
  return both(
    `The program itself writes this file in its data directory. ${lies.en} The directory is gone or cannot be used (another volume came, the mount is dead, settings and mount name different directories), or the data was copied or cleared only in part.`,
    `该文件由程序自己写入数据目录。${lies.zh}目录已不存在或无法使用（换成了别的卷、挂载已失效、配置与挂载的目录不一致），或数据只复制或清理了一部分。`,
  );
}

/** What to look at, and how it starts again. */
export function dataSteps(
  namespace: string,
  mount: MountOfPath | undefined,
): Step[] {
  const isClaim = mount?.kind === 'claim' && mount.source !== undefined;
  return [
    {
      text: mount
        ? both(
            `Look at ${mount.mountPath} from a debug shell: is the volume there, does it hold the data, and is it the directory that the settings of the program name?`,
            `在调试终端中查看 ${mount.mountPath}：卷是否存在、是否有数据、是否就是程序配置中的目录？`,
          )
        : both(
            'Compare the data directory of the program’s settings with the mounts of the container.',
            '核对程序配置中的数据目录与容器的挂载点。',
          ),
      action: 'debug',
    },
    ...(isClaim
      ? [
          {
            text: both(
              `Check claim “${mount.source}”: which volume it is bound to, and since when.`,
              `检查存储卷声明“${mount.source}”：它绑定了哪个卷、从何时起。`,
            ),
            command: kubectl(namespace, 'describe', 'pvc', mount.source ?? ''),
          },
        ]
      : []),
    {
      text: both(
        'Delete the pod so that the volume is mounted anew. If the data is truly gone, restore it from a backup; or, if the program can do without, empty the directory, so that it begins afresh.',
        '删除该 Pod 以重新挂载卷。如果数据确实丢失，请从备份恢复；如果程序不需要这些数据，可清空该目录让它重新开始。',
      ),
      link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
    },
  ];
}
