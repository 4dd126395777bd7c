import type { ContainerView, Text } from '../../../engine';
import { both, listEn, listZh } from '../../../engine';
import type { Pod } from '../../../facts/objects';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { mountOf } from '../../shared/lastWordsMount';

/**
 * The volume that is meant. An emptyDir that is only guessed is not: every user may write to it, so the program was refused elsewhere.
 * Source: the kubelet makes it with mode 0777 (pkg/volume/emptydir/empty_dir.go).
 */
export const meantMount = (
  mount: MountOfPath | undefined,
): MountOfPath | undefined =>
  mount?.isGuess && mount.kind === 'emptyDir' ? undefined : mount;

/** Where a container has volumes that every user may write to. */
export function writableOf(pod: Pod, container: ContainerView): string[] {
  return (container.spec?.volumeMounts ?? [])
    .flatMap(({ mountPath }) => mountOf(pod, container, mountPath) ?? [])
    .filter(({ kind, readOnly }) => kind === 'emptyDir' && !readOnly)
    .map(({ mountPath }) => mountPath)
    .slice(0, 4);
}

interface Beside {
  readonly path?: string | undefined;
  readonly isReadOnlyRoot: boolean;
  readonly writable: readonly string[];
}

/** For a path on no volume: where the program may write, as sentences to add. */
export function besideInWords({
  path,
  isReadOnlyRoot,
  writable,
}: Beside): Text {
  const may =
    writable.length > 0
      ? both(
          ` Every user may write to ${listEn(writable)} (emptyDir)${
            path === undefined ? ', so it most likely writes elsewhere' : ''
          }.`,
          `任何用户都可以写入 ${listZh(writable)}（emptyDir）${
            path === undefined ? '，因此它很可能写到了别处' : ''
          }。`,
        )
      : both('', '');
  const root = isReadOnlyRoot
    ? both(
        ' Outside of volumes nothing can be written: the manifest makes the file system of the image read-only (readOnlyRootFilesystem).',
        '卷以外的位置都不能写入：清单将镜像的文件系统设为只读（readOnlyRootFilesystem）。',
      )
    : both('', '');
  return both(`${may.en}${root.en}`, `${may.zh}${root.zh}`);
}

/** A directory that the program may write to. */
export function mountThere(
  path: string | undefined,
  writable: readonly string[],
): Text {
  const where =
    path === undefined
      ? both(
          'Find the directory that the program writes to (the log shows the call; its settings, HOME and XDG_* name it), and mount an emptyDir or a claim there',
          '找出程序要写入的目录（日志中有相应的调用；目录由其配置、HOME 和 XDG_* 决定），并在该处挂载 emptyDir 或存储卷声明',
        )
      : both(
          `Mount an emptyDir, or a claim where the data is to stay, at the directory of “${path}”`,
          `在“${path}”所在的目录挂载 emptyDir；如果数据需要保留，则挂载存储卷声明`,
        );
  return writable.length > 0
    ? both(
        `${
          where.en
        }; or let the settings of the program name a directory below ${listEn(
          writable,
          'or',
        )}.`,
        `${where.zh}；或在程序配置中改用 ${listZh(writable)} 下的目录。`,
      )
    : both(`${where.en}.`, `${where.zh}。`);
}
