import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';
import type { Share } from '../../shared/shareOfClaim';

/** The mount whose storage refuses to change owners. */
export interface Keeper {
  readonly mountPath: string;
  readonly claim?: string;
  readonly share?: Share;
  readonly storageClass?: string;
}

/** What each kind of storage does with owners and rights. */
const RULES: Readonly<Record<Share, Text>> = {
  nfs: both(
    'a share over NFS, whose server decides: with root_squash it treats root as nobody, so that nobody but the owner there may change owners or rights',
    'NFS 共享，由服务器决定权限：启用 root_squash 时 root 被当作普通用户，只有文件属主才能修改属主或权限',
  ),
  smb: both(
    'a share over SMB (CIFS, Azure Files), where the options of the mount (uid, gid, file_mode, dir_mode) set one owner and one mode for all files, and nobody may change them',
    'SMB 共享（CIFS、Azure Files）：所有文件的属主和权限都由挂载选项（uid、gid、file_mode、dir_mode）统一决定，任何人都不能修改',
  ),
  efs: both(
    'Amazon EFS, where an access point (its driver makes one for each claim it provisions) acts as one fixed user for everybody, root too',
    'Amazon EFS：接入点（其驱动会为动态创建的每个声明建立一个）让所有人（包括 root）都以同一个固定用户操作',
  ),
  node: both(
    'a directory of the node, whose file system may be such a share itself',
    '节点上的目录，其文件系统本身可能就是网络共享',
  ),
};

/** Why the storage refuses. */
export function keeps({ mountPath, claim, share, storageClass }: Keeper): Text {
  const of = storageClass
    ? both(` of storage class “${storageClass}”`, `（存储类“${storageClass}”）`)
    : both('', '');
  const place =
    claim === undefined
      ? both(`the volume at ${mountPath}`, `挂载在 ${mountPath} 的卷`)
      : both(
          `volume claim “${claim}”${of.en}, mounted at ${mountPath},`,
          `挂载在 ${mountPath} 的存储卷声明“${claim}”${of.zh}`,
        );
  if (share && share !== 'node')
    return both(
      `Its storage forbids it: ${place.en} is ${RULES[share].en}.`,
      `是存储不允许：${place.zh}是 ${RULES[share].zh}。`,
    );
  return both(
    `Root may change owners everywhere but where the storage refuses: at ${mountPath} most likely a share over the network, which treats root as nobody (NFS with root_squash) or keeps one owner for all files (CIFS, Azure Files, EFS access points). Or the image does not run as root.`,
    `除非存储拒绝，root 可以修改任何属主：${mountPath} 很可能是网络共享，它把 root 当作普通用户（启用 root_squash 的 NFS），或所有文件只有一个属主（CIFS、Azure Files、EFS 接入点）。也可能镜像不以 root 运行。`,
  );
}

/** Where the owner is set instead. */
const SET: Readonly<Record<Share, Text>> = {
  nfs: both(
    'Set the owner of the exported directory on the NFS server to the user the program runs as, or export it with no_root_squash.',
    '在 NFS 服务器上把导出目录的属主设为程序运行的用户，或以 no_root_squash 导出。',
  ),
  smb: both(
    'Set uid, gid, file_mode and dir_mode among the mount options of the storage class or volume to what the program wants.',
    '在存储类或卷的挂载选项中，将 uid、gid、file_mode 和 dir_mode 设为程序所需的值。',
  ),
  efs: both(
    'Set uid and gid of the access point (in the parameters of the storage class) to the user the program runs as.',
    '将接入点的 uid 和 gid（在存储类参数中）设为程序运行的用户。',
  ),
  node: both(
    'Change the owner of the directory on the node.',
    '在节点上修改该目录的属主。',
  ),
};

const SET_SOMEWHERE = both(
  'Set the owner where the storage keeps it: on the server of an NFS share (there root is often treated as nobody), in the mount options of an SMB share (uid, gid), in the access point of EFS.',
  '在存储保存属主的地方设置：NFS 在服务器上（那里的 root 常被当作普通用户），SMB 在挂载选项中（uid、gid），EFS 在接入点中。',
);

/** For storage that lets nobody change owners. */
export function stepsOfKeeper(
  { share }: Keeper,
  action: 'logs' | 'previous-logs',
): Step[] {
  return [
    {
      text: both(
        'Switch the change of owner off (often a setting of the chart), and let the program run as the owner that the storage shows (runAsUser).',
        '关闭修改属主的步骤（通常是 Chart 的设置），让程序以存储所显示的属主运行（runAsUser）。',
      ),
      link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    },
    { text: share ? SET[share] : SET_SOMEWHERE },
    {
      text: both(
        'Use a volume of a disk (block storage) for a database: there the program may own its directory; shares over the network are seldom supported.',
        '数据库请使用磁盘（块存储）卷：程序可以拥有自己的目录；网络共享通常不受支持。',
      ),
      link: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
    },
    {
      text: both('Read what it tried to do.', '查看它试图做什么。'),
      action,
    },
  ];
}
