import type { Text } from '../../../engine';
import { both, defineCause, quoteOf } from '../../../engine';
import { placeOf } from '../../shared/kubectl';
import { endings, inWords, lastWords } from '../../shared/lastWords';
import type { MountOfPath } from '../../shared/lastWordsMount';
import { absolute, likelyMountOf } from '../../shared/lastWordsMount';
import { mountInWords } from '../../shared/mountInWords';
import type { Share } from '../../shared/shareOfClaim';
import { storageBehind } from '../../shared/shareOfClaim';
import { readBefore } from '../../shared/steps';
import { besideInWords, meantMount, mountThere, writableOf } from './beside';
import { isStream, STREAM_WHY, streamSteps } from './stream';

/** What a path lies on; one that is relative and on no volume begins where the program works. */
function placeInWords(
  mount: MountOfPath | undefined,
  isRelative: boolean,
): Text {
  return !mount && isRelative
    ? both(
        'The path begins in the directory the program works in.',
        '该路径相对于程序的工作目录。',
      )
    : mountInWords(mount);
}

/** For a file whose owner counts, not its group. */
const OWNER = both(
  'Let the program run as the user that owns it (runAsUser), or give it to the user of the program in an init container that runs as root (chown); fsGroup changes the group only.',
  '让程序以文件属主的身份运行（runAsUser），或在以 root 运行的初始化容器中将它交给程序的用户（chown）；fsGroup 只改变用户组。',
);

/** Volumes that fsGroup hands to a group, where the driver can; and those whose files Kubernetes writes. */
const GROUPED = new Set<MountOfPath['kind']>(['claim', 'emptyDir', 'other']);
const WRITTEN = new Set<MountOfPath['kind']>([
  'secret',
  'configMap',
  'projected',
]);

/** Storage that heeds no fsGroup, or seldom. */
const ON_SHARE: Readonly<Record<Share, Text>> = {
  node: both(
    'Change the owner of the directory on the node, or in an init container that runs as root (chown): the volume is a plain directory of the node (hostPath), which Kubernetes does not hand to a group (fsGroup).',
    '在节点上或用以 root 运行的初始化容器（chown）修改目录属主：该卷是节点上的普通目录（hostPath），Kubernetes 不会为它调整属组（fsGroup）。',
  ),
  nfs: both(
    'Change the owner or the rights of the directory on the NFS server, or in an init container that runs as root: Kubernetes does not hand NFS volumes to a group (fsGroup), or may not where the server treats root as nobody (root_squash).',
    '在 NFS 服务器上或用以 root 运行的初始化容器修改目录的属主或权限：Kubernetes 不会为 NFS 卷调整属组（fsGroup），或因服务器把 root 当作普通用户（root_squash）而无法调整。',
  ),
  smb: both(
    'Set uid, gid, file_mode and dir_mode among the mount options of the storage class or volume: on SMB (CIFS, Azure Files) they rule all files, not fsGroup.',
    '在存储类或卷的挂载选项中设置 uid、gid、file_mode 和 dir_mode：在 SMB（CIFS、Azure Files）上由它们决定所有文件的权限，而不是 fsGroup。',
  ),
  efs: both(
    'Set uid, gid and permissions of the EFS access point (in the parameters of the storage class) to the user the program runs as: fsGroup has no effect there.',
    '将 EFS 接入点的 uid、gid 和权限（在存储类参数中）设为程序运行的用户：fsGroup 在那里不起作用。',
  ),
};

/** Who should own the path, by what it lies on. */
function fixOf(
  mount: MountOfPath | undefined,
  fsGroup: number | undefined,
  user: number | undefined,
  share: Share | undefined,
): Text {
  if (share) return ON_SHARE[share];
  let fix = both(
    'Give the directory to the user the program runs as when the image is built, for any group too (chmod g=u) where users are chosen at random (OpenShift); or mount an emptyDir there.',
    '构建镜像时将目录交给程序运行的用户；在随机分配用户的平台（OpenShift）上还要授予用户组同样的权限（chmod g=u）；或在该处挂载 emptyDir。',
  );
  if (mount && GROUPED.has(mount.kind))
    fix =
      fsGroup === undefined
        ? both(
            `Set securityContext.fsGroup of the pod to the group of the program${
              user === undefined ? '' : ` (often ${user})`
            }: Kubernetes then gives it the volume.`,
            `将 Pod 的 securityContext.fsGroup 设为程序所属的用户组${
              user === undefined ? '' : `（常为 ${user}）`
            }：Kubernetes 会据此调整卷的属组。`,
          )
        : both(
            'Check whether the driver of this volume honours fsGroup: NFS and some others do not; then change the owner once on the server, or in an init container that runs as root.',
            '检查该卷的驱动是否支持 fsGroup：NFS 等不支持；此时请在服务器上或用以 root 运行的初始化容器修改属主。',
          );
  if (mount?.kind === 'hostPath')
    fix = both(
      'Change the owner of the directory on the node, or use a claim: fsGroup does not apply to hostPath.',
      '在节点上修改目录属主，或改用存储卷声明：fsGroup 对 hostPath 不起作用。',
    );
  if (mount && WRITTEN.has(mount.kind))
    fix = both(
      'Raise defaultMode of the volume, or set fsGroup, so that the user of the program may read it.',
      '调大卷的 defaultMode，或设置 fsGroup，使程序的用户可以读取。',
    );
  return fix;
}

