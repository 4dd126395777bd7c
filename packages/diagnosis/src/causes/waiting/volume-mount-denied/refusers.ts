import type { Step, Text } from '../../../engine';
import { both } from '../../../engine';

/** Who refuses, which decides by what: a file service of a cloud, or a server of one's own. */
export type Refuser =
  | 'efs'
  | 'azure-nfs'
  | 'azure-smb'
  | 'bucket'
  | 'ceph'
  | 'export'
  | 'login'
  | 'other';

/** Asked in this order, of the driver's name, the whole message and the part that says why. */
export const REFUSERS: readonly (readonly [Refuser, RegExp])[] = [
  // A file system of FSx is named the same way, but by its own domain.
  [
    'efs',
    /-t efs\b|\befs\.csi\.aws\.com|\bfs-[0-9a-f]{8,17}(?:\.efs\.|:\/)|amazon-efs/,
  ],
  [
    'bucket',
    /gcsfuse|mount-s3|S3 client|blobfuse|storage\.(?:objects|buckets)\.|\bgs:\/\/|\bs3:\/\//i,
  ],
  [
    'azure-nfs',
    /(?:-t nfs|mount\.nfs)[^]{0,2048}\.file\.core\.|\.file\.core\.[a-z.]{1,40}:\//,
  ],
  ['azure-smb', /\.file\.core\.|file\.csi\.azure\.com/],
  // NFS of Ceph is a server like others.
  ['ceph', /-t ceph\b|mount\.ceph|mount error:? (?:1|13) = |cephfs\.csi/],
  ['export', /access denied by server|mount\.nfs/i],
  ['login', /mount error\(|cifs|STATUS_|smb/i],
];

/** How one of them decides, and what to do; the step that reads the events comes before. */
interface Refusal {
  readonly why: Text;
  readonly steps: (node: string) => readonly Step[];
}

const letIn = (node: string): Step => ({
  text: both(
    `Ask whoever runs the storage server to let node “${node}” in (export list, firewall).`,
    `请存储服务器的管理者允许节点“${node}”访问（导出列表、防火墙）。`,
  ),
  link: 'https://kubernetes.io/docs/concepts/storage/volumes/#nfs',
});

const CHECK_ADDRESS: Step = {
  text: both(
    'Check server and path in the manifest of the pod or of its persistent volume.',
    '检查 Pod 或持久卷清单中的服务器和路径。',
  ),
};

const CHECK_LOGIN: Step = {
  text: both(
    'Check the credentials the volume names, and renew the secret if the key has been rotated.',
    '检查卷引用的凭据；如果密钥已轮换，请更新 Secret。',
  ),
};

const plain = (en: string, zh: string): Step => ({ text: both(en, zh) });

/** What each goes by. */
export const REFUSALS: Readonly<Record<Refuser, Refusal>> = {
  efs: {
    why: both(
      'EFS keeps no list of addresses: its file system policy decides, by the IAM identity that the mount presents. Most often the policy asks for an identity, a right (elasticfilesystem:ClientMount) or an access point that this mount does not bring, or the access point belongs to another file system.',
      'EFS 没有按地址放行的列表，而是由文件系统策略根据挂载所用的 IAM 身份决定。最常见的情况：策略要求的身份、权限（elasticfilesystem:ClientMount）或接入点是此次挂载没有提供的，或接入点属于另一个文件系统。',
    ),
    steps: () => [
      plain(
        'Read the file system policy in the EFS console (aws efs describe-file-system-policy): whom does it let mount, and does it demand IAM, TLS or an access point?',
        '查看 EFS 的文件系统策略（aws efs describe-file-system-policy）：允许谁挂载，是否要求 IAM、TLS 或接入点？',
      ),
      plain(
        'Add the mount options “tls” and “iam” to the persistent volume if the policy asks for an identity: without “iam” the mount is anonymous.',
        '如果策略要求身份，请在持久卷的挂载选项中加入“tls”和“iam”：没有“iam”时挂载是匿名的。',
      ),
      plain(
        'Ask your platform team to grant the role of the EFS driver’s node pods (or of the node) elasticfilesystem:ClientMount and ClientWrite on the file system, and to check that the access point belongs to it.',
        '请平台团队为 EFS 驱动节点 Pod（或节点）的角色授予该文件系统的 elasticfilesystem:ClientMount 和 ClientWrite 权限，并确认接入点属于该文件系统。',
      ),
    ],
  },
  'azure-nfs': {
    why: both(
      'Azure Files lets an NFS mount in by network alone: only from the virtual networks and private endpoints that the storage account allows, and only while its “secure transfer required” is off or the mount is encrypted. The path must be /account/share.',
      'Azure 文件的 NFS 挂载只按网络放行：必须来自存储账户允许的虚拟网络或专用终结点，并且账户的“需要安全传输”已关闭或挂载已加密。路径必须是 /账户/共享。',
    ),
    steps: node => [
      CHECK_ADDRESS,
      plain(
        `Ask your platform team to allow the subnet of node “${node}” (or a private endpoint) in the networking of the storage account, and to look at “secure transfer required”.`,
        `请平台团队在存储账户的网络设置中允许节点“${node}”所在的子网（或专用终结点），并检查“需要安全传输”。`,
      ),
    ],
  },
  'azure-smb': {
    why: both(
      'Azure Files refuses the login: the account key in the secret is wrong or was rotated, the account no longer takes keys, or its firewall does not let the node’s network in (it answers “permission denied” for that, too).',
      'Azure 文件拒绝登录：Secret 中的账户密钥有误或已轮换，账户已禁用密钥访问，或其防火墙不允许节点所在的网络（此时同样返回“permission denied”）。',
    ),
    steps: node => [
      CHECK_LOGIN,
      plain(
        `Ask your platform team to look at the storage account: is access by key allowed, does its networking allow the subnet of node “${node}”, and does its SMB security still offer what the node asks for?`,
        `请平台团队检查存储账户：是否允许密钥访问，网络设置是否允许节点“${node}”所在的子网，SMB 安全设置是否仍支持节点所用的协议。`,
      ),
    ],
  },
  bucket: {
    why: both(
      'The object storage refuses: the cloud identity that the mount uses, mostly that of the pod’s service account, lacks the right to list and read this bucket, or there is none.',
      '对象存储拒绝访问：挂载所用的云身份（多为 Pod 服务账户的身份）没有列出和读取该存储桶的权限，或根本没有身份。',
    ),
    steps: () => [
      plain(
        'Check the name of the bucket or container in the manifest: a foreign one answers the same way.',
        '检查清单中存储桶或容器的名称：属于他人的存储桶也会返回同样的结果。',
      ),
      plain(
        'Grant that identity the right to list, read and, if the program writes, write the objects of the bucket.',
        '为该身份授予列出、读取以及（如果程序要写入）写入该存储桶对象的权限。',
      ),
    ],
  },
  ceph: {
    why: both(
      'The Ceph user or key of the volume (in a secret) is wrong, or its capabilities do not reach that path or pool.',
      '卷使用的 Ceph 用户或密钥（在 Secret 中）有误，或其能力（caps）不包括该路径或存储池。',
    ),
    steps: () => [
      CHECK_LOGIN,
      plain(
        'Ask whoever runs Ceph which capabilities that user has (ceph auth get), and to let it use the path.',
        '请 Ceph 的管理者查看该用户的能力（ceph auth get），并允许其使用该路径。',
      ),
    ],
  },
  login: {
    why: both(
      'User name, password or key of the share (usually in a secret) are wrong or were renewed, or the storage account’s firewall does not let the node in.',
      '共享的用户名、密码或密钥（通常在 Secret 中）有误或已更换，或存储账户的防火墙不允许该节点访问。',
    ),
    steps: node => [CHECK_LOGIN, letIn(node)],
  },
  export: {
    why: both(
      'The server does not export that directory to this node’s address, or the path is not one it exports.',
      '服务器没有把该目录导出给此节点的地址，或该路径不在导出列表中。',
    ),
    steps: node => [CHECK_ADDRESS, letIn(node)],
  },
  other: {
    why: both(
      'The rights of the node or of the storage driver on the server do not suffice.',
      '节点或存储驱动在服务器上的权限不足。',
    ),
    steps: node => [CHECK_ADDRESS, letIn(node)],
  },
};
