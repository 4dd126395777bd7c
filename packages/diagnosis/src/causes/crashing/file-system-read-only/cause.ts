import type { Step } from '../../../engine';
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
      ({ container, data, facts, quotes }) => {
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
    const { path, mount, isRootReadOnly } = data;
    const file =
      path === undefined
        ? both('a file', '某个文件')
        : both(`“${path}”`, `“${path}”`);
    let why = both(
      'The manifest does not make it read-only as far as is known: most likely the disk behind it failed and the kernel of the node made it read-only, or the volume itself can only be read.',
      '据目前所知，清单没有将其设为只读：很可能是其后的磁盘出现故障而被节点内核设为只读，或该卷本身只能读取。',
    );
    if (mount && isWrittenByKubernetes(mount))
      why = both(
        `It lies on volume “${mount.volume}” at ${mount.mountPath}: config maps and secrets can only be read.`,
        `它位于挂载在 ${mount.mountPath} 的卷“${mount.volume}”上：ConfigMap 和 Secret 只能读取。`,
      );
    else if (mount?.readOnly)
      why = both(
        `It lies on volume “${mount.volume}”, which is mounted read-only at ${mount.mountPath}.`,
        `它位于以只读方式挂载在 ${mount.mountPath} 的卷“${mount.volume}”上。`,
      );
    else if (!mount && isRootReadOnly)
      why = both(
        'The manifest makes all files of the image read-only (readOnlyRootFilesystem), and nothing is mounted there.',
        '清单将镜像的所有文件设为只读（readOnlyRootFilesystem），而该处没有挂载卷。',
      );
    return {
      what: both(
        `The program in ${who.en} ended because it cannot write ${file.en}: the file system is read-only${again.en}.`,
        `${who.zh}中的程序因文件系统只读、无法写入${file.zh}而结束${again.zh}。`,
      ),
      why,
    };
  },
  steps(data) {
    const { path = '', mount, node } = data;
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