const userOf = (user: number | undefined): Text =>
  user === undefined
    ? both('the user of the image', '镜像指定的用户')
    : both(`user ${user}`, `用户 ${user} `);

/** For a path that could not be made, without a word why. */
const UNSAID: Text = both(
  'The log does not say why; mostly the user it runs as may not write there, or the file system is read-only. ',
  '日志没有说明原因；通常是运行程序的用户无权在该处写入，或文件系统为只读。',
);

interface Denied {
  readonly isNotMade: boolean;
  readonly path?: string | undefined;
  readonly mount?: MountOfPath | undefined;
  readonly isRelative: boolean;
  readonly isReadOnlyRoot: boolean;
  readonly writable: readonly string[];
  readonly user?: number | undefined;
  readonly fsGroup?: number | undefined;
  readonly share?: Share | undefined;
}

/** Where the path lies, and as whom the program asks. */
function whyOf(data: Denied): Text {
  const { path, mount, isRelative, user, fsGroup, share } = data;
  const { en, zh } =
    path === undefined
      ? both('The log names no path.', '日志没有写明路径。')
      : placeInWords(mount, isRelative);
  const as = userOf(user);
  const group =
    fsGroup === undefined
      ? both(
          'no group for its volumes (fsGroup)',
          '没有为卷设置用户组（fsGroup）',
        )
      : both(
          `group ${fsGroup} for its volumes (fsGroup)`,
          `卷的用户组（fsGroup）为 ${fsGroup}`,
        );
  // Said only where it counts.
  const isGrouped = !share && mount !== undefined && mount.kind !== 'hostPath';
  const doubt = data.isNotMade ? UNSAID : both('', '');
  const beside = mount ? both('', '') : besideInWords(data);
  return both(
    `${doubt.en}${en}${beside.en} The program runs as ${as.en}${
      isGrouped ? `, and the pod sets ${group.en}` : ''
    }.`,
    `${doubt.zh}${zh}${beside.zh}程序以${as.zh}运行${
      isGrouped ? `，Pod ${group.zh}` : ''
    }。`,
  );
}

/** What helps first. */
function firstStep(data: Denied & { readonly isOwner: boolean }): Text {
  const { mount, fsGroup, user, share } = data;
  if (data.isOwner) return OWNER;
  const isBeside = data.isReadOnlyRoot || data.writable.length > 0;
  return !mount && isBeside
    ? mountThere(data.path, data.writable)
    : fixOf(mount, fsGroup, user, share);
}

export default defineCause({
  id: 'permission-denied-on-file',
  state: 'crashing',
  title: both('It may not read or write a file', '没有读写文件的权限'),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['logs', 'claims', 'volumes', 'storageClasses'],
  beats: endings,
  covers: [],
  detect({ pod, logs, subject, now, ...storage }) {
    return lastWords('permission-denied-on-file', pod, logs, now).map(
      ({ container, data, facts, kind, quotes }) => {
        const mount = isStream(facts.path)
          ? undefined
          : meantMount(likelyMountOf(pod, container, facts.path));
        const behind = storageBehind(pod, mount, storage);
        const own = container.spec?.securityContext;
        const user = own?.runAsUser ?? pod.spec.securityContext?.runAsUser;
        return {
          container: container.name,
          data: {
            ...placeOf(subject),
            ...data,
            isOwner: kind === 'ownership',
            isNotMade: kind === 'not-made',
            path: facts.path,
            mount,
            share: behind.share,
            isRelative: absolute(facts.path, container) === undefined,
            isReadOnlyRoot: own?.readOnlyRootFilesystem === true,
            writable: mount ? [] : writableOf(pod, container),
            user,
            fsGroup: pod.spec.securityContext?.fsGroup,
          },
          quotes: [
            ...quotes,
            ...(mount?.quotes ?? []),
            ...behind.quotes,
            ...quoteOf('pod', pod, 'spec.securityContext.fsGroup'),
            ...quoteOf('pod', pod, 'spec.securityContext.runAsUser'),
          ],
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
      what: data.isOwner
        ? both(
            `The program in ${who.en} ended because ${file.en} belongs to another user than it accepts${again.en}.`,
            `${who.zh}中的程序因${file.zh}属于它不接受的用户而结束${again.zh}。`,
          )
        : both(
            `The program in ${who.en} ended because it ${
              data.isNotMade ? 'could not create' : 'may not access'
            } ${file.en}${again.en}.`,
            `${who.zh}中的程序因${data.isNotMade ? '无法创建' : '无权访问'}${
              file.zh
            }而结束${again.zh}。`,
          ),
      why: isStream(path) ? STREAM_WHY : whyOf(data),
    };
  },
  steps(data) {
    const { user, path = '' } = data;
    if (isStream(path)) return streamSteps(path, user, data.action);
    return [
      {
        text: firstStep(data),
        link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
      },
      {
        text: both(
          'See as whom the program runs and who owns the file, from a debug shell.',
          '在调试终端中查看程序以谁的身份运行、文件属于谁。',
        ),
        action: 'debug' as const, // literal type of Step
      },
      readBefore(data.action),
    ];
  },
});
