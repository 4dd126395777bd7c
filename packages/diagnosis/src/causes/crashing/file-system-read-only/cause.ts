import type { Step, Text } from '../../../engine';
import { both, defineCause, quoteOf, theNode } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { mountOf } from '../../shared/lastWordsMount';

/** Files of config maps and secrets can only be read. */
const isWrittenByKubernetes = ({ kind }: MountOfPath) =>
  kind === 'configMap' || kind === 'secret' || kind === 'projected';

/** Whether nothing known of the manifest makes it read-only, so that the disk is left. */
function isByDisk({
  mount,
  isRootReadOnly,
}: {
  readonly mount: MountOfPath | undefined;
  readonly isRootReadOnly: boolean;
}): boolean {
  if (!mount) return !isRootReadOnly;
  return !mount.readOnly && !isWrittenByKubernetes(mount);
}

/** Why it can only be read. */
function reasonOf({
  mount,
  isRootReadOnly,
  isSnapshot,
}: {
  readonly mount: MountOfPath | undefined;
  readonly isRootReadOnly: boolean;
  readonly isSnapshot: boolean;
}): Text {
  if (isSnapshot)
    return both(
      'The storage keeps its snapshots in that directory and lets nobody change it, root neither; a change of owner or mode of the whole volume (chown -R, chmod -R) meets it and fails. The rest of the volume can be written.',
      '存储将快照保存在该目录中，任何人（包括 root）都不能修改；对整个卷递归修改属主或权限（chown -R、chmod -R）时会遇到它而失败。卷的其余部分可以写入。',
    );
  if (mount && isWrittenByKubernetes(mount))
    return both(
      `It lies on volume “${mount.volume}” at ${mount.mountPath}: config maps and secrets can only be read.`,
      `它位于挂载在 ${mount.mountPath} 的卷“${mount.volume}”上：ConfigMap 和 Secret 只能读取。`,
    );
  if (mount?.readOnly)
    return both(
      `It lies on volume “${mount.volume}”, which is mounted read-only at ${mount.mountPath}.`,
      `它位于以只读方式挂载在 ${mount.mountPath} 的卷“${mount.volume}”上。`,
    );
  if (!mount && isRootReadOnly)
    return both(
      'The manifest makes all files of the image read-only (readOnlyRootFilesystem), and nothing is mounted there.',
      '清单将镜像的所有文件设为只读（readOnlyRootFilesystem），而该处没有挂载卷。',
    );
  return both(
    'The manifest does not make it read-only as far as is known: most likely the disk behind it failed and the kernel of the node made it read-only, or the volume itself can only be read.',
    '据目前所知，清单没有将其设为只读：很可能是其后的磁盘出现故障而被节点内核设为只读，或该卷本身只能读取。',
  );
}

/** For a filer's directory of snapshots. */
function snapshot(path: string, mount: MountOfPath | undefined): Step[] {
  const at =
    mount?.mountPath ?? path.slice(0, Math.max(path.search(/\/[.~]/), 1));
  return [
    {
      text: both(
        'Switch the change of owner off, if the chart has a setting for it, and set fsGroup instead: the program needs the rights on its own files only.',
        '如果 Chart 提供了相应设置，请关闭修改属主的步骤，改用 fsGroup：程序只需要对自己的文件拥有权限。',
      ),
      link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    },
    {
      text: both(
        `Leave the directory out otherwise: mount a subdirectory of the volume (subPath) at ${at}, or pass it over in the command (find with -prune).`,
        `否则请避开该目录：将卷的子目录（subPath）挂载到 ${at}，或在命令中跳过它（find 的 -prune）。`,
      ),
      link: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
    },
    {
      text: both(
        'Ask who keeps the storage to hide the directory of snapshots on this volume.',
        '请存储管理员在该卷上隐藏快照目录。',
      ),
    },
  ];
}

const readOn = (action: 'logs' | 'previous-logs'): Step => ({
  text: both('Read what else it wants to write.', '查看它还要写入哪些位置。'),
  action,
});

/** For a disk that the node made read-only. */
function disk(node: string | undefined): Step[] {
  const { en, zh } = theNode(node);
  return [
    {
      text: both(
        'See from a debug shell whether the volume is mounted read-only (mount, or touch a file in it).',
        '在调试终端中查看该卷是否以只读方式挂载（mount，或在其中 touch 一个文件）。',
      ),
      action: 'debug',
    },
    {
      text: both(
        `Ask the operators of the cluster to look for errors of the disk in the kernel log of ${en}, and to check its file system; then delete the pod, so that the volume is mounted anew.`,
        `请集群管理员在${zh}的内核日志中查找磁盘错误并检查其文件系统；然后删除该 Pod，使卷重新挂载。`,
      ),
      link: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/',
    },
    {
      text: both(
        'Mount an emptyDir there instead if the program needs the files only while it runs.',
        '如果程序只在运行期间需要这些文件，请改为在该处挂载 emptyDir。',
      ),
    },
  ];
}

export default defineCause({
  id: 'file-system-read-only',
  state: 'crashing',
  title: both(
    'It writes where the file system is read-only',
    '向只读文件系统写入',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('file-system-read-only', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const mount = mountOf(pod, container, facts.path);
        const list = container.kind === 'app' ? 'containers' : 'initContainers';
        const c = pod.spec[list].findIndex(
          ({ name }) => name === container.name,
        );
        const root = `spec.${list}.${c}.securityContext.readOnlyRootFilesystem`;
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            path: facts.path,
            mount,
            isSnapshot: kind === 'snapshot',
            node: pod.spec.nodeName,
            isRootReadOnly:
              container.spec?.securityContext?.readOnlyRootFilesystem === true,
          },
          quotes: [...quotes, ...(mount?.quotes ?? quoteOf('pod', pod, root))],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { path } = data;
    const file =
      path === undefined
        ? both('a file', '某个文件')
        : both(`“${path}”`, `“${path}”`);
    return {
      what: both(
        `The program in ${who.en} ended because it cannot write ${file.en}: the file system is read-only${again.en}.`,
        `${who.zh}中的程序因文件系统只读、无法写入${file.zh}而结束${again.zh}。`,
      ),
      why: reasonOf(data),
    };
  },
  steps(data) {
    const { path = '', mount, node } = data;
    if (data.isSnapshot) return [...snapshot(path, mount), readOn(data.action)];
    if (isByDisk(data)) return [...disk(node), readOn(data.action)];
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    return [
      {
        text: mount
          ? both(
              `Copy the files from ${mount.mountPath} into an emptyDir in an init container if the program must change them, or mount it without readOnly if it may be written.`,
              `如果程序必须修改这些文件，请用初始化容器将 ${mount.mountPath} 的内容复制到 emptyDir；如果该卷允许写入，请去掉 readOnly。`,
            )
          : both(
              `Mount an emptyDir ${
                folder ? `at ${folder}` : 'where the program writes'
              }: it stays writable under readOnlyRootFilesystem.`,
              `在${
                folder ? ` ${folder} ` : '程序写入的位置'
              }挂载 emptyDir：即使启用 readOnlyRootFilesystem，它仍可写。`,
            ),
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
      },
      {
        text: both(
          'Set the program to write elsewhere (temporary directory, log to standard output).',
          '让程序写到其他位置（临时目录，日志输出到标准输出）。',
        ),
      },
      readOn(data.action),
    ];
  },
});
