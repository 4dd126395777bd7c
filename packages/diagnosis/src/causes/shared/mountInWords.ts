import type { Text } from '../../engine';
import { both } from '../../engine';
import type { MountOfPath } from './lastWordsMount';

/** What holds the files of a volume. */
function holderOf({ kind, source = '' }: MountOfPath): Text {
  const names: Readonly<Record<MountOfPath['kind'], Text>> = {
    configMap: both(`config map “${source}”`, `ConfigMap“${source}”`),
    secret: both(`secret “${source}”`, `Secret“${source}”`),
    projected: both(
      'files of config maps and secrets (projected)',
      '来自 ConfigMap 和 Secret 的文件（projected）',
    ),
    claim: both(`volume claim “${source}”`, `存储卷声明“${source}”`),
    emptyDir: both('an empty directory (emptyDir)', '空目录（emptyDir）'),
    hostPath: both(`“${source}” of the node`, `节点上的“${source}”`),
    other: both('a volume', '卷'),
  };
  return names[kind];
}

/** What a path that a program named lies on, as a sentence; without a mount it is the image's own. */
export function mountInWords(mount: MountOfPath | undefined): Text {
  if (!mount)
    return both(
      'The path is of the image itself: nothing is mounted there.',
      '该路径属于镜像本身：没有挂载任何卷。',
    );
  const { mountPath, volume } = mount;
  const holder = holderOf(mount);
  return mount.isGuess
    ? both(
        `Most likely it lies on volume “${volume}”, mounted at ${mountPath}, the only one it may write to: ${holder.en}.`,
        `它很可能位于挂载在 ${mountPath} 的卷“${volume}”上，这是它唯一可写的卷：${holder.zh}。`,
      )
    : both(
        `The path lies on volume “${volume}”, mounted at ${mountPath}: ${holder.en}.`,
        `该路径位于挂载在 ${mountPath} 的卷“${volume}”上：${holder.zh}。`,
      );
}
