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

/** Kind of mount, by the whole message: the arguments name it. */
function typeOf(message: string, why: string): string | undefined {
  if (/iscsiadm/.test(why)) return 'iscsi';
  if (/rpc\.statd/.test(why)) return 'nfs';
  const [, unknown] = TYPE.exec(why) ?? [];
  const [, named, helper, type] = TYPE.exec(message.slice(0, 8192)) ?? [];
  return unknown ?? named ?? type ?? (helper === 'type' ? undefined : helper);
}

export default defineCause({
  id: 'mount-helper-missing',
  state: 'waiting',
  title: both(
    'The node lacks the program to mount this volume',
    '节点缺少挂载此卷所需的程序',
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
      return {
        data: {
          ...placeOfVolume(subject, one),
          ...(type !== undefined && { type }),
          ...(known !== undefined && { package: known }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { node, type } = data;
    const name = nameOfVolume(data);
    const kind = type
      ? both(`, type ${type}`, `（类型 ${type}）`)
      : both('', '');
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
  steps({ node, package: name }) {
    return [
      {
        text: both(
          'Read the exact complaint in the events.',
          '在事件中查看具体报错。',
        ),
        action: 'events',
      },
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
