import type { Step, Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { mountOf } from '../../shared/lastWordsMount';

const KEYS =
  'https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions';
const GROUPS =
  'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods';

/** Volumes whose files Kubernetes writes itself, with the mode the volume sets. */
const isWritten = (mount: MountOfPath | undefined) =>
  mount?.kind === 'secret' ||
  mount?.kind === 'configMap' ||
  mount?.kind === 'projected';

/** Who opened the file, as far as the manifest tells. */
function openedBy(
  mount: MountOfPath | undefined,
  fsGroup: number | undefined,
  path: string | undefined,
): Text {
  if (!mount && !path?.startsWith('/'))
    return both(
      'The log does not tell where it lies.',
      '日志没有说明它所在的位置。',
    );
  if (!mount)
    return both(
      'Nothing is mounted there, so its mode comes from the image or from the program’s own start.',
      '该处没有挂载卷，因此其权限来自镜像或程序自身的启动过程。',
    );
  const { volume, mountPath } = mount;
  const lies = both(
    `It lies on volume “${volume}”, mounted at ${mountPath}.`,
    `它位于挂载在 ${mountPath} 的卷“${volume}”上。`,
  );
  if (isWritten(mount) && fsGroup === undefined)
    return both(
      `${lies.en} Kubernetes writes the files there with mode 0644 unless the volume sets defaultMode.`,
      `${lies.zh}除非卷设置了 defaultMode，Kubernetes 写入的文件权限为 0644。`,
    );
  return fsGroup === undefined
    ? lies
    : both(
        `${lies.en} The pod sets fsGroup ${fsGroup}, so Kubernetes lets that group read the files of its volumes, and write those that can be written.`,
        `${lies.zh}Pod 设置了 fsGroup ${fsGroup}，因此 Kubernetes 会让该用户组读取其卷中的文件，可写的卷还允许写入。`,
      );
}

const copied = (file: Text): Step => ({
  text: both(
    `Copy ${file.en} in an init container into an emptyDir, give it to the user of the program (chown) and close it there (chmod 0600), if the mode cannot be set on the volume.`,
    `如果无法在卷上设置权限，请用初始化容器将${file.zh}复制到 emptyDir，在那里交给程序的用户（chown）并收紧权限（chmod 0600）。`,
  ),
});

/** For a volume whose files Kubernetes writes. */
function written(volume: string, fsGroup: number | undefined): Step {
  const stays =
    fsGroup === undefined
      ? both('', '')
      : both(
          ' With fsGroup the group may read it all the same (0440): then the next step is left.',
          '设置了 fsGroup 时，用户组仍可读取（0440）：此时请采用下一步。',
        );
  return {
    text: both(
      `Set defaultMode: 0400 on volume “${volume}” (0600 if the program writes it).${stays.en}`,
      `将卷“${volume}”的 defaultMode 设为 0400（如果程序需要写入则为 0600）。${stays.zh}`,
    ),
    link: KEYS,
  };
}

/** How the mode becomes narrow, and stays so. */
function fixes(
  mount: MountOfPath | undefined,
  fsGroup: number | undefined,
  file: Text,
): Step[] {
  if (mount && isWritten(mount))
    return [written(mount.volume, fsGroup), copied(file)];
  if (!mount || fsGroup === undefined)
    return [
      {
        text: both(
          `Set the mode of ${file.en} to 0600 (a directory’s to 0700) before the program starts: in the image, in its start script, or in an init container.`,
          `在程序启动前将${file.zh}的权限设为 0600（目录为 0700）：在镜像、启动脚本或初始化容器中设置。`,
        ),
      },
      copied(file),
    ];
  return [
    {
      text: both(
        `Set the mode of ${file.en} back to 0600 (a directory’s to 0700) once, in an init container, and set fsGroupChangePolicy: OnRootMismatch, so that Kubernetes does not open it again at the next start.`,
        `用初始化容器将${file.zh}的权限改回 0600（目录为 0700），并设置 fsGroupChangePolicy: OnRootMismatch，使 Kubernetes 不会在下次启动时再次放宽。`,
      ),
      link: GROUPS,
    },
    {
      text: both(
        'Remove fsGroup if the volume belongs to the user of the program anyway; the mode must still be narrowed once.',
        '如果卷本来就属于程序的用户，请去掉 fsGroup；权限仍需收紧一次。',
      ),
    },
  ];
}

const named = (path: string | undefined): Text =>
  path === undefined
    ? both('the file', '该文件')
    : both(`“${path}”`, `“${path}”`);

const directory = (path: string | undefined): Text =>
  path === undefined
    ? both('its directory for temporary files', '其临时文件目录')
    : both(`“${path}”`, `“${path}”`);

/** For a directory that all may write to. */
const stickySteps = (dir: Text, isMounted: boolean): Step[] => [
  {
    text: both(
      `See mode and owner of ${dir.en} from a debug shell (ls -ld).`,
      `在调试终端中查看${dir.zh}的权限和属主（ls -ld）。`,
    ),
    action: 'debug',
  },
  {
    text: isMounted
      ? both(
          `Mount an emptyDir of its own at ${dir.en}, or point the program’s TMPDIR at one of mode 0700: what is temporary needs no volume that lasts.`,
          `在${dir.zh}处挂载单独的 emptyDir，或把程序的 TMPDIR 指向权限为 0700 的目录：临时文件不需要持久卷。`,
        )
      : both(
          `Build the image so that ${dir.en} keeps mode 1777, or mount an emptyDir for temporary files and name it in TMPDIR.`,
          `构建镜像时让${dir.zh}保持 1777 权限，或挂载用于临时文件的 emptyDir 并在 TMPDIR 中写明。`,
        ),
    link: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  },
  {
    text: both(
      `Set mode 1777 on ${dir.en} (chmod 1777) in an init container or on the storage, if it must be that directory.`,
      `如果必须使用该目录，请用初始化容器或在存储端将${dir.zh}的权限设为 1777（chmod 1777）。`,
    ),
  },
];

export default defineCause({
  id: 'file-mode-too-open',
  state: 'crashing',
  title: both(
    'A file or directory is open to too many',
    '文件或目录的权限过于宽松',
  ),
  severity: 'critical',
  since: '0.2.0',
  reads: ['pod'],
  mayRead: ['logs'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now }) {
    return lastWords('file-mode-too-open', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const mount = mountOf(pod, container, facts.path);
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            path: facts.path,
            mode: facts.mode,
            isSticky: kind === 'sticky',
            mount,
            fsGroup: pod.spec.securityContext?.fsGroup,
          },
          quotes: [
            ...quotes,
            ...(mount?.quotes ?? []),
            ...quoteOf('pod', pod, 'spec.securityContext.fsGroup'),
          ],
        };
      },
    );
  },
  explain(data) {
    const { who, again } = inWords(data);
    const { path, mode, mount, fsGroup } = data;
    const file =
      path === undefined
        ? both('a file', '某个文件')
        : both(`“${path}”`, `“${path}”`);
    const is =
      mode === undefined
        ? both('', '')
        : both(` (its mode is ${mode})`, `（权限为 ${mode}）`);
    const { en, zh } = openedBy(mount, fsGroup, path);
    if (data.isSticky) {
      const dir = directory(path);
      return {
        what: both(
          `The program in ${who.en} ended because everybody may write ${dir.en}, and its sticky bit is not set${again.en}.`,
          `${who.zh}中的程序因${dir.zh}所有人可写且没有设置粘滞位（sticky bit）而结束${again.zh}。`,
        ),
        why: both(
          `Without that bit each user may delete the files of the others there, so the program does not use it for temporary files; /tmp of an image has mode 1777. ${en}`,
          `没有该位时，任何用户都能删除其他用户的文件，因此程序不会在其中存放临时文件；镜像的 /tmp 权限为 1777。${zh}`,
        ),
      };
    }
    return {
      what: both(
        `The program in ${who.en} ended because ${file.en} may be read or written by more than its owner${is.en}${again.en}.`,
        `${who.zh}中的程序因${file.zh}可被属主以外的用户读写${is.zh}而结束${again.zh}。`,
      ),
      why: both(
        `Programs refuse keys, passwords and data that others could read or change. ${en}`,
        `程序会拒绝使用他人可以读取或修改的密钥、密码和数据。${zh}`,
      ),
    };
  },
  steps({ path, mount, fsGroup, action, isSticky }) {
    if (isSticky) return stickySteps(directory(path), mount !== undefined);
    return [
      {
        text: both(
          'See the mode and the owner of the file from a debug shell (ls -lL).',
          '在调试终端中查看文件的权限和属主（ls -lL）。',
        ),
        action: 'debug' as const, // literal type of Step
      },
      ...fixes(mount, fsGroup, named(path)),
      {
        text: both('Read which mode it wants.', '查看它要求的权限。'),
        action,
      },
    ];
  },
});
