import type { Step, Text } from '../../../engine';
import { both, defineCause } from '../../../engine';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

const TYPE =
  /unknown filesystem type '([\w.-]{1,40})'|mount\.(\w{1,20})|-t (\w{1,20}) /;
const PACKAGES: Readonly<Record<string, string>> = {
  nfs: 'nfs-common (Debian, Ubuntu) / nfs-utils',
  nfs4: 'nfs-common (Debian, Ubuntu) / nfs-utils',
  cifs: 'cifs-utils',
  glusterfs: 'glusterfs-client / glusterfs-fuse',
  ceph: 'ceph-common',
  efs: 'amazon-efs-utils',
  iscsi: 'open-iscsi / iscsi-initiator-utils',
  xfs: 'xfsprogs',
};

/** A service of the node that a mount needs, beside the mounting program itself, which did run. */
interface Service {
  readonly name: string;
  /** What the mount needs it for. */
  readonly need: Text;
  /** What to start, by the names of systemd. */
  readonly units: string;
  /** How to do without. */
  readonly without?: Text;
}

const SERVICES: readonly (readonly [RegExp, Service])[] = [
  [
    /\brpc[.-]statd/,
    {
      name: 'rpc.statd',
      need: both(
        'NFS of version 3 needs it for locks on files; without it only mounts without locks or of version 4 succeed.',
        'NFS 第 3 版的文件锁依赖它；没有它时只有不加锁或第 4 版的挂载能成功。',
      ),
      units: 'rpcbind rpc-statd',
      without: both(
        'Mount with NFS version 4 instead (mount option nfsvers=4.1 in the persistent volume or storage class), which needs no rpc.statd; or with nolock, where no two nodes write the same files.',
        '或改用 NFS 第 4 版挂载（在持久卷或存储类中设置挂载选项 nfsvers=4.1），它不需要 rpc.statd；如果不会有两个节点写同一文件，也可使用 nolock。',
      ),
    },
  ],
  [
    /\brpc[.-]gssd/,
    {
      name: 'rpc.gssd',
      need: both(
        'A mount with Kerberos (sec=krb5) signs in through it.',
        '使用 Kerberos（sec=krb5）的挂载通过它登录。',
      ),
      units: 'rpc-gssd',
    },
  ],
  [
    /connect to iSCSI daemon|\biscsid\b[^\n]{0,80}not running/i,
    {
      name: 'iscsid',
      need: both(
        'A disk over the network (iSCSI) is connected through it.',
        '通过网络连接的磁盘（iSCSI）由它建立连接。',
      ),
      units: 'iscsid',
    },
  ],
];

/** Kind of mount, by the whole message: the arguments name it. */
function typeOf(message: string, why: string): string | undefined {
  if (/iscsi/i.test(why)) return 'iscsi';
  if (/\brpc[.-](?:statd|gssd)/.test(why)) return 'nfs';
  const [, unknown] = TYPE.exec(why) ?? [];
  const [, named, helper, type] = TYPE.exec(message.slice(0, 8192)) ?? [];
  return unknown ?? named ?? type ?? (helper === 'type' ? undefined : helper);
}

const READ: Step = {
  text: both(
    'Read the exact complaint in the events.',
    '在事件中查看具体报错。',
  ),
  action: 'events',
};

function serviceSteps(
  node: string,
  { name, units, without }: Service,
  pack: string = '',
): Step[] {
  return [
    READ,
    {
      text: both(
        `Ask your platform team to start ${name} on node “${node}” and its like, also after a reboot: systemctl enable --now ${units}${
          pack && ` (package ${pack})`
        }.`,
        `请平台团队在节点“${node}”及同类节点上启动 ${name}，并设为开机启动：systemctl enable --now ${units}${
          pack && `（软件包 ${pack}）`
        }。`,
      ),
    },
    ...(without ? [{ text: without }] : []),
  ];
}

export default defineCause({
  id: 'mount-helper-missing',
  state: 'waiting',
  title: both(
    'The node lacks a program or service to mount this volume',
    '节点缺少挂载此卷所需的程序或服务',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims'],
  covers: ['volume/os-error/nfs-helper', 'volume/FailedMount-setup/mount-cmd'],
  detect({ subject, ...reading }) {
    return volumeFailures(reading, 'helper-missing').map(one => {
      const type = typeOf(String(one.quotes[0]?.value ?? ''), one.why);
      const known =
        type !== undefined && Object.hasOwn(PACKAGES, type)
          ? PACKAGES[type]
          : undefined;
      const service = SERVICES.find(([says]) => says.test(one.why));
      return {
        data: {
          ...placeOfVolume(subject, one),
          ...(type !== undefined && { type }),
          ...(known !== undefined && { package: known }),
          ...(service && { service: service[1] }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { node, type, service } = data;
    const name = nameOfVolume(data);
    const kind = type
      ? both(`, type ${type}`, `（类型 ${type}）`)
      : both('', '');
    if (service)
      return {
        what: both(
          `The pod cannot start: node “${node}” cannot mount ${name.en}${kind.en}, because its service ${service.name} does not run.`,
          `Pod 无法启动：节点“${node}”无法挂载${name.zh}${kind.zh}，因为节点上的服务 ${service.name} 没有运行。`,
        ),
        why: service.need,
      };
    return {
      what: both(
        `The pod cannot start: node “${node}” does not know how to mount ${name.en}${kind.en}.`,
        `Pod 无法启动：节点“${node}”不知道如何挂载${name.zh}${kind.zh}。`,
      ),
      why: both(
        'The program or kernel module for this kind of file system is not installed on the node’s operating system. Other nodes may have it.',
        '节点的操作系统没有安装此类文件系统所需的程序或内核模块。其他节点可能有。',
      ),
    };
  },
  steps({ node, package: name, service }) {
    if (service) return serviceSteps(node, service, name);
    return [
      READ,
      {
        text: both(
          name
            ? `Ask your platform team to install the client on node “${node}” and its like: ${name}.`
            : `Ask your platform team to install what is missing on node “${node}” and its like.`,
          name
            ? `请平台团队在节点“${node}”及同类节点上安装客户端：${name}。`
            : `请平台团队在节点“${node}”及同类节点上安装缺少的组件。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#mount-options',
      },
      {
        text: both(
          'Check server, path and mount options too: a missing “:/path” or a misspelt option gives the same complaint.',
          '同时检查服务器、路径和挂载选项：缺少“:/路径”或选项拼写错误也会报同样的错。',
        ),
      },
    ];
  },
});
