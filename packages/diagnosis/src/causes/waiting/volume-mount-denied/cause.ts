import { both, defineCause } from '../../../engine';
import { shareOf } from '../../shared/shareOf';
import { volumeFailures } from '../../shared/volumeFailure';
import { nameOfVolume, placeOfVolume } from '../../shared/volumePlace';

type Refuser = 'export' | 'login' | 'other';

/** NFS goes by the node's address, SMB by a user. */
const REFUSERS: readonly (readonly [Refuser, RegExp])[] = [
  ['export', /access denied by server|mount\.nfs/i],
  ['login', /mount error\(|cifs|STATUS_|smb/i],
];

const refuserOf = (why: string): Refuser =>
  REFUSERS.find(([, pattern]) => pattern.test(why))?.[0] ?? 'other';

export default defineCause({
  id: 'volume-mount-denied',
  state: 'waiting',
  title: both(
    'The storage server denies access to the volume',
    '存储服务器拒绝访问卷',
  ),
  severity: 'critical',
  since: '0.1.0',
  reads: ['pod'],
  mayRead: ['events', 'claims'],
  covers: ['volume/os-error/nfs-denied', 'volume/os-error/cifs-perm'],
  detect({ subject, ...reading }) {
    return volumeFailures(reading, 'denied').map(one => {
      const share = shareOf(String(one.quotes[0]?.value ?? ''));
      return {
        data: {
          ...placeOfVolume(subject, one),
          by: refuserOf(one.why),
          ...(share !== undefined && { share }),
        },
        quotes: one.quotes,
      };
    });
  },
  explain(data) {
    const { node, by, share } = data;
    const name = nameOfVolume(data);
    const at = share ? both(` to “${share}”`, `“${share}”`) : both('', '');
    const why = {
      login: both(
        'User name, password or key of the share (usually in a secret) are wrong or were renewed, or the storage account’s firewall does not let the node in.',
        '共享的用户名、密码或密钥（通常在 Secret 中）有误或已更换，或存储账户的防火墙不允许该节点访问。',
      ),
      export: both(
        'The server does not export that directory to this node’s address, or the path is not one it exports.',
        '服务器没有把该目录导出给此节点的地址，或该路径不在导出列表中。',
      ),
      other: both(
        'The rights of the node or of the storage driver on the server do not suffice.',
        '节点或存储驱动在服务器上的权限不足。',
      ),
    }[by];
    return {
      what: both(
        `The pod cannot start: the server of ${name.en} denies node “${node}” access${at.en}.`,
        `Pod 无法启动：${name.zh}的服务器拒绝节点“${node}”访问${at.zh}。`,
      ),
      why,
    };
  },
  steps({ node, by }) {
    return [
      {
        text: both(
          'Read server, path and the exact refusal in the events.',
          '在事件中查看服务器、路径和具体的拒绝原因。',
        ),
        action: 'events',
      },
      {
        text: both(
          by === 'login'
            ? 'Check the credentials the volume names, and renew the secret if the key has been rotated.'
            : 'Check server and path in the manifest of the pod or of its persistent volume.',
          by === 'login'
            ? '检查卷引用的凭据；如果密钥已轮换，请更新 Secret。'
            : '检查 Pod 或持久卷清单中的服务器和路径。',
        ),
      },
      {
        text: both(
          `Ask whoever runs the storage server to let node “${node}” in (export list, firewall).`,
          `请存储服务器的管理者允许节点“${node}”访问（导出列表、防火墙）。`,
        ),
        link: 'https://kubernetes.io/docs/concepts/storage/volumes/#nfs',
      },
    ];
  },
});
